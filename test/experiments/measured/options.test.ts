import { describe, expect, test } from 'vitest';
import { checkMeasured } from '../../../experiments/measured/check-measured.ts';
import type { MeasuredEffort, MeasuredStudy } from '../../../experiments/measured/define.ts';
import { runMeasured } from '../../../experiments/measured/run.ts';
import { study } from '../../../experiments/measured/study.ts';
import { measured } from '../../../experiments/measured.ts';
import { UserError } from '../../../src/core/errors.ts';

describe('options of an experiment on measurements', () => {
  test('the committed ones are sound', () => {
    for (const effort of [measured.full, measured.quick]) checkMeasured(study, effort);
  });

  test.each<[string, Partial<MeasuredStudy> & { readonly quick?: MeasuredEffort }, string]>([
    [
      'a candidate that there is not',
      { candidates: ['extra-trees-ful'] },
      'candidates: expected names of students, found "extra-trees-ful"; did you mean',
    ],
    [
      'a student of the paper that there is not',
      { paperStudent: 'none' },
      'paperStudent: expected names of students, found "none"',
    ],
    [
      'a student of the paper that learned measurements',
      { paperStudent: 'extra-trees-full' },
      'paperStudent: expected a student of labels, found one of regressor',
    ],
    [
      'a candidate that does not regress',
      { candidates: ['logistic-30'] },
      'candidates: expected students that regress from composition, found logistic-30, classifier',
    ],
    [
      'an effort without candidates',
      { quick: { ...measured.quick, students: [study.paperStudent] } },
      'effort, students: expected at least one of the candidates, found none',
    ],
    ['a coverage in percent', { coverage: 90 }, 'coverage: expected a share between 0 and 1, found 90'],
    [
      'a list that is longer than what is considered for it',
      { shortlist: { ...study.shortlist, considered: 99 } },
      'shortlist, considered: expected 100 or more, the length of the list, found 99',
    ],
    [
      'a window of no width',
      { shortlist: { ...study.shortlist, minWindow: 0 } },
      'shortlist, minWindow: expected a number of V above 0, found 0',
    ],
  ])('%s is refused in one line', async (_, { quick = measured.quick, ...changed }, message) => {
    const attempt = runMeasured({ ...study, ...changed }, quick, { seed: 0, threads: 1 });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });
});
