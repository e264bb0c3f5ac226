import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Matrix } from '../../src/core/matrix.ts';
import { normal, type Stream, stream } from '../../src/core/random.ts';
import {
  type DescriptorSet,
  ELEMENTAL_SETS,
  elementalDescriptors,
  type Statistic,
  type Stoichiometry,
} from '../../src/descriptors/elemental.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import { fitModel, type ModelSpec, type PredictorJson, predictorFromJson } from '../../src/models/model.ts';
import { fitStandardiser } from '../../src/models/standardise.ts';
import { countBits, forEachIndex, primitiveMask, readCoefficients } from '../../src/screening/coefficients.ts';
import {
  compileStudent,
  perceptronOf,
  type ScreeningPlan,
  type ScreeningStudent,
} from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { binOf } from '../../src/screening/engine.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createGeneral } from '../../src/screening/general.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { BINS, layHistogram } from '../../src/screening/histogram.ts';
import { createRanker } from '../../src/screening/rank.ts';
import { screen } from '../../src/screening/screen.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { FAST_CONDUCTION } from '../../src/transfer/published-model.ts';
import { studentLearner } from '../../src/transfer/student-learner.ts';
import { descriptorSet, screenHere } from './students.ts';

const PARTNERS = [1, 7, 8, 9, 11, 14, 15, 16, 17, 26, 32, 35, 40, 55, 83];
const PROPERTIES = ELEMENTAL_SETS['elemental-full'].properties;

/** Some compounds of a space, as rows of descriptors. */
function someRows(descriptors: DescriptorSet, space: GridSpace, random: Stream): Matrix {
  const { elementSets } = countSpace(space);
  const compositions = Array.from({ length: 40 }, () => {
    const elements = elementSet(space, Math.floor(random() * elementSets));
    const amounts = Array.from(elements, () => 1 + Math.floor(random() * space.maxCoefficient));
    return createComposition(elements, amounts);
  });
  return elementalDescriptors(compositions, descriptors);
}

const plain = (spec: ModelSpec, columns: number, parameters: Record<string, number[]>): PredictorJson => ({
  format: 'ionsieve-model',
  version: 1,
  spec,
  columns,
  parameters,
});

/** Trees whose thresholds are descriptors of compounds of the space, to the last bit, as those of trained trees are. */
function randomTrees(X: Matrix, random: Stream): PredictorJson {
  const spec = {
    kind: 'boosted-trees',
    trees: 20,
    depth: 3,
    learningRate: 0.1,
    leafL2: 1,
    rowShare: 1,
    columnShare: 1,
  } as const;
  const column = Array.from({ length: 20 * 7 }, () => Math.floor(random() * X.cols));
  const threshold = column.map((j) => X.data[Math.floor(random() * X.rows) * X.cols + j]!);
  const leaf = Array.from({ length: 20 * 8 }, () => normal(random));
  return plain(spec, X.cols, { start: [0.5], column, threshold, leaf });
}

function randomMlp(X: Matrix, hidden: readonly number[], random: Stream): PredictorJson {
  const { mean, scale } = fitStandardiser(X);
  // The spread of equal values is 0 but for rounding, which is not to be blown up into a signal.
  const parameters: Record<string, number[]> = {
    mean: [...mean],
    scale: Array.from(scale, (s) => (s < 1e-12 ? 1 : s)),
  };
  [...hidden, 1].forEach((outputs, k) => {
    const inputs = [X.cols, ...hidden][k]!;
    parameters[`weights_${k}`] = Array.from({ length: inputs * outputs }, () => normal(random) / Math.sqrt(inputs));
    parameters[`biases_${k}`] = Array.from({ length: outputs }, () => normal(random));
  });
  return plain({ kind: 'mlp', hidden, epochs: 1, batchSize: 1, learningRate: 1 }, X.cols, parameters);
}

/** Some model of a kind, random or fitted to random labels. */
function someModel(kind: string, X: Matrix, random: Stream): PredictorJson {
  if (kind === 'boosted-trees') return randomTrees(X, random);
  if (kind === 'mlp') return randomMlp(X, [6], random);
  if (kind === 'mlp of two layers') return randomMlp(X, [7, 4], random);
  if (kind === 'mlp without a layer') return randomMlp(X, [], random);
  const y = Array.from({ length: X.rows }, (_, i) => i % 2);
  const specs: Record<string, ModelSpec> = {
    'nearest-neighbour': { kind: 'nearest-neighbour', neighbours: 3 },
    'radial support vectors': { kind: 'ml-svm', kernel: 'rbf', C: 1, gamma: 0.1 },
    logistic: { kind: 'logistic', l2: 1 },
    majority: { kind: 'majority' },
  };
  return fitModel(specs[kind]!, X, y, random).toJson();
}

