import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askEach } from '../../src/core/ask-each.ts';
import { fail, orRefusal } from '../../src/core/errors.ts';

const read = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : fail(text, 'a number', 'none', 'write one');
const half = (n: number): number => (n % 2 === 0 ? n / 2 : fail(`${n}`, 'an even number', 'an odd one', 'add 1'));

test('each has its answer or is refused as if it were alone, in order; what can be answered is asked together', () => {
  const texts = fc.array(fc.oneof(fc.nat({ max: 99 }).map(String), fc.constantFrom('x', '-2')), { maxLength: 40 });
  fc.assert(
    fc.property(texts, (given) => {
      const asked: number[][] = [];
      const answers = askEach(given, read, (questions) => {
        asked.push([...questions]);
        return questions.map(half);
      });
      expect(answers).toEqual(given.map((text) => orRefusal(() => half(read(text)))));
      const sound = given.filter((text) => text !== 'x' && text !== '-2').map(Number);
      expect(asked[0] ?? []).toEqual(sound);
      if (sound.every((n) => n % 2 === 0)) expect(asked.length).toBe(sound.length === 0 ? 0 : 1);
    }),
  );
});

test('what is no mistake of the user is no answer', () => {
  const bug = () => {
    throw new TypeError('a bug');
  };
  expect(() => askEach(['1', '2'], read, bug)).toThrow('a bug');
  expect(() => askEach(['1'], bug, (questions) => questions)).toThrow('a bug');
});
