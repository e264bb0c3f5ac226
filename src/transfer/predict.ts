/** What teacher and student say of single compounds, with what a reader needs to doubt it. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { type Matrix, matrixFrom, selectRows } from '../core/matrix.ts';
import type { DescribedStructure, UndescribedStructure } from '../descriptors/describe.ts';
import { nearestRow } from '../evaluation/nearest.ts';
import { labelStructures } from './label.ts';
import { loadLabelTable } from './label-table.ts';
import { probabilityOf } from './log-odds.ts';
import { studentInput, studentLogOdds } from './student.ts';
import { readStudentFile } from './student-file.ts';
import { publishedTeacher, structuralColumns, type Teacher } from './teacher.ts';
import { loadTraining } from './training-data.ts';

/** One compound's verdicts; null where there is none. */
export interface Prediction {
  readonly input: string;
  readonly formula: string;
  readonly student_probability: number | null;
  /** Distance to the centre of the labelled compositions; beyond 2 is extrapolation. */
  readonly student_domain_distance: number | null;
  /** Of the structure given, or the mean over the known structures of the formula. */
  readonly teacher_probability: number | null;
  readonly teacher_domain_distance: number | null;
  /** The structures behind the teacher's answer. */
  readonly teacher_structure: string | null;
  /** The measured training material that is nearest in the student's descriptors, and its conductivity. */
  readonly nearest_measured: string;
  readonly nearest_measured_S_per_cm: number;
}

/** Answers for formulas and for structures. */
export interface CompoundPredictor {
  readonly teacher: Teacher;
  /** @throws {UserError} for a formula that cannot be read, has no lithium or an element without descriptors */
  formula(text: string): Prediction;
  /** @throws {UserError} for a structure that could not be described */
  structure(input: string, described: DescribedStructure | UndescribedStructure): Prediction;
}

/**
 * Opens a student and the published teacher.
 * @param studentPath a file that studentFileText wrote
 * @throws {UserError} for a damaged student file or a changed data file
 * @example openPredictor('results/cubuk2019/student.json').formula('Li3PS4').student_probability;
 */
export function openPredictor(studentPath: string): CompoundPredictor {
  const { student, input, domain } = readStudentFile(studentPath);
  const training = loadTraining();
  const measured = studentInput(
    input,
    training.map(({ composition }) => composition),
  );
  const teacher = publishedTeacher(training);
  const known = knownStructures(teacher);

  const byComposition = (text: string, composition: Composition) => {
    if (!composition.atomicNumbers.includes(atomicNumber('Li'))) {
      fail(text, 'a lithium compound', 'none', 'the student has seen lithium compounds only');
    }
    const X = studentInput(input, [composition]);
    const nearest = training[nearestRow(measured, X.data).index]!;
    return {
      student_probability: probabilityOf(studentLogOdds(student, X))[0]!,
      student_domain_distance: domain.distance(X)[0]!,
      nearest_measured: nearest.formula,
      nearest_measured_S_per_cm: nearest.conductivitySPerCm,
    };
  };

  return {
    teacher,
    formula(text) {
      const composition = parseFormula(text);
      const formula = reducedFormula(composition);
      const answers = known(formula);
      return { input: text, formula, ...byComposition(text, composition), ...answers };
    },
    structure(given, described) {
      if ('reason' in described) {
        return fail(given, 'a structure that can be described', described.reason, 'give a lithium compound');
      }
      const columns = structuralColumns(teacher.descriptors);
      const X = matrixFrom([columns.map((column) => described.descriptors[column]!)]);
      return {
        input: given,
        formula: described.formula,
        ...byComposition(given, parseFormula(described.formula)),
        ...teacherAnswer(teacher, X, described.id),
      };
    },
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
  return (formula) => {
    const rows = table.formulas.flatMap((other, row) => (other === formula ? [row] : []));
    if (rows.length === 0) return { teacher_probability: null, teacher_domain_distance: null, teacher_structure: null };
    const first = table.ids[rows[0]!]!;
    const name = rows.length === 1 ? first : `${first} and ${rows.length - 1} more`;
    return teacherAnswer(teacher, selectRows(table.X, rows), name);
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
