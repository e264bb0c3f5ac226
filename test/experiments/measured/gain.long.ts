import { describe, expect, test } from 'vitest';
import { judgeRows } from '../../../experiments/measured/choice.ts';
import { transferGains } from '../../../experiments/measured/gain.ts';
import { openKnowledge } from '../../../experiments/measured/knowledge.ts';
import { GROUPINGS, openMeasuredSets } from '../../../experiments/measured/sets.ts';
import { study } from '../../../experiments/measured/study.ts';
import { classificationMetrics } from '../../../src/evaluation/metrics.ts';
import { isFast } from '../../../src/transfer/measured-data.ts';

const knowledge = openKnowledge(0);
const sets = openMeasuredSets(3, 0);
const joint = study.students.find(({ name }) => name === 'logistic-30-joint-1')!;
const effort = { resamples: 20, seed: 0 };
const gains = (score: 1 | -1) => {
  const control = { ...joint, name: 'control', shuffled: 0 };
  const said = judgeRows([control], sets, knowledge).get('control')!;
  const turned = Object.fromEntries(
    GROUPINGS.map((way) => [way, { ...said[way], score: said[way].score.map((value) => score * value) }]),
  ) as typeof said;
  const numbers = transferGains([joint], new Map([[joint.name, turned]]), sets, 1, effort, knowledge);
  return { said, numbers };
};

describe('the gain over shuffled labels', () => {
  test('of a student that says what its control says is nought, however it is held out', () => {
    const { numbers } = gains(1);
    expect(Object.keys(numbers)).toEqual(GROUPINGS.map((way) => `gain.by_${way}.${joint.name}.auc`));
    for (const { value, interval, n } of Object.values(numbers)) {
      expect({ value, interval, n }).toEqual({ value: 0, interval: [0, 0], n: sets.judged.length });
    }
  });

  test('of one that says the opposite is the difference of both AUCs on the judged rows', () => {
    const { said, numbers } = gains(-1);
    for (const way of GROUPINGS) {
      const fast = sets.judged.map((row) => isFast(sets.materials[row]!.log10Conductivity));
      const { auc } = classificationMetrics(
        fast,
        sets.judged.map((row) => said[way].score[row]!),
      );
      expect(numbers[`gain.by_${way}.${joint.name}.auc`]!.value).toBeCloseTo(1 - 2 * auc!, 6);
    }
  });

  test('is asked of students that learn from labels and measurements, and of no other', () => {
    const others = study.students.filter(({ family }) =>
      ['floor', 'labels', 'measurements', 'uncertain'].includes(family),
    );
    expect(transferGains(others, new Map(), sets, 1, effort, knowledge)).toEqual({});
  });
});
