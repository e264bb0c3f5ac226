/** Too much is asked, or too much at once: nothing is wrong with the question. */
export class Busy extends Error {
  override readonly name = 'Busy';

  constructor(reason = 'too many questions at once; ask again in a moment') {
    super(reason);
  }
}