const KINDS = [
  'boosted-trees',
  'mlp',
  'mlp of two layers',
  'mlp without a layer',
  'nearest-neighbour',
  'radial support vectors',
  'logistic',
  'majority',
];

const problems = fc
  .record({
    anchor: fc.constantFrom(3, 3, 19),
    partners: fc.shuffledSubarray(PARTNERS, { minLength: 3, maxLength: 4 }),
    arity: fc.integer({ min: 2, max: 4 }),
    maxCoefficient: fc.integer({ min: 2, max: 7 }),
    properties: fc.shuffledSubarray([...PROPERTIES], { minLength: 1, maxLength: 5 }),
    statistics: fc.shuffledSubarray<Statistic>(['mean', 'mad', 'sd', 'min', 'max', 'range', 'mode'], { minLength: 1 }),
    stoichiometry: fc.shuffledSubarray<Stoichiometry>([
      'anchor_fraction',
      'anion_fraction',
      'anchor_per_anion',
      'element_count',
    ]),
    fractionsOf: fc.shuffledSubarray(['Li', 'O', 'S', 'P', 'Bi', 'U']),
    kind: fc.constantFrom(...KINDS),
    seed: fc.nat(),
    set: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    pattern: fc.nat(),
  })
  .map(({ properties, statistics, stoichiometry, fractionsOf, kind, seed, set, pattern, ...rest }) => {
    const { anchor, arity, partners, maxCoefficient } = rest;
    const space = createSpace({ anchor, partners, arities: [arity], maxCoefficient });
    const descriptors = descriptorSet(properties, statistics, stoichiometry, fractionsOf);
    const random = stream(seed, 'student');
    const model = someModel(kind, someRows(descriptors, space, random), random);
    const student = { name: 'test', unit: '1', descriptors, model, slope: 1.5, offset: -0.25 };
    const elements = elementSet(space, Math.floor(set * countSpace(space).elementSets));
    const mask = primitiveMask(arity, maxCoefficient).map((word, i) =>
      pattern % 3 === 0 ? word : word & Math.imul(pattern + i, 0x9e3779b1),
    );
    return { plan: { ...compileStudent(student, space), kind: 'general' } as ScreeningPlan<GridSpace>, elements, mask };
  });

/** A student of a model of this program. */
type Classifier = ScreeningStudent & { readonly model: PredictorJson };

/** Scores through the descriptors and the model that students are trained with. */
function naiveScore({ space, student }: ScreeningPlan<GridSpace>, elements: Uint8Array, index: number): number {
  const amounts = readCoefficients(index, space.maxCoefficient, new Uint8Array(elements.length));
  const X = elementalDescriptors([createComposition(elements, amounts)], student.descriptors);
  return student.slope * predictorFromJson(student.model, 'test').score(X)[0]! + student.offset;
}

