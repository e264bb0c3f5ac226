import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinedGroups } from '../../src/dataset/joined-groups.ts';

describe('rows that share a source, over others or directly', () => {
  test('have one group, named by the smallest source', () => {
    expect(joinedGroups([['b', 'c'], ['x'], ['c', 'a'], ['y', 'x']])).toEqual(['a', 'x', 'a', 'x']);
  });

  test('and rows of two groups share none, in any order of the rows', () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 12 }).map(String), { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(rows, (names) => {
        const groups = joinedGroups(names);
        names.forEach((row, i) => {
          names.forEach((other, j) => {
            if (row.some((name) => other.includes(name))) expect(groups[j]).toBe(groups[i]);
          });
          const members = names.filter((_, j) => groups[j] === groups[i]).flat();
          expect([...members].sort()[0]).toBe(groups[i]);
        });
        expect(joinedGroups(names.toReversed())).toEqual(groups.toReversed());
      }),
    );
  });
});
