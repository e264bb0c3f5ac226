import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { countBits, primitiveMask } from '../../src/screening/coefficients.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import type { SetEngine, Visit } from '../../src/screening/engine.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import { layHistogram } from '../../src/screening/histogram.ts';
import { createKernel, loadSieve } from '../../src/screening/kernel.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';
import { createTwin } from '../../src/screening/twin.ts';
import { descriptorSet, linearStudent, randomProblems } from './students.ts';

const sieve = loadSieve();

/** All that an engine says of a set: the count, the compounds offered with the bits of their scores, and the bins. */
function answers(engine: SetEngine, threshold: number, floor: number, bounds?: { lower: number; upper: number }) {
  const offered: string[] = [];
  const counts = new Float64Array(512);
  const visit: Visit = {
    live: countBits(engine.mask),
    threshold,
    floor,
    offer(index, score) {
      offered.push(`${index} ${score}`);
      return floor;
    },
  };
  const histogram = bounds && { layout: layHistogram(bounds, threshold), counts };
  const { above, undecided } = engine.visit(histogram ? { ...visit, histogram } : visit);
  return { above, undecided, live: visit.live, offered: offered.sort(), counts: [...counts] };
}

/** Scores of every compound that the mask lets in, ascending. */
function allScores(engine: SetEngine): number[] {
  const scores: number[] = [];
  engine.visit({
    live: countBits(engine.mask),
    threshold: 0,
    floor: Number.NEGATIVE_INFINITY,
    offer(_index, score) {
      scores.push(score);
      return Number.NEGATIVE_INFINITY;
    },
  });
  return scores.sort((a, b) => a - b);
}

/** Some compounds of a set left out, by a pattern. */
function thinned(mask: Uint32Array, pattern: number): Uint32Array {
  return mask.map((word, i) => (pattern === 0 ? word : word & Math.imul(pattern + i, 0x9e3779b1)));
}

