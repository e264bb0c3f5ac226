import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementProperty } from '../../src/chemistry/elements.ts';
import { type DescriptorSet, ELEMENTAL_SETS, type Statistic } from '../../src/descriptors/elemental.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createSpace } from '../../src/screening/space.ts';
import { type NaiveCompound, naiveScreening } from './naive.ts';
import { screenHere } from './screen-here.ts';

const PARTNERS = [1, 7, 8, 9, 11, 14, 15, 16, 17, 26, 32, 35, 40, 57, 83];
const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties;
const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3], maxCoefficient: 3 });
const set = (properties: readonly string[], statistics: readonly Statistic[]): DescriptorSet => ({
  name: 'test',
  date: '2020-01-01',
  properties,
  statistics,
});

/** A space of at most a few thousand compounds, and a student whose columns all weigh about the same in it. */
const problems = fc
  .record({
    partners: fc.shuffledSubarray(PARTNERS, { minLength: 3, maxLength: 4 }),
    arities: fc.shuffledSubarray([2, 3, 4], { minLength: 1 }),
    maxCoefficient: fc.integer({ min: 1, max: 5 }),
    properties: fc.shuffledSubarray(PROPERTIES, { minLength: 1, maxLength: 3 }),
    statistics: fc.shuffledSubarray<Statistic>(['mean', 'mad', 'sd', 'min', 'max', 'range'], { minLength: 1 }),
    draws: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 18, maxLength: 18 }),
    thresholdPart: fc.double({ min: 0, max: 1, noNaN: true }),
    listed: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ properties, statistics, draws, thresholdPart, listed, ...rest }) => {
    const weights = properties.flatMap((property, p) =>
      statistics.map((_, s) => draws[p * statistics.length + s]! / elementProperty(property).values[16]!),
    );
    const linear = { weights: Float64Array.from(weights), intercept: draws[17]! };
    return {
      space: createSpace({ anchor: 3, ...rest }),
      descriptors: set(properties, statistics),
      linear,
      thresholdPart,
      listed,
    };
  });

/** A score in the middle of a gap, so that rounding cannot move a compound across it. */
function thresholdInGap(ascending: readonly number[], part: number): number {
  for (let i = Math.floor(part * (ascending.length - 1)) + 1; i < ascending.length; i++) {
    if (ascending[i]! - ascending[i - 1]! > 1e-7) return (ascending[i]! + ascending[i - 1]!) / 2;
  }
  return ascending.at(-1)! + 1;
}

const countIf = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length;

