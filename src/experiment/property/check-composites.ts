/** Checks at the door what the types of composites and learning curves cannot say. */
import { fail } from '../../core/errors.ts';
import { tellsProbabilities } from '../../models/check-data.ts';
import type { Member } from './asking.ts';
import { checkName } from './check-name.ts';
import { membersOf, type PropertyComposite } from './composite.ts';
import type { CurveSpec, PropertyExperiment } from './define.ts';

/**
 * Composites name what there is, those that take several together regressions; a hurdle tells probabilities and has its bound on the
 * scale that is learned. Curves name a validation and what there is.
 * @throws {UserError} for the first fault
 * @example checkComposites(bandgap);
 */
export function checkComposites(experiment: PropertyExperiment): void {
  const { methods, students = [], composites = [], full, quick } = experiment;
  const known: Member[] = [...methods, ...students];
  for (const composite of composites) {
    checkComposite(composite, known, experiment);
    known.push(composite);
  }
  for (const curves of [experiment.curves, full.curves, quick.curves]) {
    if (curves) checkCurves(curves, known, experiment);
  }
}

function checkComposite(
  composite: PropertyComposite,
  known: readonly Member[],
  { table, threshold }: PropertyExperiment,
): void {
  const { name, does } = composite;
  const where = `composite ${name}`;
  for (const member of membersOf(composite)) {
    checkName(
      where,
      member,
      known.map((one) => one.name),
      'methods, students and composites before it',
    );
    const found = known.find((one) => one.name === member)!;
    if ('informedBy' in composite || found.does === 'regress') continue;
    fail(where, 'regressions', `${member}, which tells classes`, 'name others');
  }
  const isRanked = !('informedBy' in composite || 'input' in composite) && composite.model.kind === 'chosen';
  const needsClasses =
    does === 'classify' || (isRanked && ['auc', 'mcc'].includes((composite.model as { by?: string }).by!));
  if (needsClasses && threshold === undefined) {
    fail(where, 'a threshold to tell classes by', 'none', 'give the experiment a threshold');
  }
  if ('informedBy' in composite || !('input' in composite)) return;
  const { at, classifier } = composite.model;
  if (!tellsProbabilities(classifier.kind)) {
    fail(
      `${where}, classifier`,
      'logistic, mlp, boosted-trees or extra-trees',
      classifier.kind,
      'a hurdle needs probabilities',
    );
  }
  if (table.scale === 'log10' && !(at > 0)) {
    fail(`${where}, at`, 'a number above 0, for the scale log10', `${at}`, 'give the number itself, as 1e-10');
  }
}

function checkCurves(
  { validation, methods, rows, repeats }: CurveSpec,
  known: readonly Member[],
  { validations }: PropertyExperiment,
): void {
  checkName(
    'curves, validation',
    validation,
    validations.map(({ name }) => name),
    'validations',
  );
  for (const name of methods)
    checkName(
      'curves, methods',
      name,
      known.map((one) => one.name),
      'methods, students and composites',
    );
  if (rows.length === 0 || rows.some((count) => count < 2)) {
    fail('curves, rows', 'numbers of at least 2', rows.join(', ') || 'none', 'such as 20, 40, 80');
  }
  if (repeats < 1) fail('curves, repeats', 'at least 1', `${repeats}`, 'such as 3');
}
