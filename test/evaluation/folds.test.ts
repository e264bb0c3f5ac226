import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { groupedFolds } from '../../src/evaluation/folds.ts';

const groupLists = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { minLength: 1, maxLength: 60 });

describe('groupedFolds', () => {
  it('never splits a group, uses every fold, and balances as well as the largest group lets it', () => {
    fc.assert(
      fc.property(groupLists, fc.integer({ min: 2, max: 5 }), fc.nat(), (groups, k, seed) => {
        const sizes = new Map<string, number>();
        for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
        fc.pre(sizes.size >= k);
        const folds = groupedFolds(groups, k, stream(seed, 'folds'));
        const foldsOfGroup = new Set(groups.map((group, row) => `${group} ${folds[row]}`));
        expect(foldsOfGroup.size).toBe(sizes.size);
        const rows = Array.from({ length: k }, (_, fold) => folds.filter((f) => f === fold).length);
        expect(Math.min(...rows)).toBeGreaterThan(0);
        expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(Math.max(...sizes.values()));
      }),
    );
  });

  it('gives the same folds for the same seed, whatever the order of the rows, and others for another seed', () => {
    const groups = Array.from({ length: 30 }, (_, i) => `g${i}`);
    const folds = groupedFolds(groups, 3, stream(0, 'folds'));
    expect(groupedFolds(groups, 3, stream(0, 'folds'))).toEqual(folds);
    expect(groupedFolds([...groups].reverse(), 3, stream(0, 'folds')).reverse()).toEqual(folds);
    expect(groupedFolds(groups, 3, stream(1, 'folds'))).not.toEqual(folds);
  });

  it('places the largest groups first', () => {
    const groups = ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'e'];
    for (let seed = 0; seed < 20; seed++) {
      const folds = groupedFolds(groups, 2, stream(seed, 'folds'));
      expect(folds.filter((fold) => fold === 0).length).toBe(4); // 3 + 1 and 2 + 1 + 1
    }
  });

  it('says what is wrong with its input', () => {
    expect(() => groupedFolds(['a', 'a'], 2, stream(0, ''))).toThrow('folds: expected at least 2 groups, found 1');
    expect(() => groupedFolds(['a', 'b'], 1, stream(0, ''))).toThrow(
      'number of folds: expected a whole number of at least 2, found 1',
    );
  });
});
