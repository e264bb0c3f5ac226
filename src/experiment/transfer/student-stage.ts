/** Stage 3: students learn the labels from composition, judged on folds that share no formula or chemical system. */
import { hasRealAnion } from '../../chemistry/composition.ts';
import { startProgress } from '../../core/progress.ts';
import { stream } from '../../core/random.ts';
import { readShipped } from '../../core/shipped-data.ts';
import { parseCsv } from '../../core/table.ts';
import { groupedFolds } from '../../evaluation/folds.ts';
import { isLinear } from '../../models/predictor.ts';
import { rowCategories } from '../../models/row-categories.ts';
import { probabilityOf } from '../../transfer/log-odds.ts';
import type { LabelledFormula } from '../../transfer/polymorphs.ts';
import {
  crossValidateStudent,
  fitStudent,
  type Student,
  type StudentSpec,
  studentInput,
} from '../../transfer/student.ts';
import { withConstantFits } from '../constant-fits.ts';
import { measured, type Numbers } from '../numbers.ts';
import { type ReliabilityBin, reliability } from '../reliability.ts';
import { probabilityNumbers, scoreNumbers } from '../score.ts';
import { type StoredCurves, storedCurves } from '../stored-curves.ts';
import { type Agreement, agreement } from './agreement.ts';
import type { Effort, Experiment } from './define.ts';

/** How rows are kept together between folds. */
const GROUPINGS = ['formula', 'system'] as const;

/**
 * The newest Materials Project number in the screening file that the authors published (ahzeeshan/screening-ml): numbers
 * rise with time, so this parts the structures of the paper's time from later ones.
 */
const NEWEST_OF_2017 = 1_003_313;

const CALIBRATION_BINS = 10;

/** What curves are drawn of. */
const UNSEEN = 'unseen chemical systems, real anion';

/** What the stage hands on. */
export interface StudentStage {
  readonly numbers: Numbers;
  /** Reliability of the screening student on unseen chemical systems, compounds with a real anion. */
  readonly calibration: readonly ReliabilityBin[];
  /** Curves of every student that ranks, on the same formulas. */
  readonly curves: readonly StoredCurves[];
  /** The screening student beside the teacher, on the same formulas; none where the effort leaves it out. */
  readonly agreement: Agreement | null;
  /** The student that screens, fitted on every labelled formula. */
  readonly screening: Student;
  /** The other students with a linear model, fitted alike: they can screen too. */
  readonly otherLinear: readonly Student[];
}

/**
 * Judges every student on both groupings, over all compounds and over those with a real anion, and fits the one
 * that screens.
 * @example runStudentStage(experiment, experiment.quick, formulas);
 */
