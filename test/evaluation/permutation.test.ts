import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { compareWithChance, permutationPValue } from '../../src/evaluation/permutation.ts';

const random = stream(0, 'permutation test');
const y = Array.from({ length: 16 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const informative = matrixFrom(y.map((label) => [5 * label + normal(random)]));
const spec = { kind: 'logistic', l2: 1 } as const;
const options = () => ({ permutations: 39, random: stream(0, 'permutations') });

describe('permutationPValue', () => {
  it('is as small as it can be where the column tells the label', () => {
    const found = permutationPValue(spec, informative, y, options());
    expect(found).toMatchObject({ statistic: 'mcc', pValue: 1 / 40, draws: 39, undefinedDraws: 0 });
    expect(found.observed).toBeGreaterThan(0.8);
    expect(Math.abs(found.chanceMean!)).toBeLessThan(0.3);
  });

  it('is uniform where the column is noise (theory), here: its mean over 20 data sets is near 1/2', () => {
    const draws = Array.from({ length: 20 }, (_, i) => {
      const noise = stream(i, 'noise');
      const X = matrixFrom(y.map(() => [normal(noise)]));
      const permuted = { permutations: 19, random: stream(i, 'permutations'), statistic: 'auc' } as const;
      return permutationPValue({ kind: 'nearest-neighbour' }, X, y, permuted).pValue!;
    });
    const mean = draws.reduce((sum, p) => sum + p, 0) / draws.length;
    expect(mean).toBeGreaterThan(0.35);
    expect(mean).toBeLessThan(0.75); // ties raise it above 1/2
  });

  it('repeats with the seed and tells how far it is', () => {
    const seen: number[] = [];
    const first = permutationPValue(spec, informative, y, { ...options(), onDraw: (done) => seen.push(done) });
    expect(permutationPValue(spec, informative, y, options())).toEqual(first);
    expect(seen).toEqual(Array.from({ length: 39 }, (_, i) => i + 1));
  });

  it('says what is wrong with its input', () => {
    expect(() => permutationPValue(spec, informative, y, { ...options(), permutations: 1.5 })).toThrow(
      'permutations: expected a whole number of at least 1, found 1.5',
    );
    expect(() => permutationPValue(spec, informative, [1], options())).toThrow('permutation test: expected 16 labels');
    const ones = y.map(() => 1);
    expect(() => permutationPValue(spec, informative, ones, options())).toThrow(
      'permutation test: expected labels of both classes, found only class 1',
    );
  });
});

describe('compareWithChance', () => {
  it('counts equal and undefined draws as reaching the observed value', () => {
    const found = compareWithChance('precision', 0.5, [0.5, 0.4, null, 0.6]);
    expect(found).toMatchObject({ pValue: 4 / 5, draws: 4, undefinedDraws: 1, chanceMean: 0.5 });
    expect(compareWithChance('precision', null, [0.5]).pValue).toBeNull();
  });

  it('keeps p in (0, 1]', () => {
    const values = fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), values, (observed, chance) => {
        const { pValue } = compareWithChance('mcc', observed, chance);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
      }),
    );
  });
});
