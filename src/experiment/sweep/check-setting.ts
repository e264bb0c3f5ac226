/** Whether an experiment can be run with a setting of its sweep in place. */
import { fail } from '../../core/errors.ts';
import { partsOf } from '../../descriptors/parts.ts';
import { checkRegressionSpec } from '../../models/check-regression-spec.ts';
import { checkSpec } from '../../models/check-spec.ts';
import { checkChain } from '../property/check-chain.ts';
import { checkThreshold } from '../property/check-threshold.ts';
import type { PropertyExperiment } from '../property/define.ts';
import { descriptorsOf } from '../property/input.ts';
import type { PropertyMethod } from '../property/method.ts';
import type { ChainSetting, SweepSetting } from './define.ts';
import { settingMethods } from './setting-methods.ts';

/**
 * Models have values that they allow, a teacher stands in for the method that labels, a student can learn what it is to, and there are
 * classes where there is a threshold of the lesson.
 * @param where its place in the sweep, for messages
 * @throws {UserError} for the first fault
 * @example checkSetting(experiment, { method }, 'sweep, untuned');
 */
export function checkSetting(experiment: PropertyExperiment, setting: SweepSetting, where: string): void {
  for (const method of settingMethods(setting)) checkMethod(method, where);
  if ('method' in setting) return;
  checkTeacher(experiment, setting);
  const chain = inPlace(experiment, setting);
  checkChain(chain);
  checkThreshold(chain);
}

function checkMethod({ does, input, model }: PropertyMethod, where: string): void {
  if (does === 'regress') checkRegressionSpec(model, where);
  if (does === 'classify') checkSpec(model, where);
  const own = partsOf(descriptorsOf(input)).find((part) => 'own' in part);
  if (own === undefined) return;
  const remedy = 'write its numbers into a column of the table';
  fail(where, 'descriptors without code of yours, for it cannot be sent to threads', own.own.name, remedy);
}

function checkTeacher({ labels }: PropertyExperiment, { teacher }: ChainSetting): void {
  if (teacher === undefined) return;
  if (labels === undefined || !('by' in labels)) {
    const found = labels === undefined ? 'no labels' : 'labels that are given';
    fail('sweep, teacher', 'labels of a method, to take its place', found, 'leave it out');
  }
  if (teacher.name !== labels.by) {
    fail('sweep, teacher', `the name of the method that labels, ${labels.by}`, teacher.name, 'give it that name');
  }
}

/** The experiment with a setting in place: it is the student that screens, if any does. */
function inPlace(experiment: PropertyExperiment, { student, teacher, threshold }: ChainSetting): PropertyExperiment {
  const { screening } = experiment;
  return {
    ...experiment,
    students: [student],
    ...(teacher !== undefined && { methods: [teacher] }),
    ...(threshold !== undefined && { threshold }),
    ...(screening !== undefined && { screening: { ...screening, student: student.name } }),
  };
}
