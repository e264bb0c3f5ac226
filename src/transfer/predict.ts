/** What the students and the teacher say of single compounds, with what a reader needs to doubt it. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { type Matrix, matrixFrom, selectRows } from '../core/matrix.ts';
import type { DescribedStructure, UndescribedStructure } from '../descriptors/describe.ts';
import { nearestRow } from '../evaluation/nearest.ts';
import { labelStructures } from './label.ts';
import { loadLabelTable, rowsByFormula } from './label-table.ts';
import { probabilityOf } from './log-odds.ts';
import { type MeasuredFields, measuredFields } from './measured-fields.ts';
import { openMeasuredStudent } from './measured-student-file.ts';
import { loadMeasurements, openMeasurements } from './measurements.ts';
import { studentInput, studentLogOdds } from './student.ts';
import { readStudentFile } from './student-file.ts';
import { publishedTeacher, structuralColumns, type Teacher } from './teacher.ts';
import { loadTraining, type TrainingMaterial } from './training-data.ts';

/**
 * One compound's verdicts; null where there is none. What was measured comes before what is predicted. Of the predictions the first, from `probability` to `nearest_measured_difference`, come from the
 * student of measured conductivities, those of `student_` and `teacher_` from the paper's two models.
 */
export interface Prediction extends MeasuredFields {
  /** As given. */
  readonly input: string;
  /** Reduced. */
  readonly formula: string;
  /** Of 1e-4 S/cm or more at room temperature. */
  readonly probability: number;
  readonly log10_conductivity_S_per_cm: number;
  /**
   * Ends of the interval that is to hold a measurement in 90 of 100 materials. Conformal: as wide as the errors on held-out materials
   * ask for, those near to a measured material and those far from all apart; see Intervals in measured-student-file.ts.
   */
  readonly log10_low: number;
  readonly log10_high: number;
  /** `inside`: near to a measured material and of measured elements only. `outside`: nothing like it was measured; trust it less. */
  readonly domain: 'inside' | 'outside';
  /** Symbols of its elements that no measured material has, with spaces between; empty without one. */
  readonly unmeasured_elements: string;
  /** The measured material of the nearest composition, and what was measured. */
  readonly nearest_measured: string;
  /** Its structural family: errors family by family stand in results/measured/report.md. */
  readonly nearest_measured_family: string;
  readonly nearest_measured_log10_S_per_cm: number;
  /** Sum of the absolute differences of the atomic fractions: 0 for the same composition, 2 without a common element. */
  readonly nearest_measured_difference: number;
  readonly student_probability: number | null;
  /** Distance to the centre of the labelled compositions; beyond 2 is extrapolation. */
  readonly student_domain_distance: number | null;
  /** Of the structure given, or the mean over the known structures of the formula. */
  readonly teacher_probability: number | null;
  readonly teacher_domain_distance: number | null;
  /** The structures behind the teacher's answer. */
  readonly teacher_structure: string | null;
  /** Of the forty materials of the paper the one that is nearest in its student's descriptors, and its conductivity. */
  readonly nearest_of_the_forty: string;
  readonly nearest_of_the_forty_S_per_cm: number;
}

/** Answers for formulas and for structures; each is the same whatever else is asked. */
export interface CompoundPredictor {
  readonly teacher: Teacher;
  /** @throws {UserError} for a formula that cannot be read, has no lithium or an element without descriptors */
  formula(text: string): Prediction;
  /** @throws {UserError} for a structure that could not be described */
  structure(input: string, described: DescribedStructure | UndescribedStructure): Prediction;
}

/**
 * Opens the two students and the published teacher.
 * @param studentPath a file that studentFileText wrote
 * @param measuredPath a file that measuredStudentText wrote
 * @throws {UserError} for a damaged student file or a changed data file
 * @example openPredictor('results/cubuk2019/student.json', 'results/measured/student.json').formula('Li3PS4').probability;
 */