describe('the general engine', () => {
  test('gives what descriptors and model give, compound by compound: the same bits but for perceptrons', () => {
    fc.assert(
      fc.property(problems, ({ plan, elements, mask }) => {
        const engine = createGeneral(plan, elements.length);
        engine.load(elements);
        forEachIndex(mask, plan.space.maxCoefficient, (index) => {
          const naive = naiveScore(plan, elements, index);
          if (perceptronOf(plan.student) !== undefined)
            expect(Math.abs(engine.score(index) - naive)).toBeLessThan(1e-9);
          else expect(engine.score(index)).toBe(naive);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('counts, lists and bins the scores of single compounds', () => {
    fc.assert(
      fc.property(problems, ({ plan, elements, mask }) => {
        const engine = createGeneral(plan, elements.length);
        engine.mask.set(mask);
        engine.load(elements);
        const scores = new Map<number, number>();
        forEachIndex(mask, plan.space.maxCoefficient, (index) => scores.set(index, engine.score(index)));
        const ascending = [...scores.values()].sort((a, b) => a - b);
        const threshold = ascending[ascending.length >> 1] ?? 0;
        const layout = layHistogram({ lower: -1, upper: 1 }, threshold);
        const expected = { list: createTopCandidates(5), counts: new Float64Array(BINS), above: 0 };
        const found = { list: createTopCandidates(5), counts: new Float64Array(BINS) };
        for (const [index, score] of scores) {
          expected.list.offer(score, 0, index);
          expected.counts[binOf(score, layout)]!++;
          if (score >= threshold) expected.above++;
        }
        const { above, undecided } = engine.visit({
          live: countBits(mask),
          threshold,
          floor: Number.NEGATIVE_INFINITY,
          offer(index, score) {
            found.list.offer(score, 0, index);
            return found.list.floor;
          },
          histogram: { layout, counts: found.counts },
        });
        expect([above, undecided]).toEqual([expected.above, scores.size]);
        expect(found.list.sorted()).toEqual(expected.list.sorted());
        expect(found.counts).toEqual(expected.counts);
      }),
      { numRuns: 100 },
    );
  });

  test('takes one element set after another, and sets larger than a block', () => {
    const space = createSpace({ anchor: 3, partners: PARTNERS, arities: [3], maxCoefficient: 11 });
    const descriptors = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };
    const random = stream(3, 'student');
    const X = someRows(descriptors, space, random);
    for (const model of [randomTrees(X, random), randomMlp(X, [5], random)]) {
      const plan = compileStudent({ name: 'test', unit: '1', descriptors, model, slope: 1, offset: 0 }, space);
      const engine = createGeneral(plan, 3);
      engine.mask.set(primitiveMask(3, 11));
      for (const rank of [3, 50, 2]) {
        const elements = elementSet(space, rank);
        engine.load(elements);
        const offered = new Map<number, number>();
        const offer = (index: number, score: number): number => {
          offered.set(index, score);
          return Number.NEGATIVE_INFINITY;
        };
        engine.visit({ live: countBits(engine.mask), threshold: 0, floor: Number.NEGATIVE_INFINITY, offer });
        expect(offered.size).toBe(countBits(engine.mask));
        for (const [index, score] of offered) {
          if (index % 17 === 0) expect(Math.abs(score - naiveScore(plan, elements, index))).toBeLessThan(1e-9);
          expect(engine.score(index)).toBe(score);
        }
      }
    }
  });
});

/** Students that cannot be sieved, on the descriptors of the shipped ones. */
function students(space: GridSpace): Classifier[] {
  const descriptors = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };
  const random = stream(1, 'student');
  const X = someRows(descriptors, space, random);
  return [
    { name: 'trees', unit: '1', descriptors, model: randomTrees(X, random), slope: 1, offset: 0 },
    { name: 'mlp', unit: '1', descriptors, model: randomMlp(X, [8], random), slope: 1, offset: 0 },
  ];
}

/** A perceptron that can be. */
function sieved(space: GridSpace): Classifier {
  const descriptors = ELEMENTAL_SETS['elemental-30'];
  const random = stream(2, 'student');
  const model = randomMlp(someRows(descriptors, space, random), [8], random);
  return { name: 'mlp-30', unit: '1', descriptors, model, slope: 1, offset: 0 };
}

describe('a general plan', () => {
  const space = createSpace({ anchor: 3, partners: PARTNERS, arities: [2, 3], maxCoefficient: 8 });

  test.each(students(space))('of $name gives the same result on one thread and two, and without', async (student) => {
    const plan = compileStudent(student, space);
    expect(plan.kind).toBe('general');
    const threshold = createRanker(plan)(parseFormula('Li2SO4'));
    const job = createJob(plan, { threshold, top: 40, filters: NO_FILTERS, histogram: true, ranks: [0.5] });
    const expected = screenHere(job, true);
    expect(expected.aboveThreshold).toBeGreaterThan(expected.scored / 100);
    expect(expected.decidedByBounds).toBe(0);
    for (const threads of [1, 2]) expect(await screen(job, { threads })).toEqual(expected);
  });

  test.each([...students(space), sieved(space)])(
    'of $name is screened by the command',
    async ({ descriptors, model }) => {
      const folder = mkdtempSync(join(tmpdir(), 'ionsieve-general-'));
      try {
        const spec = { name: 'test', input: descriptors, model: model.spec, learns: 'label', trainsOn: 'all' } as const;
        const student = { spec, predictor: predictorFromJson(model, 'test'), calibration: { slope: 1, offset: 0 } };
        const domain = fitDomain(someRows(descriptors, space, stream(0, 'domain')));
        const compositions = [parseFormula('Li3PS4')];
        const learner = studentLearner(student, { target: FAST_CONDUCTION, labels: 'made up', compositions, domain });
        writeFileSync(join(folder, 'student.json'), learnerText(learner));
        const out = join(folder, 'out');
        const told = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
        const elements = ['--elements', 'O,S,P', '--max-coefficient', '4', '--top', '5', '--threads', '1'];
        const args = ['screen', '--model', join(folder, 'student.json'), ...elements, '--out', out];
        await createProgram().parseAsync(args, { from: 'user' });
        told.mockRestore();
        expect(readFileSync(join(out, 'top.csv'), 'utf8').trim().split('\n')).toHaveLength(6);
        expect(existsSync(join(out, 'screening.json'))).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
