/** The paper's student on the user's labels, judged beside the floors on chemical systems that it has not seen. */
import { hasRealAnion } from '../chemistry/composition.ts';
import { fail } from '../core/errors.ts';
import { startProgress } from '../core/progress.ts';
import { stream } from '../core/random.ts';
import type { Target } from '../dataset/target.ts';
import { fitDomain } from '../evaluation/domain.ts';
import { groupedFolds } from '../evaluation/folds.ts';
import type { Learner, ScoreRow } from '../learning/learner.ts';
import { rowCategories } from '../models/row-categories.ts';
import type { LabelledFormula } from '../transfer/polymorphs.ts';
import {
  crossValidateStudent,
  fitStudent,
  type StudentSpec,
  studentInput,
  taughtCompositions,
} from '../transfer/student.ts';
import { studentLearner } from '../transfer/student-learner.ts';
import type { Numbers } from './numbers.ts';
import { scoreNumbers } from './score.ts';

/** How a student was judged. */
export interface JudgedStudent {
  readonly name: string;
  /** By metric: `accuracy`, `balanced_accuracy`, `mcc`, `f1`, and `auc`, `average_precision` of what ranks. */
  readonly numbers: Numbers;
}

/** A student of the user's labels. */
export interface OwnStudent {
  /** The floors, and last the student. */
  readonly judged: readonly JudgedStudent[];
  /** Formulas with a real anion, on which all are judged, and those of them that are fast. */
  readonly formulas: number;
  readonly fast: number;
  /** What screen and predict read with --model. */
  readonly learner: Learner;
}

const FOLDS = 5;
const RESAMPLES = 1000;

/**
 * Fits a student on labelled formulas. The scores are those of students that have not seen the chemical system, on formulas with a
 * real anion; their intervals are from 1,000 bootstrap resamples of whole chemical systems.
 * @param specs the floors, and last the student; it sees a descriptor set
 * @param where the labels, for errors
 * @param own the student's name, what its labels say, and where they came from
 * @throws {UserError} where the formulas with a real anion do not suffice: fast and slow ones are needed in each part
 * @example ownStudent([floor, student], formulas, 0, 'labels.csv', own).learner.name;
 */
export function ownStudent(
  specs: readonly StudentSpec[],
  formulas: readonly LabelledFormula[],
  seed: number,
  where: string,
  own: { readonly name: string; readonly target: Target; readonly labels: string },
): OwnStudent {
  const rows = formulas.flatMap(({ composition }, row) => (hasRealAnion(composition) ? [row] : []));
  const folds = foldsOf(formulas, rows, seed, where);
  const compositions = formulas.map(({ composition }) => composition);
  const bar = startProgress('student', specs.length, 'students');
  const judged = specs.map((spec, done): JudgedStudent => {
    const lesson = { X: studentInput(spec.input, compositions), formulas };
    const logOdds = crossValidateStudent(spec, lesson, folds, seed);
    const alike = rowCategories(spec.model, () => lesson.X);
    const numbers = scoreNumbers(
      spec.name,
      rows.map((row) => formulas[row]!.fast),
      Float64Array.from(rows, (row) => logOdds[row]!),
      {
        ranks: spec.model.kind !== 'majority',
        alike: alike && rows.map((row) => alike[row]!),
        resamples: RESAMPLES,
        seed,
        groups: rows.map((row) => formulas[row]!.chemicalSystem),
      },
    );
    bar.update(done + 1);
    const metrics = Object.entries(numbers).map(([key, number]) => [key.slice(spec.name.length + 1), number]);
    return { name: spec.name, numbers: Object.fromEntries(metrics) };
  });
  bar.stop();
  const spec = specs.at(-1)!;
  const X = studentInput(spec.input, compositions);
  const { name, labels, target } = own;
  const fitted = fitStudent(spec, { X, formulas }, seed);
  return {
    judged,
    formulas: rows.length,
    fast: rows.filter((row) => formulas[row]!.fast === 1).length,
    learner: studentLearner(
      { ...fitted, spec: { ...spec, name } },
      {
        ...{ target, labels, compositions: taughtCompositions(spec, formulas), domain: fitDomain(X) },
        scores: judged.flatMap((each) => scoreRows(each, each.name === spec.name ? name : each.name)),
      },
    ),
  };
}

function scoreRows({ numbers }: JudgedStudent, subject: string): ScoreRow[] {
  return Object.entries(numbers).map(([metric, { value, interval, n, unit }]) => ({
    ...{ subject, on: 'unseen chemical systems', metric, value },
    ...{ low: interval?.[0] ?? null, high: interval?.[1] ?? null, n, unit },
  }));
}

/** Folds that keep chemical systems together, each of which leaves fast and slow formulas to learn from. */
function foldsOf(
  formulas: readonly LabelledFormula[],
  rows: readonly number[],
  seed: number,
  where: string,
): Int32Array {
  const remedy = 'label more structures, of more chemical systems';
  const systems = new Set(rows.map((row) => formulas[row]!.chemicalSystem));
  if (systems.size < FOLDS) {
    fail(where, `${FOLDS} or more chemical systems with a real anion`, String(systems.size), remedy);
  }
  const folds = groupedFolds(
    formulas.map(({ chemicalSystem }) => chemicalSystem),
    FOLDS,
    stream(seed, 'own folds'),
  );
  for (let fold = 0; fold < FOLDS; fold++) {
    for (const [name, fast] of Object.entries({ fast: 1, slow: 0 })) {
      if (rows.some((row) => folds[row] !== fold && formulas[row]!.fast === fast)) continue;
      const all = rows.filter((row) => formulas[row]!.fast === fast).length;
      fail(where, `${name} formulas with a real anion in two or more parts of the labels`, `${all} in all`, remedy);
    }
  }
  return folds;
}
