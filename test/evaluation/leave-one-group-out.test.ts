import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaveOneGroupOut } from '../../src/evaluation/leave-one-group-out.ts';

// scikit-learn 1.2.1; the script is test/golden/evaluation/make_statistics.py.
const golden: { leaveOneGroupOut: { groups: string[]; folds: number[] } } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'),
);

describe('leaveOneGroupOut', () => {
  it('agrees with scikit-learn', () => {
    const { groups, folds } = golden.leaveOneGroupOut;
    expect([...leaveOneGroupOut(groups)]).toEqual(folds);
  });

  it('gives each group a fold of its own, in the order of the names, whatever the order of the rows', () => {
    const groupLists = fc.array(fc.constantFrom('a', 'b', 'B', 'é', '10', '9'), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(groupLists, (groups) => {
        fc.pre(new Set(groups).size > 1);
        const folds = leaveOneGroupOut(groups);
        expect(Math.max(...folds)).toBe(new Set(groups).size - 1);
        groups.forEach((a, i) => {
          groups.forEach((b, j) => {
            expect(Math.sign(folds[i]! - folds[j]!)).toBe(a === b ? 0 : a < b ? -1 : 1);
          });
        });
        expect(leaveOneGroupOut([...groups].reverse()).reverse()).toEqual(folds);
      }),
    );
  });

  it('says what is wrong with its input', () => {
    const message = 'leave one group out: expected at least two groups, found';
    expect(() => leaveOneGroupOut(['a', 'a'])).toThrow(`${message} 1; use finer groups`);
    expect(() => leaveOneGroupOut([])).toThrow(`${message} 0`);
  });
});
