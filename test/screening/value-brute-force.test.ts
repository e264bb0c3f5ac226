/** Screenings by value of random spaces and models of every kind, against every composition asked by itself. */
import { expect, test } from 'vitest';
import { createComposition, hasRealAnion } from '../../src/chemistry/composition.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { type Composition, formatFormula } from '../../src/chemistry/formula.ts';
import { isChargeNeutral } from '../../src/chemistry/oxidation-states.ts';
import { normal, type Stream, shuffled, stream } from '../../src/core/random.ts';
import { type DescriptorSet, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { valueSummary } from '../../src/experiment/property/value-summary.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { type ScorerJson, scorerFromJson } from '../../src/models/scorer.ts';
import { compileStudent, screenedValue } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS, type ScreeningFilters } from '../../src/screening/filters.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { compositionsOf, type ListSpace } from '../../src/screening/list-space.ts';
import type { CompositionSpace } from '../../src/screening/space.ts';
import { templateSpace } from '../../src/screening/template-space.ts';
import { descriptorSet, screenHere } from './students.ts';

const JOBS = 60;
const ELEMENTS = [3, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 19, 26, 32, 34, 35, 40, 50, 57, 83];
const SET: DescriptorSet = descriptorSet(['period', 'covalent_radius_A', 'mendeleev_number'], ['mean', 'sd', 'max']);
const COLUMNS = 9;