describe('the kernel', () => {
  test('agrees with the twin on count, list and histogram, visited or bounded, compound for compound', () => {
    const arbitrary = fc.record({
      problem: randomProblems(['mean', 'sd', 'min', 'max', 'range'], ['anchor_fraction', 'anion_fraction']),
      set: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      floorPart: fc.double({ min: 0, max: 1, noNaN: true }),
      pattern: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1e6 })),
    });
    fc.assert(
      fc.property(arbitrary, ({ problem, set, floorPart, pattern }) => {
        const { space, descriptors, linear, thresholdPart } = problem;
        const plan = compileStudent(linearStudent(descriptors, linear), space);
        const arity = space.arities.at(-1)!;
        const sets = space.partners.length;
        const twin = createTwin(plan, arity);
        const engines = [true, false].map((exhaustive) => createKernel(plan, arity, sieve, { exhaustive }));
        const mask = thinned(primitiveMask(arity, space.maxCoefficient), pattern);
        const first = space.arities.slice(0, -1).length; // any rank of the last arity will do
        const elements = elementSet({ ...space, arities: [arity] }, Math.floor(set * (sets > arity ? first + 1 : 1)));
        for (const engine of [twin, ...engines]) {
          engine.mask.set(mask);
          engine.load(elements);
        }
        const scores = allScores(twin);
        fc.pre(scores.length > 0);
        // Thresholds that are scores, to the last bit: the hardest there are.
        const threshold = scores[Math.floor(thresholdPart * (scores.length - 1))]!;
        const floor = scores[Math.floor(floorPart * (scores.length - 1))]!;
        const bounds = { lower: scores[0]! - 1e-9, upper: scores.at(-1)! + 1e-9 };
        const expected = answers(twin, threshold, floor);
        for (const engine of engines) {
          const found = answers(engine, threshold, floor);
          expect({ ...found, undecided: 0 }).toEqual({ ...expected, undecided: 0 });
          expect(found.undecided).toBeLessThanOrEqual(found.live);
          expect(answers(engine, threshold, floor, bounds)).toEqual(answers(twin, threshold, floor, bounds));
        }
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['means', ['mean', 'min', 'max', 'range'] as const, 21],
    ['deviations', ['mean', 'sd'] as const, 33],
    ['deviations', ['mean', 'sd', 'max'] as const, 20],
  ])('agrees with the twin on %s with long rows', (_name, statistics, maxCoefficient) => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16, 17], arities: [2, 3], maxCoefficient });
    const descriptors = descriptorSet(['period', 'covalent_radius_A', 'group'], statistics);
    const weights = Float64Array.from({ length: 3 * statistics.length }, (_, i) => Math.sin(i + 1));
    const plan = compileStudent(linearStudent(descriptors, { weights, intercept: 0.3 }), space);
    for (const [arity, elements] of [
      [2, Uint8Array.of(3, 16)],
      [3, Uint8Array.of(3, 15, 8)],
    ] as const) {
      const engines = [createTwin(plan, arity), createKernel(plan, arity, sieve, { exhaustive: true })];
      engines.push(createKernel(plan, arity, sieve, { exhaustive: false }));
      for (const engine of engines) {
        engine.mask.set(primitiveMask(arity, maxCoefficient));
        engine.load(elements);
      }
      const scores = allScores(engines[0]!);
      const middle = scores[scores.length >> 1]!;
      const floor = scores.at(-20)!;
      const bounds = { lower: scores[0]!, upper: scores.at(-1)! };
      const [twin, visited, bounded] = engines.map((engine) => answers(engine, middle, floor));
      expect(visited).toEqual(twin);
      expect({ ...bounded, undecided: 0 }).toEqual({ ...twin, undecided: 0 });
      const [twinBins, kernelBins] = engines.map((engine) => answers(engine, middle, floor, bounds));
      expect(kernelBins).toEqual(twinBins);
    }
  });

  test.each([
    ['means', ['mean'] as const, 5, 7],
    ['deviations', ['mean', 'sd', 'max'] as const, 5, 6],
    ['means', ['mean', 'range'] as const, 6, 5],
    ['deviations', ['mean', 'sd'] as const, 6, 4],
  ])(
    'agrees with the twin on %s, %s, of %i elements, without an anchor',
    (_name, statistics, arity, maxCoefficient) => {
      const partners = [3, 15, 16, 17, 8, 35, 40];
      const space = createSpace({ anchor: null, partners, arities: [arity], maxCoefficient });
      const descriptors = descriptorSet(['period', 'covalent_radius_A', 'group'], statistics);
      const weights = Float64Array.from({ length: 3 * statistics.length }, (_, i) => Math.sin(i + 1));
      const plan = compileStudent(linearStudent(descriptors, { weights, intercept: 0.3 }), space);
      const engines = [createTwin(plan, arity), createKernel(plan, arity, sieve, { exhaustive: true })];
      engines.push(createKernel(plan, arity, sieve, { exhaustive: false }));
      for (let rank = 0; rank < countSpace(space).elementSets; rank += 3) {
        for (const engine of engines) {
          engine.mask.set(primitiveMask(arity, maxCoefficient));
          engine.load(elementSet(space, rank));
        }
        const scores = allScores(engines[0]!);
        const [threshold, floor] = [scores[scores.length >> 1]!, scores.at(-20)!];
        const bounds = { lower: scores[0]!, upper: scores.at(-1)! };
        const [twin, visited, bounded] = engines.map((engine) => answers(engine, threshold, floor));
        expect(visited).toEqual(twin);
        expect({ ...bounded, undecided: 0 }).toEqual({ ...twin, undecided: 0 });
        const [twinBins, kernelBins] = engines.map((engine) => answers(engine, threshold, floor, bounds));
        expect(kernelBins).toEqual(twinBins);
      }
    },
  );

  test('agrees with the twin on the shipped student, quaternaries of the whole table', () => {
    const learner = readLearner(`${packageRoot()}/${SHIPPED_STUDENT}`);
    const space = createSpace({ anchor: 3, partners: defaultPartners(3), arities: [4], maxCoefficient: 20 });
    const plan = compileStudent(screeningLearner(learner), space);
    const engines = [createTwin(plan, 4), createKernel(plan, 4, sieve, { exhaustive: true })];
    engines.push(createKernel(plan, 4, sieve, { exhaustive: false }));
    for (const engine of engines) engine.mask.set(primitiveMask(4, 20));
    let bounded = 0;
    for (const rank of [0, 31_415, 92_653, 125_579]) {
      for (const engine of engines) engine.load(elementSet(space, rank));
      const [twin, visited, withBounds] = engines.map((engine) => answers(engine, 0, 20));
      expect(visited).toEqual(twin);
      expect({ ...withBounds, undecided: 0 }).toEqual({ ...twin, undecided: 0 });
      bounded += withBounds!.live - withBounds!.undecided;
    }
    expect(bounded).toBeGreaterThan(0);
  });

  test('decides a set without a visit where the threshold is out of reach', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [4], maxCoefficient: 12 });
    const linear = { weights: Float64Array.of(1, -2), intercept: 0 };
    const plan = compileStudent(linearStudent(descriptorSet(['period'], ['mean', 'sd']), linear), space);
    const engine = createKernel(plan, 4, sieve, { exhaustive: false });
    engine.mask.set(primitiveMask(4, 12));
    engine.load(Uint8Array.of(3, 15, 16, 8));
    const nothing = answers(engine, 1000, Number.POSITIVE_INFINITY);
    expect([nothing.above, nothing.undecided, nothing.offered.length]).toEqual([0, 0, 0]);
    const everything = answers(engine, -1000, Number.POSITIVE_INFINITY);
    expect([everything.above, everything.undecided]).toEqual([everything.live, 0]);
  });
});
