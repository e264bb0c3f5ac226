import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { normal, stream } from '../../src/core/random.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { topHeader, topRows } from '../../src/experiment/top-rows.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { openLearner } from '../../src/learning/open-learner.ts';
import { compileStudent, type ScreeningPlan } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { createRanker } from '../../src/screening/rank.ts';
import { screen } from '../../src/screening/screen.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-learners-'));
afterAll(() => rmSync(folder, { recursive: true }));

const space = createSpace({ anchor: 3, partners: [8, 15, 16, 17], arities: [2, 3], maxCoefficient: 6 });
const random = stream(1, 'weights');
const weights = Array.from({ length: 30 }, () => normal(random) / 50);

/** A model of another program, on columns that the kernel knows. */
function fileOf(model: object, better: 'larger' | 'smaller', answers = 'value'): Learner {
  const path = join(folder, 'model.json');
  const said = { name: 'made-up', anchor: 'Li', elements: ['Li', 'O', 'P', 'S', 'Cl'], descriptors: 'elemental-30' };
  const target = { property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: 0.5, better };
  const format = { format: 'ionsieve-external-learner', version: 1 };
  writeFileSync(path, JSON.stringify({ ...format, ...said, target, answers, model }));
  return readLearner(path);
}

const linear = { kind: 'linear', weights, intercept: 1 };
const perceptron = {
  kind: 'perceptron',
  activation: 'tanh',
  layers: [
    { weights: weights.map((weight, i) => [weight, weights[29 - i]]), biases: [0.1, -0.2] },
    { weights: [[1], [-2]], biases: [0.3] },
  ],
};
const stump = {
  ...{ column: [0, -1, -1], threshold: [2.6, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, 0.2, 0.8] },
};
const trees = { kind: 'trees', columns: 30, base: 0, factor: 1, trees: [stump] };

const top = 40;
const listOf = (plan: ScreeningPlan, threads = 1) =>
  screen(createJob(plan, { threshold: 0, top, filters: NO_FILTERS }), { threads });

describe('a screening by value', () => {
  test.each([
    ['linear', linear, 'factorised'],
    ['perceptron', perceptron, 'general'],
    ['trees', trees, 'general'],
  ] as const)('of a %s model lists what it says of single compounds, best first', async (_, model, kind) => {
    for (const better of ['larger', 'smaller'] as const) {
      const learner = fileOf(model, better);
      const plan = compileStudent(screeningLearner(learner), space);
      expect(plan.kind).toBe(kind);
      const { value } = plan.student;
      expect(topHeader(value)).toEqual([
        ...[
          'rank',
          'formula',
          'barrier_eV',
          'domain_distance',
          'unlearned_elements',
          'charge_neutral',
          'pauling_order',
          'known',
        ],
      ]);
      const result = await listOf(plan);
      const rows = topRows(result.top, value);
      const said = askLearner(learner)(rows.map(([, formula]) => parseFormula(String(formula))));
      rows.forEach(([, , told], i) => {
        expect(Number(told)).toBeCloseTo(said[i]!.value, 5);
      });
      const values = said.map((answer) => answer.value);
      const sorted = [...values].sort((a, b) => (better === 'larger' ? b - a : a - b));
      sorted.forEach((each, i) => {
        expect(values[i]).toBeCloseTo(each, 9);
      });
    }
  });

  test('in the kernel finds what the general engine finds', async () => {
    const plan = compileStudent(screeningLearner(fileOf(linear, 'larger')), space);
    const [fast, plain] = [await listOf(plan), await listOf({ ...plan, kind: 'general' })];
    expect(fast.aboveThreshold).toBe(plain.aboveThreshold);
    expect(new Set(fast.top.map(({ formula }) => formula))).toEqual(new Set(plain.top.map(({ formula }) => formula)));
    const rank = createRanker(plan);
    for (const { formula, score } of fast.top) expect(rank(parseFormula(formula))).toBe(score);
  });

  test('counts what reaches the threshold', async () => {
    const plan = compileStudent(screeningLearner(fileOf(trees, 'smaller')), space);
    const all = await screen(createJob(plan, { threshold: -0.5, top: 100_000, filters: NO_FILTERS }), { threads: 1 });
    const reached = all.top.filter(({ score }) => -score <= 0.5).length;
    expect(all.top.length).toBe(all.scored);
    expect(all.aboveThreshold).toBe(reached);
    expect(reached > 0 && reached < all.scored).toBe(true);
  });

  test('of a probability names it so, and one of log-odds is a screening as ever', () => {
    expect(screeningLearner(fileOf(trees, 'larger', 'probability')).value).toMatchObject({ column: 'probability' });
    expect(screeningLearner(fileOf(trees, 'larger', 'log-odds')).value).toBeUndefined();
  });
});

describe('a screening with a module', () => {
  const text = (
    body: string,
  ) => `export const learner = { name: 'own', anchor: 'Li', elements: ['Li'], answers: 'value',
    target: { property: 'share', unit: '1', scale: 'as it stands', threshold: null, better: 'larger' } };
    export function score(all) { return all.map(({ atomicNumbers, amounts }) => { ${body} }); }`;
  const share = 'return amounts[atomicNumbers.indexOf(3)] / amounts.reduce((a, b) => a + b, 0);';
  const path = join(folder, 'own.ts');

  test('asks it on every thread, and gives the same on any number of them', async () => {
    writeFileSync(path, text(share));
    const learner = await openLearner(path);
    const plan = compileStudent(screeningLearner(learner), space);
    const [one, two] = [await listOf(plan, 1), await listOf(plan, 2)];
    expect(two).toEqual(one);
    expect(one.top[0]).toMatchObject({ formula: 'Li6P', score: 6 / 7, domainDistance: null });
    expect(createRanker(plan)(parseFormula('Li2O'))).toBe(2 / 3);
  });

  test('refuses another one than it was started with', async () => {
    writeFileSync(path, text(share));
    const plan = compileStudent(screeningLearner(await openLearner(path)), space);
    writeFileSync(path, text('return 1;'));
    await expect(listOf(plan)).rejects.toThrow(
      `${path}: expected the module that the screening was started with, found another one; put it back, or start again`,
    );
  });

  test('ends in one line where the module says no number', async () => {
    writeFileSync(path, text('return amounts.length === 3 ? undefined : 1;'));
    const plan = compileStudent(screeningLearner(await openLearner(path)), space);
    await expect(listOf(plan, 2)).rejects.toThrow(
      /own\.ts, score: expected a finite number for Li\w+, found undefined/,
    );
  });
});
