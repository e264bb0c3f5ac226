import { describe, expect, test } from 'vitest';
import type { TransferEffort, TransferStudy } from '../../../experiments/cubuk2019/define.ts';
import { runTransfer } from '../../../experiments/cubuk2019/run.ts';
import { study } from '../../../experiments/cubuk2019/study.ts';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import { UserError } from '../../../src/core/errors.ts';

describe('options of the study', () => {
  test.each<[string, Partial<TransferStudy> & { readonly quick?: TransferEffort }, string]>([
    [
      'a teacher twice',
      { teachers: [study.teachers[0]!, study.teachers[0]!] },
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
  ])('%s is refused in one line', async (_, { quick = cubuk2019.quick, ...changed }, message) => {
    const attempt = runTransfer({ ...study, ...changed }, quick, { seed: 0, threads: 1 });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });
});