describe('a compiled student', () => {
  test('finds the same compounds, scores, counts and histogram as one object a compound', () => {
    fc.assert(
      fc.property(problems, ({ space, descriptors, linear, thresholdPart, listed }) => {
        const naive = naiveScreening(descriptors, linear, space);
        const ascending = naive.map(({ score }) => score).sort((a, b) => a - b);
        const threshold = thresholdInGap(ascending, thresholdPart);
        const result = screenHere(compileStudent(descriptors, linear, space), threshold, listed);
        const above = ({ score }: NaiveCompound): boolean => score >= threshold;

        expect(result.scored).toBe(naive.length);
        expect(result.distinct).toBe(naive.length);
        expect(result.aboveThreshold).toBe(countIf(naive, above));
        expect(result.lowestScore).toBeCloseTo(ascending[0]!, 9);
        expect(result.highestScore).toBeCloseTo(ascending.at(-1)!, 9);
        for (const { Z, scored, aboveThreshold } of result.byElement) {
          const members = naive.filter(({ elements }) => elements.includes(Z));
          expect([scored, aboveThreshold]).toEqual([members.length, countIf(members, above)]);
        }
        for (const { Z, scored, aboveThreshold } of result.byAnion) {
          const members = naive.filter(({ anion }) => anion === Z);
          expect([scored, aboveThreshold]).toEqual([members.length, countIf(members, above)]);
        }
        for (const { arity, scored, aboveThreshold } of result.perArity) {
          const members = naive.filter(({ elements }) => elements.length === arity);
          expect([scored, aboveThreshold]).toEqual([members.length, countIf(members, above)]);
        }
        const { lowerEdge, width, counts } = result.histogram;
        let [below, surely, perhaps] = [0, 0, 0];
        for (const [bin, count] of counts.entries()) {
          const edge = lowerEdge + bin * width;
          while (ascending[surely]! < edge - 1e-9) surely++;
          while (ascending[perhaps]! < edge + 1e-9) perhaps++;
          expect(below >= surely && below <= perhaps).toBe(true);
          below += count;
        }
        expect(below).toBe(naive.length);

        const scoreOf = new Map(naive.map(({ formula, score }) => [formula, score]));
        const best = ascending.reverse();
        expect(result.top).toHaveLength(Math.min(listed, naive.length));
        expect(new Set(result.top.map(({ formula }) => formula)).size).toBe(result.top.length);
        for (const [i, { formula, score }] of result.top.entries()) {
          expect(Math.abs(score - scoreOf.get(formula)!)).toBeLessThan(1e-9);
          expect(Math.abs(score - best[i]!)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('holds for compounds of five elements', () => {
    const five = createSpace({ anchor: 3, partners: [8, 15, 16, 17, 32], arities: [5], maxCoefficient: 3 });
    const descriptors = set(PROPERTIES.slice(0, 2), ['mean', 'sd', 'mad']);
    const linear = { weights: Float64Array.of(0.01, 0.02, -0.03, 0.4, 0.5, -0.6), intercept: 1 };
    const naive = naiveScreening(descriptors, linear, five).sort((a, b) => b.score - a.score);
    const result = screenHere(compileStudent(descriptors, linear, five), 0, 1);
    expect(result.scored).toBe(naive.length);
    expect(result.top[0]!.score).toBeCloseTo(naive[0]!.score, 9);
  });

  test('gives no spread at all to elements with equal values', () => {
    const row = createSpace({ anchor: 11, partners: [12, 13, 14], arities: [3, 4], maxCoefficient: 20 });
    const linear = { weights: Float64Array.of(1, 1), intercept: 0 };
    const { lowestScore, highestScore } = screenHere(compileStudent(set(['period'], ['sd', 'mad']), linear, row), 0, 0);
    expect([lowestScore, highestScore]).toEqual([0, 0]);
  });

  test('is factorised without spreads, general with one, and factorised again when their weights are zero', () => {
    const mean = compileStudent(
      set(['period'], ['mean', 'range']),
      { weights: Float64Array.of(1, 2), intercept: 0 },
      space,
    );
    const spread = compileStudent(
      set(['period'], ['mean', 'sd']),
      { weights: Float64Array.of(1, 2), intercept: 0 },
      space,
    );
    const nothing = compileStudent(
      set(['period'], ['mean', 'sd']),
      { weights: Float64Array.of(1, 0), intercept: 0 },
      space,
    );
    expect([mean.kind, spread.kind, nothing.kind]).toEqual(['factorised', 'general', 'factorised']);
  });

  test('scores the mean atomic mass of Li3PO4', () => {
    const one = createSpace({ anchor: 3, partners: [8, 15], arities: [3], maxCoefficient: 4 });
    const plan = compileStudent(set(['atomic_mass_u'], ['mean']), { weights: Float64Array.of(1), intercept: 0 }, one);
    const { top } = screenHere(plan, 0, 1000);
    // (3 x 6.94 + 30.974 + 4 x 15.999) / 8, standard atomic weights of IUPAC 2021
    expect(top.find(({ formula }) => formula === 'Li3PO4')!.score).toBeCloseTo(14.4737, 3);
  });

  test('breaks ties by number of elements, elements in canonical order, coefficients', () => {
    const ties = createSpace({ anchor: 3, partners: [8, 16], arities: [3, 2], maxCoefficient: 2 });
    const plan = compileStudent(set(['period'], ['mean']), { weights: Float64Array.of(0), intercept: 0 }, ties);
    const result = screenHere(plan, 0, 8);
    const formulas = ['LiS', 'LiS2', 'Li2S', 'LiO', 'LiO2', 'Li2O', 'LiSO', 'LiSO2'];
    expect(result.top.map(({ formula }) => formula)).toEqual(formulas);
    expect(result.aboveThreshold).toBe(result.distinct);
    expect(screenHere(plan, 1e-300, 0).aboveThreshold).toBe(0);
  });

  test('refuses wrong numbers of weights, weights that are not finite, and properties with gaps', () => {
    const period = set(['period'], ['mean']);
    const compile = (weights: number[], descriptors = period, where = space) =>
      compileStudent(descriptors, { weights: Float64Array.from(weights), intercept: 0 }, where);
    expect(() => compile([1, 2])).toThrow('descriptor set test: expected 2 columns, one for each weight, found 1');
    expect(() => compile([Number.NaN])).toThrow('student: expected finite weights');
    const neon = createSpace({ ...space, partners: [8, 10] });
    expect(() => compile([1], set(['pauling_electronegativity'], ['mean']), neon)).toThrow(
      'property pauling_electronegativity: expected a value for every element, found none for Ne',
    );
  });

  test('refuses a set with stoichiometry, which no plan holds', () => {
    const descriptors: DescriptorSet = { ...set(['period'], ['mean']), stoichiometry: ['anion_fraction'] };
    const compile = (weights: Float64Array, of: DescriptorSet) => compileStudent(of, { weights, intercept: 0 }, space);
    const expected =
      'descriptor set test: expected statistics of properties only, found anion_fraction; ' +
      'screen with a student on a set without stoichiometry, such as elemental-30';
    expect(() => compile(Float64Array.of(1, 1), descriptors)).toThrow(expected);
    expect(() => compile(Float64Array.of(1), descriptors)).toThrow(expected);
    expect(() => compile(new Float64Array(106), ELEMENTAL_SETS['elemental-full'])).toThrow('found lithium_fraction, ');
    expect(compile(Float64Array.of(1), { ...descriptors, stoichiometry: [] }).kind).toBe('factorised');
  });
});
