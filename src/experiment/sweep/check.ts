/** What only a sweep knows of an experiment file, checked before any work is done. */
import { fail } from '../../core/errors.ts';
import { checkCount } from '../../evaluation/check-labels.ts';
import { checkRegressionSpec } from '../../models/check-regression-spec.ts';
import { checkSpec } from '../../models/check-spec.ts';
import type { PropertyMethod } from '../property/define.ts';
import type { Objective, SearchSpec, SweepEffort, SweepSpec } from './define.ts';
import type { Parameter } from './parameter.ts';
import { checkSearch } from './search.ts';
import { methodsOf, openParameters } from './space.ts';

const NEEDS_THRESHOLD: readonly Objective[] = ['auc', 'mcc'];
const NEEDS_VALUES: readonly Objective[] = ['mae', 'rmse'];

/**
 * Checks a sweep.
 * @param threshold of the experiment
 * @returns the open parameters of its space
 * @throws {UserError} for ranges, choices, searches, seeds or folds at fault, a value that the model refuses, and an objective that the method
 * cannot be judged by
 * @example checkSweep(spec, experiment.threshold).map(({ path }) => path); // ['model.C', 'model.gamma']
 */
export function checkSweep(spec: SweepSpec, threshold: number | undefined): Parameter[] {
  const parameters = openParameters(spec.space);
  checkMethods(spec, parameters);
  checkObjective(spec, threshold);
  checkCount('sweep, outer folds', spec.outer.folds, 2);
  if (spec.outer.trainingRows !== undefined) {
    fail(
      'sweep, outer, trainingRows',
      'none',
      String(spec.outer.trainingRows),
      'leave it out: a sweep learns from all rows',
    );
  }
  checkCount('sweep, innerFolds', spec.innerFolds, 2);
  for (const effort of [spec.full, spec.quick]) checkEffort(effort);
  return parameters;
}

function checkMethods({ space, untuned }: SweepSpec, parameters: readonly Parameter[]): void {
  checkMethod(untuned, 'sweep, untuned');
  for (const { parameter, method } of methodsOf(space, parameters)) checkMethod(method, `sweep, ${parameter.path}`);
}

function checkMethod(method: PropertyMethod, where: string): void {
  if (method.does === 'regress') checkRegressionSpec(method.model, where);
  if (method.does === 'classify') checkSpec(method.model, where);
}

function checkObjective({ space, untuned, objective }: SweepSpec, threshold: number | undefined): void {
  if (untuned.does !== space.does) {
    fail('sweep, untuned', `a method that can ${space.does}`, `one that can ${untuned.does}`, 'make both do the same');
  }
  if (NEEDS_VALUES.includes(objective) && space.does !== 'regress') {
    fail('sweep, objective', 'auc, mcc or spearman, for a method without values', objective, 'choose one of them');
  }
  if (threshold === undefined && (NEEDS_THRESHOLD.includes(objective) || space.does !== 'regress')) {
    fail(
      'sweep, objective',
      'a threshold of the experiment to tell classes by',
      'none',
      'give the experiment a threshold',
    );
  }
}

function checkEffort({ searches, seeds }: SweepEffort): void {
  checkDistinct(
    'searches',
    searches.map(({ kind }: SearchSpec) => kind),
  );
  checkDistinct('seeds', seeds);
  const wrong = seeds.find((seed) => !Number.isInteger(seed));
  if (wrong !== undefined) fail('sweep, seeds', 'whole numbers', `${wrong}`, 'round it');
  searches.forEach(checkSearch);
}

function checkDistinct(name: string, values: readonly (string | number)[]): void {
  if (values.length === 0) fail(`sweep, ${name}`, 'at least one', 'none', 'add one');
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) fail(`sweep, ${name}`, 'each once', `${twice} twice`, 'remove one');
}
