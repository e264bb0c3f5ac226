import { describe, expect, test } from 'vitest';
import { compareNumbers } from '../../src/experiment/findings.ts';
import { measured } from '../../src/experiment/numbers.ts';

const numbers = { a: measured(0.875, 'share', 40), b: measured(null, 'score', 3) };
const expected = { number: 'a', paper: 0.75, tolerance: 0.125, where: 'Table 1' };

describe('compareNumbers', () => {
  test('puts ours beside the paper: within the tolerance, its edge included, it is reproduced', () => {
    expect(compareNumbers([expected], numbers)).toEqual([
      { ...expected, ours: 0.875, unit: 'share', n: 40, reproduced: true },
    ]);
    const [below, above] = compareNumbers(
      [
        { ...expected, tolerance: 0.124 },
        { ...expected, paper: 1.001 },
      ],
      numbers,
    );
    expect([below!.reproduced, above!.reproduced]).toEqual([false, false]);
  });

  test('a number that is not defined is never reproduced', () => {
    const [compared] = compareNumbers([{ ...expected, number: 'b', tolerance: 1e9 }], numbers);
    expect(compared).toMatchObject({ ours: null, reproduced: false });
  });

  test('an expectation of a number that the run does not have is a programming error', () => {
    expect(() => compareNumbers([{ ...expected, number: 'c' }], numbers)).toThrow(
      'expected, c: expected the name of a number of the run, found another; see summary.json of a run without it',
    );
  });
});
