import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shuffled, stream } from '../../src/core/random.ts';
import { combinePolymorphs } from '../../src/transfer/polymorphs.ts';

describe('combinePolymorphs', () => {
  test('by hand: the mean of the probabilities decides, not the majority of the structures', () => {
    const [sulfide, carbide, fluoride] = combinePolymorphs(
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['Li2S', 'LiF', 'Li2S', 'LiC6', 'Li2S', 'LiF'],
      [0.4, 0.25, 0.4, 0.5, 0.9, 0.5],
    );
    expect(carbide).toMatchObject({ formula: 'LiC6', ids: ['d'], fastShare: 1, probability: 0.5, fast: 1 });
    expect(fluoride).toMatchObject({ formula: 'LiF', ids: ['b', 'f'], fastShare: 0.5, probability: 0.375, fast: 0 });
    expect(sulfide).toMatchObject({ formula: 'Li2S', ids: ['a', 'c', 'e'], chemicalSystem: 'Li-S', fast: 1 });
    expect(sulfide!.probability).toBeCloseTo(1.7 / 3, 12);
    expect(sulfide!.fastShare).toBeCloseTo(1 / 3, 12);
    expect(Array.from(sulfide!.composition.atomicNumbers)).toEqual([3, 16]);
  });

  const structures = fc.array(
    fc.record({
      formula: fc.constantFrom('Li2O', 'LiF', 'Li3PS4', 'LiAl', 'Li4'),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 30 },
  );

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(structures, fc.integer(), (rows, seed) => {
        const combine = (order: ArrayLike<number>) =>
          combinePolymorphs(
            Array.from(order, (row) => `mp-${row}`),
            Array.from(order, (row) => rows[row]!.formula),
            Array.from(order, (row) => rows[row]!.probability),
          );
        const first = combine(rows.map((_, row) => row));
        const second = combine(shuffled(rows.length, stream(seed, 'order')));
        expect(second.map(({ formula }) => formula)).toEqual(first.map(({ formula }) => formula));
        first.forEach((one, i) => {
          const other = second[i]!;
          expect([...other.ids].sort()).toEqual([...one.ids].sort());
          expect(other.fastShare).toBe(one.fastShare);
          expect(other.probability).toBeCloseTo(one.probability, 12);
          if (Math.abs(one.probability - 0.5) > 1e-12) expect(other.fast).toBe(one.fast);
        });
      }),
    );
  });

  test('every structure stands under its formula, once; formulas ascend', () => {
    fc.assert(
      fc.property(structures, (rows) => {
        const ids = rows.map((_, row) => `mp-${row}`);
        const combined = combinePolymorphs(
          ids,
          rows.map(({ formula }) => formula),
          rows.map(({ probability }) => probability),
        );
        expect(combined.flatMap((each) => each.ids).sort()).toEqual([...ids].sort());
        const formulas = combined.map(({ formula }) => formula);
        expect(formulas).toEqual([...new Set(rows.map(({ formula }) => formula))].sort());
        for (const { probability, fast, fastShare } of combined) {
          expect(fast).toBe(probability >= 0.5 ? 1 : 0);
          expect(fastShare >= 0 && fastShare <= 1).toBe(true);
        }
      }),
    );
  });
});
