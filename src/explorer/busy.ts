/** Too much is asked at once: nothing is wrong with the question. */
export class Busy extends Error {
  override readonly name = 'Busy';

  constructor() {
    super('too many questions at once; ask again in a moment');
  }
}
