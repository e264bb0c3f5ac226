import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { normal, type Stream, stream } from '../../src/core/random.ts';
import {
  type DescriptorSet,
  ELEMENTAL_SETS,
  elementalDescriptors,
  type Statistic,
  type Stoichiometry,
} from '../../src/descriptors/elemental.ts';
import type { PredictorJson } from '../../src/models/model.ts';
import { fitModel, predictorFromJson } from '../../src/models/model.ts';
import { fitStandardiser } from '../../src/models/standardise.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { countBits, forEachIndex, primitiveMask, readCoefficients } from '../../src/screening/coefficients.ts';
import { compileStudent, type ScreeningPlan, type ScreeningStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import type { SetEngine, Visit } from '../../src/screening/engine.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createGeneral } from '../../src/screening/general.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { BINS, layHistogram } from '../../src/screening/histogram.ts';
import { createPerceptron } from '../../src/screening/perceptron.ts';
import { perceptronRows } from '../../src/screening/perceptron-rows.ts';
import { createRanker } from '../../src/screening/rank.ts';
import { screen } from '../../src/screening/screen.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { rowEngine } from '../../src/screening/twin.ts';
import { planUnits } from '../../src/screening/units.ts';
import { descriptorSet, screenHere } from './students.ts';

/** Compounds that the float64 scorer was asked for, one by one. */
const judged = vi.hoisted(() => ({ count: 0 }));

vi.mock('../../src/screening/perceptron-rows.ts', async (original) => {
  const real = await original<typeof import('../../src/screening/perceptron-rows.ts')>();
  const counted: typeof real.perceptronRows = (...asked) => {
    const rows = real.perceptronRows(...asked);
    const score = (index: number): number => {
      judged.count++;
      return rows.score(index);
    };
    return { ...rows, score };
  };
  return { ...real, perceptronRows: counted };
});

const PARTNERS = [1, 7, 8, 9, 11, 14, 15, 16, 17, 26, 32, 35, 40, 57, 83];
const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties;

/** Some compounds of a space, as rows of descriptors. */
function someRows(descriptors: DescriptorSet, space: GridSpace, random: Stream) {
  const { elementSets } = countSpace(space);
  const compositions = Array.from({ length: 40 }, () => {
    const elements = elementSet(space, Math.floor(random() * elementSets));
    const amounts = Array.from(elements, () => 1 + Math.floor(random() * space.maxCoefficient));
    return createComposition(elements, amounts);
  });
  return elementalDescriptors(compositions, descriptors);
}

/** A perceptron with random weights times `size` on columns standardised over the space. */
function randomStudent(
  descriptors: DescriptorSet,
  space: GridSpace,
  hidden: readonly number[],
  seed: number,
  size = 1,
): ScreeningStudent & { readonly model: PredictorJson } {
  const random = stream(seed, 'perceptron');
  const draws = (count: number, scale: number) => Array.from({ length: count }, () => scale * normal(random));
  const X = someRows(descriptors, space, random);
  const { mean, scale } = fitStandardiser(X);
  // The standard deviation of equal values is 0 but for rounding, which is not to be blown up into a signal.
  const parameters: Record<string, number[]> = {
    mean: [...mean],
    scale: Array.from(scale, (s) => (s < 1e-12 ? 1 : s)),
  };
  [...hidden, 1].forEach((outputs, k) => {
    const inputs = [X.cols, ...hidden][k]!;
    parameters[`weights_${k}`] = draws(inputs * outputs, size * Math.sqrt(2 / inputs));
    parameters[`biases_${k}`] = draws(outputs, size / 2);
  });
  const spec = { kind: 'mlp', hidden, epochs: 1, batchSize: 1, learningRate: 1 } as const;
  const model = { format: 'ionsieve-model', version: 1, spec, columns: X.cols, parameters } as const;
  return { name: 'test', unit: '1', descriptors, model, slope: 1.5, offset: -0.25 };
}

/** Some compounds of a set left out, by a pattern. */
function thinned(mask: Uint32Array, pattern: number): Uint32Array {
  return mask.map((word, i) => word & Math.imul(pattern + i, 0x9e3779b1));
}

/** A perceptron on a space of a few element sets, one of the sets, and a mask that leaves some compounds out. */
const problems = fc
  .record({
    partners: fc.shuffledSubarray(PARTNERS, { minLength: 3, maxLength: 4 }),
    arity: fc.integer({ min: 2, max: 4 }),
    maxCoefficient: fc.integer({ min: 1, max: 7 }),
    properties: fc.shuffledSubarray(PROPERTIES, { minLength: 1, maxLength: 6 }),
    statistics: fc.shuffledSubarray<Statistic>(['mean', 'sd', 'min', 'max', 'range'], { minLength: 1 }),
    stoichiometry: fc.shuffledSubarray<Stoichiometry>(['anchor_fraction', 'anion_fraction', 'element_count']),
    fractionsOf: fc.shuffledSubarray(['Li', 'O', 'S', 'P', 'Bi', 'U']),
    hidden: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    seed: fc.nat(),
    set: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    pattern: fc.nat(),
    size: fc.constantFrom(0.01, 1, 1, 1, 10),
  })
  .map(({ properties, statistics, stoichiometry, fractionsOf, hidden, seed, set, pattern, size, arity, ...rest }) => {
    const space = createSpace({ anchor: 3, arities: [arity], ...rest });
    const descriptors = descriptorSet(properties, statistics, stoichiometry, fractionsOf);
    const plan = compileStudent(randomStudent(descriptors, space, hidden, seed, size), space);
    const elements = elementSet(space, Math.floor(set * countSpace(space).elementSets));
    const mask = primitiveMask(arity, space.maxCoefficient);
    return { plan, elements, mask: pattern % 3 === 0 ? mask : thinned(mask, pattern) };
  });

/** The sieve and the float64 scorer that judges it, with an element set and a mask. */
function engines(
  plan: ScreeningPlan<GridSpace>,
  elements: Uint8Array,
  mask: Uint32Array,
): { sieve: SetEngine; scorer: SetEngine } {
  const arity = elements.length;
  const sieve = createPerceptron(plan, arity);
  const scorer = rowEngine(perceptronRows(plan, arity), arity, plan.space.maxCoefficient);
  for (const engine of [sieve, scorer]) {
    engine.mask.set(mask);
    engine.load(elements);
  }
  return { sieve, scorer };
}

/** What is asked of an engine beside the threshold. */
interface Question {
  /** Length of the list. */
  readonly listed?: number;
  /** No score below this is listed. */
  readonly least?: number;
  /** Bounds of a histogram. */
  readonly bounds?: { readonly lower: number; readonly upper: number };
}

/** All that an engine says of a set: the count, the bins, and the best compounds with the bits of their scores. */
function answers(engine: SetEngine, threshold: number, { listed = 0, least = -Infinity, bounds }: Question = {}) {
  const list = createTopCandidates(listed);
  const counts = new Float64Array(BINS);
  const floorNow = (): number => Math.max(list.floor, least);
  const visit: Visit = {
    live: countBits(engine.mask),
    threshold,
    floor: floorNow(),
    offer(index, score) {
      list.offer(score, 0, index);
      return floorNow();
    },
  };
  const histogram = bounds && { layout: layHistogram(bounds, threshold), counts };
  const found = engine.visit(histogram ? { ...visit, histogram } : visit);
  return { ...found, list: list.sorted(), counts: [...counts] };
}

/** Scores of the compounds that the mask lets in, one by one, ascending. */
function allScores(engine: SetEngine, max: number): number[] {
  const scores: number[] = [];
  forEachIndex(engine.mask, max, (index) => scores.push(engine.score(index)));
  return scores.sort((a, b) => a - b);
}

/** Holds the sieve to the scorer, at thresholds and floors that are scores to the last bit. */
function expectAgreement(plan: ScreeningPlan<GridSpace>, elements: Uint8Array, mask: Uint32Array): void {
  const { sieve, scorer } = engines(plan, elements, mask);
  const scores = allScores(scorer, plan.space.maxCoefficient);
  if (scores.length === 0) return;
  const whole = { lower: scores[0]!, upper: scores.at(-1)! };
  const inner = { lower: scores[scores.length >> 2]!, upper: scores[(3 * scores.length) >> 2]! };
  for (const part of [0, 0.5, 0.9, 1]) {
    const threshold = scores[Math.floor(part * (scores.length - 1))]!;
    const questions: Question[] = [{}, { listed: 3 }, { listed: 1000, least: threshold }];
    for (const bounds of [whole, inner, { lower: -30, upper: 30 }]) questions.push({ listed: 10, bounds });
    for (const question of questions) {
      expect(answers(sieve, threshold, question)).toEqual(answers(scorer, threshold, question));
    }
  }
}

/** Scores through the descriptors and the model that students are trained with. */
function naiveScore({ space, student }: ScreeningPlan<GridSpace>, elements: Uint8Array, index: number): number {
  const amounts = readCoefficients(index, space.maxCoefficient, new Uint8Array(elements.length));
  const X = elementalDescriptors([createComposition(elements, amounts)], student.descriptors);
  return student.slope * predictorFromJson(student.model, 'test').score(X)[0]! + student.offset;
}

describe('the float64 scorer of perceptrons', () => {
  test('gives what descriptors and model give, compound by compound, and the same bits in a row', () => {
    fc.assert(
      fc.property(problems, ({ plan, elements, mask }) => {
        const max = plan.space.maxCoefficient;
        const scorer = perceptronRows(plan, elements.length);
        scorer.load(elements);
        const row = new Float64Array(max);
        forEachIndex(mask, max, (index) => {
          scorer.scoreRow(Math.floor(index / max), row);
          const score = scorer.score(index);
          expect(score).toBe(row[index % max]);
          const naive = naiveScore(plan, elements, index);
          expect(Math.abs(score - naive)).toBeLessThan(1e-9 * Math.max(1, Math.abs(naive)));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('takes a perceptron without hidden layers for the linear model that it is', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3], maxCoefficient: 5 });
    const plan = compileStudent(randomStudent(descriptorSet(['period', 'group'], ['mean', 'sd']), space, [], 1), space);
    const elements = Uint8Array.of(3, 15, 8);
    const { scorer } = engines(plan, elements, primitiveMask(3, 5));
    for (const index of [0, 7, 124]) expect(scorer.score(index)).toBeCloseTo(naiveScore(plan, elements, index), 12);
    expectAgreement(plan, elements, primitiveMask(3, 5));
  });
});

describe('the sieve of perceptrons', () => {
  test('agrees with the scorer on count, list and histogram, compound for compound', () => {
    fc.assert(
      fc.property(problems, ({ plan, elements, mask }) => {
        expect(plan.kind).toBe('perceptron');
        expectAgreement(plan, elements, mask);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [2, 129, [20]],
    [3, 33, [20]],
    [3, 32, [7, 5]],
    [5, 6, [20]],
    [4, 12, [32]],
  ])('agrees with the scorer for %d elements with coefficients to %d and hidden layers %o', (arity, max, hidden) => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16, 17, 35], arities: [arity], maxCoefficient: max });
    for (const descriptors of [ELEMENTAL_SETS['elemental-30'], ELEMENTAL_SETS['elemental-mmmr']]) {
      const plan = compileStudent(randomStudent(descriptors, space, hidden, arity), space);
      expectAgreement(plan, elementSet(space, 1), primitiveMask(arity, max));
      const everyOther = primitiveMask(arity, max).map((word, i) => (i % 2 === 0 ? 0 : word & 0x55f0aa0f));
      expectAgreement(plan, elementSet(space, 0), everyOther);
    }
  });

  test('takes one element set after another', () => {
    const space = createSpace({ anchor: 3, partners: PARTNERS, arities: [3], maxCoefficient: 6 });
    const descriptors = descriptorSet(PROPERTIES.slice(0, 3), ['mean', 'sd', 'max']);
    const mask = primitiveMask(3, 6);
    for (const hidden of [[9], [9, 6], [7, 5, 6]]) {
      const plan = compileStudent(randomStudent(descriptors, space, hidden, 3), space);
      const { sieve, scorer } = engines(plan, elementSet(space, 0), mask);
      for (let rank = 0; rank < countSpace(space).elementSets; rank += 7) {
        const question = { listed: 20, bounds: { lower: -3, upper: 3 } };
        for (const engine of [sieve, scorer]) engine.load(elementSet(space, rank));
        expect(answers(sieve, 0, question)).toEqual(answers(scorer, 0, question));
      }
    }
  });

  test.each([1e-30, 1e-12, 1e5, 1e18, 1e19, 1e38])('is exact with weights of about %d', (size) => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3], maxCoefficient: 7 });
    const descriptors = descriptorSet(['period', 'covalent_radius_A'], ['mean', 'sd', 'max']);
    for (const hidden of [[6], [5, 4], [20]]) {
      const student = { ...randomStudent(descriptors, space, hidden, 2, size), offset: 0 };
      const biases = `biases_${hidden.length}`;
      const parameters = { ...student.model.parameters, [biases]: [0] };
      const unbiased = { ...student, model: { ...student.model, parameters } };
      for (const one of [student, unbiased]) {
        expectAgreement(compileStudent(one, space), Uint8Array.of(3, 15, 8), primitiveMask(3, 7));
      }
    }
  });

  test('is exact where units cancel and only the rounding of float64 is left', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3], maxCoefficient: 7 });
    const student = randomStudent(descriptorSet(['period', 'group'], ['mean', 'sd']), space, [3], 5);
    const weights = [...student.model.parameters.weights_0!];
    for (let at = 1; at < 12; at += 3) weights[at] = weights[at - 1]! * (1 + 1e-15);
    const rest = { biases_0: [50, 50, -50], weights_1: [1, -1, 1e4], biases_1: [0] };
    const parameters = { ...student.model.parameters, weights_0: weights, ...rest };
    const nearly = { ...student, model: { ...student.model, parameters }, offset: 0 };
    const elements = Uint8Array.of(3, 15, 8);
    const plan = compileStudent(nearly, space);
    const { scorer } = engines(plan, elements, primitiveMask(3, 7));
    const scores = allScores(scorer, 7);
    expect(new Set(scores).size).toBeGreaterThan(10);
    expect(scores.every((score) => Math.abs(score) < 1e-12)).toBe(true);
    expectAgreement(plan, elements, primitiveMask(3, 7));
  });

  test('leaves little to the scorer', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15, 16], arities: [4], maxCoefficient: 16 });
    const plan = compileStudent(randomStudent(ELEMENTAL_SETS['elemental-30'], space, [32], 4), space);
    const { sieve } = engines(plan, elementSet(space, 0), primitiveMask(4, 16));
    const least = allScores(sieve, 16).at(-20)!;
    judged.count = 0;
    const { above } = answers(sieve, 0, { listed: 10, least });
    expect(above).toBeGreaterThan(0);
    expect(judged.count).toBeGreaterThan(0);
    expect(judged.count / countBits(sieve.mask)).toBeLessThan(0.01);
  });
});

