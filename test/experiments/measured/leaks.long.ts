import { beforeAll, describe, expect, test } from 'vitest';
import { committeeSpec } from '../../../experiments/measured/choice.ts';
import { openKnowledge } from '../../../experiments/measured/knowledge.ts';
import type { MeasuredExample, MeasuredStudentSpec } from '../../../experiments/measured/recipe.ts';
import {
  answerOthers,
  chooseCommittee,
  committeeAnswer,
  crossValidateMeasured,
  nestedAnswer,
} from '../../../experiments/measured/validation.ts';
import { shuffled, stream } from '../../../src/core/random.ts';
import { ELEMENTAL_SETS } from '../../../src/descriptors/elemental.ts';
import { groupedFolds } from '../../../src/evaluation/folds.ts';
import { splitFolds } from '../../../src/evaluation/held-out.ts';
import { classificationMetrics } from '../../../src/evaluation/metrics.ts';
import { openLibsvm } from '../../../src/models/libsvm.ts';
import { openTensorBackend } from '../../../src/models/tensor-backend.ts';
import { isFast, loadMeasured } from '../../../src/transfer/measured-data.ts';
import { everyMeasured, measuredOnly, transferred, unmoved } from './specs.ts';

const knowledge = openKnowledge(0);
const obelix = loadMeasured('obelix');
const groups = obelix.map(({ doiGroup }) => doiGroup);
const folds = groupedFolds(groups, 3, stream(5, 'leak folds'));
const fast = obelix.map(({ log10Conductivity }) => isFast(log10Conductivity));

beforeAll(async () => {
  await openTensorBackend('wasm');
  await openLibsvm();
});

/** The examples with the conductivities of some rows turned round: what was fast is slow. */
const contradicted = (turned: (row: number) => boolean): MeasuredExample[] =>
  obelix.map((material, row) =>
    turned(row) ? { ...material, log10Conductivity: -8 - material.log10Conductivity } : material,
  );

const inFold = (values: Float64Array | null, fold: number): number[] =>
  values === null ? [] : Array.from(values).filter((_, row) => folds[row] === fold);

describe('what is held out changes nothing that is fitted', () => {
  test.each(everyMeasured)('labels of a held-out fold change no answer in it: $name', (spec) => {
    const plain = crossValidateMeasured(spec, obelix, splitFolds(folds), knowledge);
    const swapped = crossValidateMeasured(
      spec,
      contradicted((row) => folds[row] === 0),
      splitFolds(folds),
      knowledge,
    );
    expect(inFold(swapped.score, 0)).toEqual(inFold(plain.score, 0));
    expect(inFold(swapped.log10Conductivity, 0)).toEqual(inFold(plain.log10Conductivity, 0));
    expect(inFold(swapped.sd, 0)).toEqual(inFold(plain.sd, 0));
    const learns = !unmoved.includes(spec);
    expect(inFold(swapped.score, 1).some((score, i) => score !== inFold(plain.score, 1)[i])).toBe(learns);
  });

  test('nor the choice made for a fold', () => {
    const candidates = measuredOnly.filter(({ name }) => ['trees', 'process'].includes(name));
    const choices = (examples: readonly MeasuredExample[]) => {
      const outer = candidates.map((spec) => crossValidateMeasured(spec, examples, splitFolds(folds), knowledge));
      return nestedAnswer(candidates, outer, examples, splitFolds(folds), groups, { folds: 3, members: 1 }, knowledge);
    };
    const plain = choices(obelix);
    const swapped = choices(contradicted((row) => folds[row] === 0));
    expect(swapped.choices[0]).toEqual(plain.choices[0]);
    expect(inFold(swapped.score, 0)).toEqual(inFold(plain.score, 0));
    expect(swapped.choices[1]).not.toEqual(plain.choices[1]);
  });

  test('nor do measurements of another set', () => {
    const liverpool = loadMeasured('liverpool');
    const others = liverpool.map((material) => ({ ...material, log10Conductivity: 0 }));
    const spec = measuredOnly.find(({ name }) => name === 'blend')!;
    expect(answerOthers(spec, obelix, others, knowledge)).toEqual(answerOthers(spec, obelix, liverpool, knowledge));
  });
});

describe('shuffled training labels', () => {
  /** The rows come in a few big groups, so that one draw strays far from chance; a distillation takes seconds. */
  const draws = ({ recipe }: MeasuredStudentSpec): number => (recipe.kind === 'distilled' ? 2 : 16);

  /** Mean AUC over draws of students that learn shuffled conductivities, against the true ones. */
  function shuffledAuc(spec: MeasuredStudentSpec): number {
    let sum = 0;
    for (let draw = 0; draw < draws(spec); draw++) {
      const order = shuffled(obelix.length, stream(draw, 'shuffled labels'));
      const examples = obelix.map((material, row) => ({
        ...material,
        log10Conductivity: obelix[order[row]!]!.log10Conductivity,
      }));
      sum += classificationMetrics(fast, crossValidateMeasured(spec, examples, splitFolds(folds), knowledge).score)
        .auc!;
    }
    return sum / draws(spec);
  }

  test.each(measuredOnly)('bring every score to chance: $name', (spec) => {
    expect(Math.abs(shuffledAuc(spec) - 0.5)).toBeLessThan(0.3 / Math.sqrt(draws(spec)));
  });

  test.each(transferred)('leave no more than what the labels alone give: $name', (spec) => {
    const labels = crossValidateMeasured(unmoved[0]!, obelix, splitFolds(folds), knowledge).score;
    const alone = classificationMetrics(fast, labels).auc!;
    expect(shuffledAuc(spec)).toBeLessThan(Math.max(alone, 0.5) + 0.08);
  });

  test('and true ones do teach', () => {
    const spec = measuredOnly.find(({ name }) => name === 'process')!;
    const { score } = crossValidateMeasured(spec, obelix, splitFolds(folds), knowledge);
    expect(classificationMetrics(fast, score).auc!).toBeGreaterThan(0.85);
  });
});

test('a choice among equals is the first of them, and a committee of twins is either', () => {
  const one = measuredOnly.find(({ name }) => name === 'process')!;
  const twins = [one, { ...one, name: 'twin' }];
  expect(chooseCommittee(twins, obelix, groups, { folds: 3, members: 1 }, knowledge).chosen).toEqual(['process']);
  expect(chooseCommittee(twins, obelix, groups, { folds: 3, members: 2 }, knowledge).chosen).toEqual([
    'process',
    'twin',
  ]);
  const answer = crossValidateMeasured(one, obelix, splitFolds(folds), knowledge);
  const together = committeeAnswer([answer, answer]);
  for (const row of obelix.keys()) {
    expect(together.score[row]).toBeCloseTo(answer.score[row]!, 12);
    expect(together.sd![row]).toBeCloseTo(answer.sd![row]!, 12);
  }
});

test('a committee that does not see one descriptor set cannot ship', () => {
  const [trees, ridge] = ['trees', 'ridge'].map((name) => ({
    name,
    family: 'uncertain' as const,
    recipe: {
      kind: 'regressor' as const,
      input: ELEMENTAL_SETS[name === 'trees' ? 'element-fractions' : 'elemental-30'],
      model: { kind: 'ridge' as const, l2: 1 },
    },
  }));
  const choice = { chosen: ['ridge', 'trees'], auc: [0.8, 0.9], slope: 1, offset: 0 };
  expect(() => committeeSpec([trees!, ridge!], choice)).toThrow('ridge and trees see different descriptors');
});
