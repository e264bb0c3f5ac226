import { describe, expect, test } from 'vitest';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { Experiment } from '../../../src/experiment/transfer/define.ts';
import { runExperiment } from '../../../src/experiment/transfer/run.ts';

describe('options of an experiment', () => {
  test.each<[string, Partial<Experiment>, string]>([
    [
      'a threshold that the published model does not have',
      { fastSPerCm: 1e-3 },
      'fastSPerCm: expected 0.0001, from which the published model calls a material fast, found 0.001; leave it',
    ],
    [
      'a teacher twice',
      { teachers: [cubuk2019.teachers[0]!, cubuk2019.teachers[0]!] },
      'teacher majority: expected each name once',
    ],
    [
      'a student that there is not',
      { screeningStudent: 'logistic-31' },
      'screeningStudent: expected the name of a student (always-slow, anion-rule, ',
    ],
    [
      'a student that cannot screen',
      { screeningStudent: 'anion-rule' },
      'screeningStudent: expected a student that sees',
    ],
    [
      'an effort with a student that there is not',
      { quick: { ...cubuk2019.quick, students: ['logistic'] } },
      'effort, students: expected the name of a student',
    ],
  ])('%s is refused in one line', async (_, changed, message) => {
    const attempt = runExperiment({ ...cubuk2019, ...changed }, { effort: 'quick', threads: 1 });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });
});
