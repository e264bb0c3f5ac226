import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measured } from '../../src/experiment/numbers.ts';
import { seedSpread } from '../../src/experiment/seed-spread.ts';

describe('the spread over seeds', () => {
  test('by hand: 1, 2 and 6 have mean 3 and standard deviation sqrt(7)', () => {
    const runs = [1, 2, 6].map((value) => ({ 'ridge.mae': measured(value, 'eV', 9) }));
    expect(seedSpread(runs)).toEqual([
      {
        number: 'ridge.mae',
        unit: 'eV',
        seeds: 3,
        mean: 3,
        standardDeviation: Math.sqrt(7),
        least: 1,
        most: 6,
        values: [1, 2, 6],
      },
    ]);
  });

  test('a number that one run lacks or leaves undefined is of the others', () => {
    const runs = [{ a: measured(null, 'share', 3) }, { a: measured(2, 'share', 3), b: measured(5, 'eV', 1) }];
    const [a, b] = seedSpread(runs);
    expect(a).toMatchObject({ seeds: 1, mean: 2, standardDeviation: null, values: [null, 2] });
    expect(b).toMatchObject({ number: 'b', unit: 'eV', seeds: 1, mean: 5 });
    expect(seedSpread([{ a: measured(null, 'share', 3) }])[0]).toMatchObject({ seeds: 0, mean: null, least: null });
  });

  test('lies between the least and the most, and is nothing where all are the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 9 }), (values) => {
        const [{ mean, least, most, standardDeviation }] = seedSpread(
          values.map((value) => ({ x: measured(value, '1', 1) })),
        ) as [ReturnType<typeof seedSpread>[0]];
        expect(least!).toBeLessThanOrEqual(mean!);
        expect(most!).toBeGreaterThanOrEqual(mean!);
        expect(standardDeviation! > 0).toBe(least !== most);
      }),
    );
  });
});
