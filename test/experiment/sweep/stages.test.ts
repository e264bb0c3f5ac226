import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { stream } from '../../../src/core/random.ts';
import { type DatasetRow, datasetOf } from '../../../src/dataset/dataset.ts';
import { type PropertyData, withClasses } from '../../../src/experiment/property/load-table.ts';
import { planStages, shareOfGroups } from '../../../src/experiment/sweep/stages.ts';

/** Compounds in groups, two or three to a group. */
const groups = Array.from({ length: 30 }, (_, row) => `g${row % 12}`);
const rows = groups.map((group, at): DatasetRow => {
  const formula = `Li${at + 1}F`;
  return {
    ...{ formula, composition: parseFormula(formula), y: 0, bound: 0, weight: 1, row: { group } },
    ...{ structural: null, id: null, structure: null, file: 'made up', line: at + 1 },
  };
});
const data = withClasses(
  datasetOf(rows, {
    target: { property: 'p', unit: '1', scale: 'as it stands', threshold: null, better: 'larger' },
    ...{ column: 'p', source: { files: [], sha256: '' }, counts: {} as PropertyData['counts'], unread: [] },
  }),
);
const outer = { name: 'by_group', group: { column: 'group' }, folds: 4 } as const;
const stages = planStages({ outer, innerFolds: 3 }, [1, 2], data);
const all = Array.from(groups.keys());
const sorted = (rows: readonly number[]) => [...rows].sort((a, b) => a - b);
const groupsIn = (rows: readonly number[]) => new Set(rows.map((row) => groups[row]!));
const shared = (a: readonly number[], b: readonly number[]) =>
  [...groupsIn(a)].filter((group) => groupsIn(b).has(group));

describe('stages', () => {
  test('are the outer folds of each seed, and all rows with the inner folds of every seed', () => {
    expect(stages.map(({ seed, fold, inner }) => [seed, fold, inner.length])).toEqual([
      ...[1, 2].flatMap((seed) => [0, 1, 2, 3].map((fold) => [seed, fold, 3])),
      [1, null, 6],
    ]);
    expect(stages.at(-1)).toMatchObject({ train: all, test: [] });
    expect(stages.at(-1)!.inner.slice(0, 3)).not.toEqual(stages.at(-1)!.inner.slice(3));
  });

  test('hold every row out once a seed, and never learn from a group that is held out', () => {
    for (const seed of [1, 2]) {
      const theirs = stages.filter((stage) => stage.seed === seed && stage.fold !== null);
      expect(sorted(theirs.flatMap(({ test }) => test))).toEqual(all);
    }
    for (const { train, test } of stages) {
      expect(sorted([...train, ...test])).toEqual(all);
      expect(shared(train, test)).toEqual([]);
    }
  });

  test('choose within their training rows alone, with groups kept together there too', () => {
    for (const { train, inner } of stages) {
      for (let first = 0; first < inner.length; first += 3) {
        expect(sorted(inner.slice(first, first + 3).flatMap(({ test }) => test))).toEqual(train);
      }
      for (const split of inner) {
        expect(sorted([...split.train, ...split.test])).toEqual(train);
        expect(shared(split.train, split.test)).toEqual([]);
      }
    }
  });
});

test('a share of the groups is whole groups, as many as it says, and is held by a greater share', () => {
  const fractions = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fractions, fractions, fc.integer(), (a, b, seed) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)];
      const of = (share: number) => shareOfGroups(all, groups, share, stream(seed, 'order'));
      expect(groupsIn(of(small)).size).toBe(Math.ceil(small * 12));
      expect(all.filter((row) => groupsIn(of(small)).has(groups[row]!))).toEqual(of(small));
      expect(of(small).every((row) => of(large).includes(row))).toBe(true);
    }),
  );
  expect(shareOfGroups(all, groups, 1, stream(0, 'order'))).toEqual(all);
});
