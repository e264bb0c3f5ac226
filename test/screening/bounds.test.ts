import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { everySetBounds, setBounds, spaceBounds } from '../../src/screening/bounds.ts';
import { countBits, primitiveMask } from '../../src/screening/coefficients.ts';
import { compileStudent, type ScreeningPlan, setReader } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { findFloor } from '../../src/screening/first-look.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { createRanker } from '../../src/screening/rank.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';
import { createTwin } from '../../src/screening/twin.ts';
import { linearStudent, randomProblems, screenHere } from './students.ts';

const problems = (statistics: Parameters<typeof randomProblems>[0]) =>
  randomProblems(statistics).map((problem) => ({
    ...problem,
    plan: compileStudent(linearStudent(problem.descriptors, problem.linear), problem.space),
  }));

/** Lowest and highest score of an element set, compound by compound. */
function extremes(plan: ScreeningPlan<GridSpace>, rank: number): [number, number] {
  const elements = elementSet(plan.space, rank);
  const twin = createTwin(plan, elements.length);
  twin.mask.set(primitiveMask(elements.length, plan.space.maxCoefficient));
  twin.load(elements);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  twin.visit({
    live: countBits(twin.mask),
    threshold: 0,
    floor: Number.NEGATIVE_INFINITY,
    offer(_index, score) {
      [low, high] = [Math.min(low, score), Math.max(high, score)];
      return Number.NEGATIVE_INFINITY;
    },
  });
  return [low, high];
}

describe('setBounds', () => {
  test('hold every score of the set', () => {
    fc.assert(
      fc.property(problems(['mean', 'sd', 'min', 'max', 'range']), fc.nat(), ({ plan, space }, nth) => {
        const rank = nth % countSpace(space).elementSets;
        const elements = elementSet(space, rank);
        const { terms, read } = setReader(plan, elements.length);
        read(elements);
        const { lower, upper } = setBounds(terms, space.maxCoefficient);
        const [low, high] = extremes(plan, rank);
        expect(low).toBeGreaterThanOrEqual(lower);
        expect(high).toBeLessThanOrEqual(upper);
        const every = everySetBounds(plan);
        expect([every.lower[rank], every.upper[rank]]).toEqual([lower, upper]);
        const whole = spaceBounds(plan);
        expect(whole.lower).toBeLessThanOrEqual(lower);
        expect(whole.upper).toBeGreaterThanOrEqual(upper);
      }),
    );
  });

  test('are attained without deviations', () => {
    fc.assert(
      fc.property(problems(['mean', 'min', 'max', 'range']), ({ plan, space }) => {
        const elements = elementSet(space, 0);
        const { terms, read } = setReader(plan, elements.length);
        read(elements);
        const { lower, upper } = setBounds(terms, space.maxCoefficient);
        const [low, high] = extremes(plan, 0);
        expect(low).toBeCloseTo(lower, 9);
        expect(high).toBeCloseTo(upper, 9);
      }),
    );
  });
});

describe('findFloor', () => {
  test('gives a score that the last of the list has, or more than it needs', () => {
    fc.assert(
      fc.property(problems(['mean', 'sd', 'max']), fc.integer({ min: 1, max: 50 }), ({ plan }, top) => {
        const job = createJob(plan, { threshold: 0, top, filters: NO_FILTERS });
        const floor = findFloor(job, loadSieve());
        const { top: list } = screenHere(job, true);
        if (list.length === top) expect(floor).toBeLessThanOrEqual(list.at(-1)!.score);
        else expect(floor).toBe(Number.NEGATIVE_INFINITY);
      }),
      { numRuns: 30 },
    );
  });
});

describe('createRanker', () => {
  test('gives the bits that a screening gives', () => {
    fc.assert(
      fc.property(problems(['mean', 'sd', 'mad', 'max']), ({ plan }) => {
        const { top } = screenHere(createJob(plan, { threshold: 0, top: 5, filters: NO_FILTERS }), true);
        const score = createRanker(plan);
        expect(top.map(({ formula }) => score(parseFormula(formula)))).toEqual(top.map(({ score }) => score));
      }),
      { numRuns: 30 },
    );
  });

  test('names a compound outside the space', () => {
    const { plan } = fc.sample(problems(['mean']), 1)[0]!;
    expect(() => createRanker(plan)(parseFormula('Li2Rn'))).toThrow(
      'Li2Rn: expected a compound of the space, found one outside it; widen the space, or leave it out',
    );
  });
});