const whole = (random: Stream, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const one = <T>(random: Stream, of: readonly T[]): T => of[whole(random, 0, of.length - 1)]!;
const some = (random: Stream, of: readonly number[], count: number): number[] =>
  Array.from(shuffled(of.length, random).slice(0, count), (i) => of[i]!);
const draws = (random: Stream, count: number, scale: number): number[] =>
  Array.from({ length: count }, () => scale * normal(random));

/** Models that the kernel, the perceptron's sieve and the general engine screen. */
const MODELS: Readonly<Record<string, (random: Stream) => unknown>> = {
  linear: (random) => external({ kind: 'linear', weights: draws(random, COLUMNS, 0.1), intercept: normal(random) }),
  perceptron: (random) => ({
    format: 'ionsieve-model',
    version: 1,
    spec: { kind: 'mlp', hidden: [4], epochs: 1, batchSize: 1, learningRate: 1 },
    columns: COLUMNS,
    parameters: {
      mean: draws(random, COLUMNS, 1),
      scale: draws(random, COLUMNS, 1).map((x) => 2 + Math.abs(x)),
      weights_0: draws(random, COLUMNS * 4, 0.5),
      biases_0: draws(random, 4, 0.5),
      weights_1: draws(random, 4, 0.5),
      biases_1: draws(random, 1, 0.5),
    },
  }),
  tanh: (random) =>
    external({
      kind: 'perceptron',
      activation: 'tanh',
      layers: [
        { weights: Array.from({ length: COLUMNS }, () => draws(random, 2, 0.1)), biases: draws(random, 2, 0.5) },
        { weights: [draws(random, 1, 1), draws(random, 1, 1)], biases: draws(random, 1, 1) },
      ],
    }),
  trees: (random) =>
    external({
      kind: 'trees',
      columns: COLUMNS,
      base: normal(random),
      factor: 0.5,
      trees: [0, 1, 2].map(() => stump(random)),
    }),
};
const external = (model: object) => ({ format: 'ionsieve-external-model', version: 1, model });
const stump = (random: Stream) => ({
  ...{ column: [whole(random, 0, 2), -1, -1], threshold: [2 + 2 * random(), 0, 0], left: [1, 0, 0], right: [2, 0, 0] },
  value: [0, normal(random), normal(random)],
});

function spaceOf(random: Stream, number: number): CompositionSpace {
  const anchor = random() < 0.5 ? 3 : null;
  const arity = 1 + (number % 6);
  if (number % 5 === 4) {
    const site = (count: number) => some(random, ELEMENTS.slice(1), count).map((z) => SYMBOLS[z]!);
    return templateSpace(
      one(random, ['ABX3', 'A2BX4', 'ABX']),
      { A: ['Li', ...site(3)], B: site(4), X: site(3) },
      { anchor },
    );
  }
  const others = ELEMENTS.filter((z) => z !== anchor);
  const partners = some(random, others, whole(random, Math.max(arity - (anchor === null ? 0 : 1), 2), 6));
  const arities = random() < 0.5 || arity === 1 ? [arity] : [arity - 1, arity];
  return createSpace({ anchor, partners, arities, maxCoefficient: whole(random, 1, arity > 4 ? 2 : 4) });
}

/** Every composition, from the definition of the space. */
function compositionsIn(space: CompositionSpace): Composition[] {
  if (space.kind === 'list') return (space as ListSpace).sets.flatMap(compositionsOf);
  const found = new Map<string, Composition>();
  const { anchor, partners, maxCoefficient, arities } = space;
  const extend = (elements: number[], from: number): void => {
    if (arities.includes(elements.length)) {
      for (const amounts of vectors(elements.length, maxCoefficient)) {
        if (amounts.reduce(divisor) > 1) continue;
        const composition = createComposition(elements, amounts);
        found.set(formatFormula(composition), composition);
      }
    }
    if (elements.length < Math.max(...arities)) {
      for (let i = from; i < partners.length; i++) extend([...elements, partners[i]!], i + 1);
    }
  };
  extend(anchor === null ? [] : [anchor], 0);
  return [...found.values()];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function vectors(length: number, max: number): number[][] {
  if (length === 0) return [[]];
  return vectors(length - 1, max).flatMap((head) => Array.from({ length: max }, (_, i) => [...head, i + 1]));
}

const seen = new Map<string, number>();

test.each(Array.from({ length: JOBS }, (_, job) => job))('job %i', (number) => {
  const random = stream(number, 'values by brute force');
  const space = spaceOf(random, number);
  const kinds = Object.keys(MODELS);
  const model = MODELS[kinds[number % kinds.length]!]!(random) as ScorerJson;
  const better = random() < 0.5 ? 'larger' : 'smaller';
  const known = {
    elements: ELEMENTS.map((z) => SYMBOLS[z]!),
    calibration: null,
    intervals: null,
    domain: null,
    training: null,
    scores: [],
  };
  const target = { property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: null, better } as const;
  const learner: Learner = { ...known, name: 'mine', target, anchor: null, answers: 'value', descriptors: SET, model };
  const plan = compileStudent(screeningLearner(learner), space);
  const key = `${plan.kind} ${space.kind} ${better}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);

  const all = compositionsIn(space);
  const scorer = scorerFromJson(model, 'model');
  const values = new Map(
    all.map((composition) => [formatFormula(composition), scorer.score(elementalDescriptors([composition], SET))[0]!]),
  );
  const filters: ScreeningFilters = {
    ...NO_FILTERS,
    excluded: random() < 0.3 ? [one(random, space.partners)] : [],
    realAnion: random() < 0.3,
    charges: random() < 0.3 ? 'neutral' : 'any',
    known: all.filter(() => random() < 0.2).map(formatFormula),
    unknownOnly: random() < 0.3,
  };
  const passing = all.filter(
    (composition) =>
      !composition.atomicNumbers.some((z) => filters.excluded.includes(z)) &&
      (!filters.realAnion || hasRealAnion(composition)) &&
      (filters.charges === 'any' || isChargeNeutral(composition, 'common')) &&
      !(filters.unknownOnly && filters.known.includes(formatFormula(composition))),
  );
  const wanted = passing.map((composition) => values.get(formatFormula(composition))!);
  wanted.sort((a, b) => (better === 'larger' ? b - a : a - b));
  // Beside a value, so that the last bit of a sum does not decide.
  const limit = (one(random, wanted) ?? 0) + (better === 'larger' ? -1e-7 : 1e-7);
  const top = whole(random, 1, 50);
  const job = createJob(plan, { threshold: screenedValue(plan.student.value!, limit), top, filters });
  const result = screenHere(job, random() < 0.5);
  expect({ distinct: result.distinct, scored: result.scored }).toEqual({
    distinct: all.length,
    scored: passing.length,
  });
  const reached = wanted.filter((value) => (better === 'larger' ? value >= limit : value <= limit)).length;
  expect(valueSummary(job, result, plan.student.value!).reached).toBe(reached);
  expect(result.top.length).toBe(Math.min(top, passing.length));
  const formulas = new Set(passing.map(formatFormula));
  result.top.forEach(({ formula, score }, i) => {
    const value = screenedValue(plan.student.value!, score);
    expect(formulas.delete(formula), formula).toBe(true);
    expect(Math.abs(value - values.get(formula)!)).toBeLessThan(1e-9);
    expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-9);
  });
});

test('every kind of plan was screened on grids, and lists, for large and for small values', () => {
  const plans = ['factorised grid', 'perceptron grid', 'general grid', 'general list'];
  for (const plan of plans)
    for (const better of ['larger', 'smaller']) expect(seen.get(`${plan} ${better}`)).toBeGreaterThan(0);
});
