import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DescriptorSet, ELEMENTAL_SETS } from '../../src/descriptors/elemental.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createSpace, type GridSpace } from '../../src/screening/grid-space.ts';
import type { ScreeningResult } from '../../src/screening/screening-result.ts';
import { type NaiveCompound, naiveScreening } from './naive.ts';
import { descriptorSet, type Linear, linearStudent, randomProblems, screenHere } from './students.ts';

const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties;
const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3], maxCoefficient: 3 });

const compile = (descriptors: DescriptorSet, linear: Linear, where: GridSpace) =>
  compileStudent(linearStudent(descriptors, linear), where);

function screenPlan(plan: ReturnType<typeof compile>, threshold: number, top: number): ScreeningResult {
  return screenHere(createJob(plan, { threshold, top, filters: NO_FILTERS, histogram: true }), true);
}

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
    const statistics = ['mean', 'mad', 'sd', 'min', 'max', 'range', 'mode'] as const;
    const stoichiometry = ['anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'] as const;
    fc.assert(
      fc.property(
        randomProblems(statistics, stoichiometry),
        ({ space: where, descriptors, linear, thresholdPart, listed }) => {
          fc.pre(where.maxCoefficient < 6);
          const naive = naiveScreening(descriptors, linear, where);
          const ascending = naive.map(({ score }) => score).sort((a, b) => a - b);
          const threshold = thresholdInGap(ascending, thresholdPart);
          const result = screenPlan(compile(descriptors, linear, where), threshold, listed);
          const above = ({ score }: NaiveCompound): boolean => score >= threshold;

          expect(result.scored).toBe(naive.length);
          expect(result.distinct).toBe(naive.length);
          expect(result.aboveThreshold).toBe(countIf(naive, above));
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
          const { lowerEdge, width, counts } = result.histogram!;
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
        },
      ),
      { numRuns: 40 },
    );
  });

  test('holds for compounds of five elements', () => {
    const five = createSpace({ anchor: 3, partners: [8, 15, 16, 17, 32], arities: [5], maxCoefficient: 3 });
    for (const statistics of [['mean', 'sd', 'max'] as const, ['mean', 'sd', 'mad'] as const]) {
      const descriptors = descriptorSet(PROPERTIES.slice(0, 2), statistics);
      const linear = { weights: Float64Array.of(0.01, 0.02, -0.03, 0.4, 0.5, -0.6), intercept: 1 };
      const naive = naiveScreening(descriptors, linear, five).sort((a, b) => b.score - a.score);
      const result = screenPlan(compile(descriptors, linear, five), 0, 1);
      expect(result.scored).toBe(naive.length);
      expect(result.top[0]!.score).toBeCloseTo(naive[0]!.score, 9);
    }
  });

  test('gives no spread at all to elements with equal values', () => {
    const row = createSpace({ anchor: 11, partners: [12, 13, 14], arities: [3, 4], maxCoefficient: 20 });
    const plan = compile(descriptorSet(['period'], ['sd']), { weights: Float64Array.of(1), intercept: 0 }, row);
    const { top, histogram } = screenPlan(plan, 0, 1);
    expect(top[0]!.score).toBe(0);
    expect(histogram!.counts.filter((count) => count > 0)).toHaveLength(1);
  });

  test('is factorised unless a column that weighs anything does not factor', () => {
    const kindOf = (statistics: readonly ('mean' | 'range' | 'sd' | 'mad')[], ...weights: number[]) =>
      compile(descriptorSet(['period'], statistics), { weights: Float64Array.from(weights), intercept: 0 }, space).kind;
    expect(kindOf(['mean', 'range'], 1, 2)).toBe('factorised');
    expect(kindOf(['mean', 'sd'], 1, 2)).toBe('factorised');
    expect(kindOf(['mean', 'mad'], 1, 2)).toBe('general');
    expect(kindOf(['mean', 'mad'], 1, 0)).toBe('factorised');
    const counted = descriptorSet([], [], ['anchor_fraction', 'anion_fraction', 'element_count', 'anchor_per_anion']);
    const weigh = (...weights: number[]) =>
      compile(counted, { weights: Float64Array.from(weights), intercept: 0 }, space);
    expect(weigh(1, 1, 1, 0).kind).toBe('factorised');
    expect(weigh(1, 1, 1, 1).kind).toBe('general');
  });

  test('scores the mean atomic mass of Li3PO4', () => {
    const one = createSpace({ anchor: 3, partners: [8, 15], arities: [3], maxCoefficient: 4 });
    const plan = compile(
      descriptorSet(['atomic_mass_u'], ['mean']),
      { weights: Float64Array.of(1), intercept: 0 },
      one,
    );
    const { top } = screenPlan(plan, 0, 1000);
    // (3 x 6.94 + 30.974 + 4 x 15.999) / 8, standard atomic weights of IUPAC 2021
    expect(top.find(({ formula }) => formula === 'Li3PO4')!.score).toBeCloseTo(14.4737, 3);
  });

  test('breaks ties by number of elements, elements in canonical order, coefficients', () => {
    const ties = createSpace({ anchor: 3, partners: [8, 16], arities: [3, 2], maxCoefficient: 2 });
    const plan = compile(descriptorSet(['period'], ['mean']), { weights: Float64Array.of(0), intercept: 0 }, ties);
    const result = screenPlan(plan, 0, 8);
    const formulas = ['LiS', 'LiS2', 'Li2S', 'LiO', 'LiO2', 'Li2O', 'LiSO', 'LiSO2'];
    expect(result.top.map(({ formula }) => formula)).toEqual(formulas);
    expect(result.aboveThreshold).toBe(result.distinct);
    expect(screenPlan(plan, 1e-300, 0).aboveThreshold).toBe(0);
  });

  test('refuses wrong numbers of weights, and properties with gaps', () => {
    const period = descriptorSet(['period'], ['mean']);
    expect(() => compile(period, { weights: Float64Array.of(1, 2), intercept: 0 }, space)).toThrow(
      'descriptor set test: expected 2 columns, found 1; use the descriptor set that the student was trained on',
    );
    const neon = createSpace({ ...space, partners: [8, 10] });
    const pauling = descriptorSet(['pauling_electronegativity'], ['mean']);
    expect(() => compile(pauling, { weights: Float64Array.of(1), intercept: 0 }, neon)).toThrow(
      'property pauling_electronegativity: expected a value for every element, found none for Ne; exclude that element',
    );
  });
});
