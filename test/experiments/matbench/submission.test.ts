import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { classScores, overFolds, valueScores } from '../../../experiments/matbench/scores.ts';
import { submissionText } from '../../../experiments/matbench/submission.ts';

describe('the scores of the board', () => {
  test('of values, by hand', () => {
    const { mae, rmse, mape, max_error } = valueScores([1, 0, 4], [2, 2, 4]);
    expect([mae, mape, max_error]).toEqual([1, 0.5, 2]);
    expect(rmse).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });

  test('of probabilities: those above a half are called class 1', () => {
    const scores = classScores([1, 1, 0, 0], [0.9, 0.5, 0.2, 0.7]);
    expect(scores).toEqual({ accuracy: 0.5, balanced_accuracy: 0.5, f1: 0.5, rocauc: 0.75 });
  });

  test('the deviation is that of the population', () => {
    expect(overFolds([{ mae: 1 }, { mae: 3 }, { mae: 5 }], 'mae')).toEqual({ mean: 3, deviation: Math.sqrt(8 / 3) });
  });
});

describe('the file that the board takes', () => {
  const task = { name: 'steels', ids: ['mb-steels-001', 'mb-steels-002', 'mb-steels-003'] } as const;
  const text = submissionText([
    {
      task,
      folds: [
        { fold: 0, test: [2], answers: [1500], parameters: { 'trees at least': 0.00001 }, scores: { mae: 1.5 } },
        { fold: 1, test: [0, 1], answers: [0.25, 1e-7], parameters: {}, scores: { mae: 0 } },
      ],
    },
  ]);

  test('has the keys of a MatbenchBenchmark, and answers by id, fold by fold', () => {
    const { tasks, hash, ...rest } = JSON.parse(text);
    expect(rest).toEqual({
      ...{ '@class': 'MatbenchBenchmark', '@module': 'matbench.bench', benchmark_name: 'matbench_v0.1' },
      ...{ datestamp: '2026.11.30 00:00.00', user_metadata: {}, version: '0.6' },
    });
    const { results, ...named } = tasks.matbench_steels;
    expect(named).toEqual({
      ...{ '@class': 'MatbenchTask', '@module': 'matbench.task' },
      ...{ benchmark_name: 'matbench_v0.1', dataset_name: 'matbench_steels' },
    });
    expect(results.fold_1).toEqual({
      ...{ data: { 'mb-steels-001': 0.25, 'mb-steels-002': 1e-7 }, parameters: {} },
      ...{ scores: { mae: 0 }, uncertainty: null },
    });
  });

  test('writes numbers as Python does, and its hash is that of the text without it', () => {
    expect(text).toContain('"data": {"mb-steels-003": 1500.0}, "parameters": {"trees at least": 1e-05}');
    expect(text).toContain('"mb-steels-002": 1e-07}');
    const { hash } = JSON.parse(text);
    const without = text.replace(`"hash": "${hash}", `, '');
    expect(createHash('sha256').update(without).digest('hex')).toBe(hash);
  });
});
