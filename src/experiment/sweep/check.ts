/** What only a sweep knows of an experiment file, checked before any work is done. */
import { fail } from '../../core/errors.ts';
import { checkCount } from '../../evaluation/check-labels.ts';
import { checkSetting } from './check-setting.ts';
import type { Objective, SearchSpec, SweepEffort, SweepSetting, SweepSpec } from './define.ts';
import type { SweepExperiment } from './options.ts';
import type { Parameter } from './parameter.ts';
import { checkSearch } from './search.ts';
import { settingMethods } from './setting-methods.ts';
import { openParameters, settingsOf } from './space.ts';
import { wholeSweep } from './whole-sweep.ts';

const NEEDS_THRESHOLD: readonly Objective[] = ['auc', 'mcc'];
const NEEDS_VALUES: readonly Objective[] = ['mae', 'rmse'];

/**
 * Checks a sweep. Every setting is judged by the same question, so that one can be held against another: the objective, on the values of
 * the table and the threshold of the experiment.
 * @returns the open parameters of its space
 * @throws {UserError} for ranges, choices, searches, seeds or folds at fault, a value that the model refuses, pieces of a space that do not
 * fit together or change nothing, and an objective that the method cannot be judged by
 * @example checkSweep(experiment).map(({ path }) => path); // ['method.model.C', 'method.model.gamma']
 */
export function checkSweep(experiment: SweepExperiment): Parameter[] {
  const spec = wholeSweep(experiment);
  const parameters = openParameters(spec.space);
  const settings = settingsOf(spec.space, parameters);
  checkSetting(experiment, spec.untuned, 'sweep, untuned');
  for (const { parameter, setting } of settings) checkSetting(experiment, setting, `sweep, ${parameter.path}`);
  checkWeights(parameters);
  checkPieces(
    experiment.sweep,
    settings.map(({ setting }) => setting),
  );
  checkObjective(spec, settings[0]!.setting, experiment.threshold);
  checkFolds(spec);
  for (const effort of [spec.full, spec.quick]) checkEffort(effort);
  return parameters;
}

/** How often a row counts is a whole number; of a range, searches take any number. */
function checkWeights(parameters: readonly Parameter[]): void {
  const wrong = parameters.find(
    (parameter) => parameter.kind === 'number' && parameter.path.startsWith('student.learns.') && !parameter.whole,
  );
  if (wrong) fail(`sweep, ${wrong.path}`, 'a range of whole numbers', 'one of any numbers', 'add whole: true');
}

/** Settings of one sort, in which all that is named changes something. */
function checkPieces({ space, untuned }: SweepSpec, settings: readonly SweepSetting[]): void {
  const pieceOf = (named: SweepSpec['space']): string => ('student' in named ? 'a student' : 'a method');
  if (pieceOf(space) !== pieceOf(untuned)) {
    fail('sweep, untuned', `${pieceOf(space)}, as in the space`, pieceOf(untuned), 'give both the same');
  }
  checkNamed(untuned, [untuned]);
  checkNamed(space, settings);
}

function checkNamed(named: SweepSpec['space'], settings: readonly SweepSetting[]): void {
  if (!('student' in named)) return;
  if ('threshold' in named && named.student.does !== 'classify') {
    const expected = 'a student that classifies, to learn its classes';
    fail('sweep, threshold', expected, 'one that regresses, and learns none', 'leave it out');
  }
  const learnsLabels = settings.some((setting) => 'student' in setting && (setting.student.learns.labels ?? 0) > 0);
  if ('teacher' in named && !learnsLabels) {
    fail('sweep, teacher', 'a student that learns its labels', 'one that learns none', 'give learns.labels a weight');
  }
}

function checkObjective({ untuned, objective }: SweepSpec, setting: SweepSetting, threshold: number | undefined): void {
  const [{ does }, ours] = [settingMethods(setting)[0], settingMethods(untuned)[0].does];
  if (ours !== does)
    fail('sweep, untuned', `a method that can ${does}`, `one that can ${ours}`, 'make both do the same');
  if (NEEDS_VALUES.includes(objective) && does !== 'regress') {
    fail('sweep, objective', 'auc, mcc or spearman, for a method without values', objective, 'choose one of them');
  }
  if (threshold === undefined && (NEEDS_THRESHOLD.includes(objective) || does !== 'regress')) {
    fail(
      'sweep, objective',
      'a threshold of the experiment to tell classes by',
      'none',
      'give the experiment a threshold',
    );
  }
}

function checkFolds({ outer, innerFolds }: SweepSpec): void {
  checkCount('sweep, outer folds', outer.folds, 2);
  if (outer.trainingRows !== undefined) {
    fail(
      'sweep, outer, trainingRows',
      'none',
      String(outer.trainingRows),
      'leave it out: a sweep learns from all rows',
    );
  }
  if (outer.judged !== undefined) {
    const { column, oneOf } = outer.judged;
    const remedy = 'leave it out: a sweep judges all rows; one validation of the chosen setting can judge some';
    fail('sweep, outer, judged', 'none', `${column} of ${oneOf.join(', ')}`, remedy);
  }
  checkCount('sweep, innerFolds', innerFolds, 2);
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