describe('a perceptron plan', () => {
  const space = createSpace({ anchor: 3, partners: PARTNERS, arities: [2, 3], maxCoefficient: 8 });

  test('is made of a perceptron whose columns all factor, and of nothing else', () => {
    const kindOf = (descriptors: DescriptorSet, hidden: number[]) =>
      compileStudent(randomStudent(descriptors, space, hidden, 0), space).kind;
    expect(kindOf(ELEMENTAL_SETS['elemental-30'], [4])).toBe('perceptron');
    expect(kindOf(ELEMENTAL_SETS['elemental-mmmr'], [4, 3])).toBe('perceptron');
    expect(kindOf({ ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' }, [4])).toBe('general');
    const plan = compileStudent(
      randomStudent({ ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' }, space, [4], 0),
      space,
    );
    expect(() => perceptronRows(plan, 3)).toThrow('a general plan is no perceptron');
  });

  test('scores as a general one does, within rounding', () => {
    const plan = compileStudent(randomStudent(ELEMENTAL_SETS['elemental-30'], space, [6, 5], 1), space);
    const elements = elementSet(space, 100);
    const rows = perceptronRows(plan, elements.length);
    const general = createGeneral(plan, elements.length);
    rows.load(elements);
    general.load(elements);
    for (let index = 0; index < 512; index += 5) expect(rows.score(index)).toBeCloseTo(general.score(index), 10);
  });

  describe('of a trained student', () => {
    let plan: ScreeningPlan<GridSpace>;

    beforeAll(async () => {
      await openTensorBackend('wasm');
      const descriptors = ELEMENTAL_SETS['elemental-30'];
      const X = someRows(descriptors, space, stream(0, 'rows'));
      const y = Array.from({ length: X.rows }, (_, i) => (X.data[i * X.cols]! + X.data[i * X.cols + 7]! > 20 ? 1 : 0));
      const spec = { kind: 'mlp', hidden: [8, 4], epochs: 30, batchSize: 8, learningRate: 0.01 } as const;
      const model = fitModel(spec, X, y, stream(0, 'fit')).toJson();
      plan = compileStudent({ name: 'trained', unit: '1', descriptors, model, slope: 1, offset: 0 }, space);
    });

    test('gives the same result on one thread and two, exhaustive or not, and that of single compounds', async () => {
      const all = { threshold: 0, top: 40, filters: NO_FILTERS, histogram: true, ranks: [0.5] };
      const job = createJob(plan, all);
      const expected = screenHere(job, true);
      for (const threads of [1, 2]) expect(await screen(job, { threads })).toEqual(expected);
      const bounded = createJob(plan, { ...all, histogram: false });
      expect(await screen(bounded, { threads: 2 })).toEqual({ ...expected, histogram: null });

      let above = 0;
      let scored = 0;
      for (let rank = 0; rank < countSpace(space).elementSets; rank++) {
        const elements = elementSet(space, rank);
        forEachIndex(primitiveMask(elements.length, 8), 8, (index) => {
          scored++;
          if (naiveScore(plan, elements, index) >= 0) above++;
        });
      }
      expect([expected.scored, expected.aboveThreshold]).toEqual([scored, above]);
      expect(above).toBeGreaterThan(scored / 100);
      expect(expected.decidedByBounds).toBe(0);
    });

    test('gives a single compound the score that it has in the list', () => {
      const { top } = screenHere(createJob(plan, { threshold: 0, top: 5, filters: NO_FILTERS }), true);
      const rank = createRanker(plan);
      expect(top).toHaveLength(5);
      for (const { formula, score } of top) expect(rank(parseFormula(formula))).toBe(score);
    });

    test('is one unit of work for millions of compounds', () => {
      expect(planUnits(plan)).toHaveLength(2);
    });
  });
});