export function runStudentStage(
  experiment: Experiment,
  effort: Effort,
  formulas: readonly LabelledFormula[],
): StudentStage {
  const y = formulas.map(({ fast }) => fast);
  const systems = formulas.map(({ chemicalSystem }) => chemicalSystem);
  const compositions = formulas.map(({ composition }) => composition);
  const subsets = subsetsOf(formulas);
  const folds = foldsOf(formulas, experiment.seed);
  const specs = experiment.students.filter(({ name }) => effort.students.includes(name));
  const numbers: Numbers = {};
  let calibration: ReliabilityBin[] = [];
  const curves: StoredCurves[] = [];
  let agreed: Agreement | null = null;
  const bar = startProgress('students', specs.length * GROUPINGS.length, 'validations');
  specs.forEach((spec, done) => {
    const X = studentInput(spec.input, compositions);
    const alike = rowCategories(spec.model, () => X);
    const votes = spec.model.kind === 'nearest-neighbour'; // its score is a vote, no probability
    const options = { ranks: spec.model.kind !== 'majority', resamples: effort.resamples, seed: experiment.seed };
    GROUPINGS.forEach((grouping, half) => {
      const judged = withConstantFits(`student.${spec.name}.by_${grouping}`, () =>
        crossValidateStudent(spec, { X, formulas }, folds[grouping], experiment.seed),
      );
      const logOdds = judged.value;
      Object.assign(numbers, judged.numbers);
      for (const [compounds, rows] of Object.entries(subsets)) {
        const key = `student.${spec.name}.by_${grouping}.${compounds}`;
        const truth = rows.map((row) => y[row]!);
        const answer = Float64Array.from(rows, (row) => logOdds[row]!);
        const groups = rows.map((row) => systems[row]!);
        Object.assign(
          numbers,
          scoreNumbers(key, truth, answer, { ...options, groups, alike: alike && rows.map((row) => alike[row]!) }),
          votes ? {} : probabilityNumbers(key, truth, answer),
        );
      }
      if (grouping === 'system') {
        const rows = subsets.real_anion;
        const truth = rows.map((row) => y[row]!);
        const answer = Float64Array.from(rows, (row) => logOdds[row]!);
        const drawing = { ...options, groups: rows.map((row) => systems[row]!) };
        if (options.ranks) curves.push(storedCurves(spec.name, UNSEEN, truth, answer, drawing));
        if (spec.name === experiment.screeningStudent) {
          calibration = reliability(truth, [...probabilityOf(answer)], CALIBRATION_BINS, drawing);
          agreed = agreement(
            spec.name,
            rows.map((row) => formulas[row]!.probability),
            answer,
          );
        }
      }
      bar.update(done * GROUPINGS.length + half + 1);
    });
  });
  bar.stop();
  for (const [compounds, rows] of Object.entries(subsets)) {
    numbers[`student.formulas.${compounds}`] = measured(rows.length, 'formulas', formulas.length);
  }
  const spec = experiment.students.find(({ name }) => name === experiment.screeningStudent);
  if (!spec) throw new Error(`no student is named ${experiment.screeningStudent}`);
  const fit = (one: StudentSpec): Student =>
    fitStudent(one, { X: studentInput(one.input, compositions), formulas }, experiment.seed);
  const otherLinear = specs.filter((one) => one !== spec && one.input !== 'anion' && isLinear(one.model)).map(fit);
  return { numbers, calibration, curves, agreement: agreed, screening: fit(spec), otherLinear };
}

/** Rows on which students are judged. */
function subsetsOf(formulas: readonly LabelledFormula[]) {
  const rowsWhere = (test: (formula: LabelledFormula) => boolean) =>
    formulas.flatMap((formula, row) => (test(formula) ? [row] : []));
  const known = ({ ids }: LabelledFormula) => ids.some(isOf2017);
  return {
    all: rowsWhere(() => true),
    real_anion: rowsWhere(({ composition }) => hasRealAnion(composition)),
    real_anion_known_2017: rowsWhere((formula) => hasRealAnion(formula.composition) && known(formula)),
    real_anion_since_2017: rowsWhere((formula) => hasRealAnion(formula.composition) && !known(formula)),
  };
}

/** The series mvc- was complete by then: the published file goes up to mvc-16816, as the label table does. */
function isOf2017(id: string): boolean {
  return id.startsWith('mvc-') || Number(id.slice('mp-'.length)) <= NEWEST_OF_2017;
}

type Folds = Record<(typeof GROUPINGS)[number], ArrayLike<number>>;

const FOLDS = 5;

/** Folds of seed 0 are the committed ones, which were drawn from seed 1; those of another seed are drawn alike. */
function foldsOf(formulas: readonly LabelledFormula[], seed: number): Folds {
  if (seed === 0) return readFolds(formulas);
  const draw = (groups: string[], what: string) => groupedFolds(groups, FOLDS, stream(seed + 1, `folds by ${what}`));
  return {
    formula: draw(
      formulas.map(({ formula }) => formula),
      'formula',
    ),
    system: draw(
      formulas.map((formula) => formula.chemicalSystem),
      'chemical system',
    ),
  };
}

function readFolds(formulas: readonly LabelledFormula[]): Folds {
  const rows = parseCsv(readShipped('folds.csv.gz'), 'data/folds.csv.gz', ['formula', 'by_formula', 'by_system']);
  const folds = new Map(rows.map((row) => [row.formula!, row]));
  const foldOf = (formula: string, column: 'by_formula' | 'by_system'): number => {
    const row = folds.get(formula);
    if (!row) throw new Error(`data/folds.csv.gz has no fold for ${formula}`);
    return Number(row[column]);
  };
  return {
    formula: formulas.map(({ formula }) => foldOf(formula, 'by_formula')),
    system: formulas.map(({ formula }) => foldOf(formula, 'by_system')),
  };
}
