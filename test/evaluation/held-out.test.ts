import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldOut, splitFolds } from '../../src/evaluation/held-out.ts';

const folds = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 });

describe('splitFolds', () => {
  test('holds every row out once, never beside itself, and learns from all others', () => {
    fc.assert(
      fc.property(folds, (of) => {
        const splits = splitFolds(of);
        expect(splits.flatMap(({ test: held }) => held).sort((a, b) => a - b)).toEqual([...of.keys()]);
        for (const { fold, train, test: held } of splits) {
          expect(held.every((row) => of[row] === fold)).toBe(true);
          expect([...train, ...held].sort((a, b) => a - b)).toEqual([...of.keys()]);
        }
        expect(splits.map(({ fold }) => fold)).toEqual([...new Set(of)].sort((a, b) => a - b));
      }),
    );
  });
});

describe('heldOut', () => {
  test('gives each row the answer of its own split', () => {
    fc.assert(
      fc.property(folds, (of) => {
        const answers = heldOut(of.length, splitFolds(of), ({ fold, test: held }) =>
          held.map((row) => 100 * fold + row),
        );
        expect(Array.from(answers)).toEqual(of.map((fold, row) => 100 * fold + row));
      }),
    );
  });
});