export function openPredictor(studentPath: string, measuredPath: string): CompoundPredictor {
  const training = loadTraining();
  const student = paperStudent(studentPath, training);
  const teacher = publishedTeacher(training);
  const known = knownStructures(teacher);
  const measured = measuredStudent(measuredPath);
  const find = openMeasurements(loadMeasurements());

  /** Students see the reduced formula: a multiple of it, or a structure, gets the same to the last digit. */
  const answer = (input: string, formula: string, ofTeacher: TeacherAnswer): Prediction => {
    const composition = parseFormula(reducedFormula(parseFormula(formula)));
    const { ofStudent, ofTheForty } = student(composition);
    const ofMeasured = measured(composition);
    const { log10_low: low, log10_high: high } = ofMeasured;
    const fields = measuredFields(find(composition), { low, high });
    return { input, formula, ...fields, ...ofMeasured, ...ofStudent, ...ofTeacher, ...ofTheForty };
  };

  return {
    teacher,
    formula(text) {
      const composition = parseFormula(text);
      needLithium(text, composition);
      const formula = reducedFormula(composition);
      return answer(text, formula, known(formula));
    },
    structure(given, described) {
      if ('reason' in described) {
        return fail(given, 'a structure that can be described', described.reason, 'give a lithium compound');
      }
      needLithium(given, parseFormula(described.formula));
      const columns = structuralColumns(teacher.descriptors);
      const X = matrixFrom([columns.map((column) => described.descriptors[column]!)]);
      return answer(given, described.formula, teacherAnswer(teacher, X, described.id));
    },
  };
}

function needLithium(where: string, { atomicNumbers }: Composition): void {
  if (atomicNumbers.includes(atomicNumber('Li'))) return;
  fail(where, 'a lithium compound', 'none', 'the student has seen lithium compounds only');
}

type MeasuredAnswer = Pick<
  Prediction,
  | 'probability'
  | 'log10_conductivity_S_per_cm'
  | 'log10_low'
  | 'log10_high'
  | 'domain'
  | 'unmeasured_elements'
  | 'nearest_measured'
  | 'nearest_measured_family'
  | 'nearest_measured_log10_S_per_cm'
  | 'nearest_measured_difference'
>;

/** The answers of the student of measured conductivities. */
function measuredStudent(path: string): (composition: Composition) => MeasuredAnswer {
  const predict = openMeasuredStudent(path);
  return (composition) => {
    const said = predict([composition])[0]!;
    return {
      probability: said.probability,
      log10_conductivity_S_per_cm: said.log10Conductivity,
      log10_low: said.low,
      log10_high: said.high,
      domain: said.domain,
      unmeasured_elements: said.unmeasuredElements.join(' '),
      nearest_measured: said.nearest.formula,
      nearest_measured_family: said.nearest.family,
      nearest_measured_log10_S_per_cm: said.nearest.log10Conductivity,
      nearest_measured_difference: said.nearestDistance,
    };
  };
}

/** The answers of the paper's student, with the nearest of the forty materials that its teacher learned from. */
function paperStudent(path: string, training: readonly TrainingMaterial[]) {
  const { student, input, domain } = readStudentFile(path);
  const forty = studentInput(
    input,
    training.map(({ composition }) => composition),
  );
  return (composition: Composition) => {
    const X = studentInput(input, [composition]);
    const nearest = training[nearestRow(forty, X.data).index]!;
    return {
      ofStudent: {
        student_probability: probabilityOf(studentLogOdds(student, X))[0]!,
        student_domain_distance: domain.distance(X)[0]!,
      },
      ofTheForty: {
        nearest_of_the_forty: nearest.formula,
        nearest_of_the_forty_S_per_cm: nearest.conductivitySPerCm,
      },
    };
  };
}

type TeacherAnswer = Pick<Prediction, 'teacher_probability' | 'teacher_domain_distance' | 'teacher_structure'>;

function teacherAnswer(teacher: Teacher, X: Matrix, structures: string): TeacherAnswer {
  const { probability, domainDistance } = labelStructures(teacher, X);
  return {
    teacher_probability: mean(probability),
    teacher_domain_distance: mean(domainDistance),
    teacher_structure: structures,
  };
}

/** The teacher's answer for formulas that the label table knows. */
function knownStructures(teacher: Teacher): (formula: string) => TeacherAnswer {
  const table = loadLabelTable();
  const rowsOf = rowsByFormula(table);
  return (formula) => {
    const rows = rowsOf.get(formula);
    if (!rows) return { teacher_probability: null, teacher_domain_distance: null, teacher_structure: null };
    const first = table.ids[rows[0]!]!;
    const name = rows.length === 1 ? first : `${first} and ${rows.length - 1} more`;
    return teacherAnswer(teacher, selectRows(table.X, rows), name);
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
