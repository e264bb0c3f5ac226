/** What the students and the teacher say of single compounds, with what a reader needs to doubt it. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { askEach } from '../core/ask-each.ts';
import { fail, type UserError } from '../core/errors.ts';
import { type Matrix, matrixFrom, rowOf, selectRows } from '../core/matrix.ts';
import type { DescribedStructure, UndescribedStructure } from '../descriptors/describe.ts';
import { ELEMENTAL_SETS } from '../descriptors/elemental-sets.ts';
import { openNearest } from '../evaluation/nearest.ts';
import { askLearner, type LearnerAnswer } from '../learning/ask-learner.ts';
import type { Learner } from '../learning/learner.ts';
import { readLearner } from '../learning/learner-file.ts';
import { needLearned } from '../learning/scope.ts';
import { loadAllMeasured } from './join-measured.ts';
import { labelStructures } from './label.ts';
import { loadLabelTable, rowsByFormula } from './label-table.ts';
import { measuredFields } from './measured-fields.ts';
import { readMeasured } from './measured-learner.ts';
import { loadMeasurements, type Measurement, openMeasurements } from './measurements.ts';
import type { Prediction } from './prediction.ts';
import { studentInput } from './student.ts';
import { labelsOf } from './student-learner.ts';
import { publishedTeacher, structuralColumns, type Teacher } from './teacher.ts';
import { loadTraining, type TrainingMaterial } from './training-data.ts';

/** Answers for formulas and for structures; each is the same whatever else is asked. */
export interface CompoundPredictor {
  readonly teacher: Teacher;
  /** The student of labels. */
  readonly student: Learner;
  /** Share of materials that the intervals of the student of measurements are to hold. */
  readonly coverage: number;
  /** @throws {UserError} for a formula that cannot be read, one that the student knows nothing of, or an element without descriptors */
  formula(text: string): Prediction;
  /** The same of many at once, which is quicker: in their order, each with its answer or what {@link formula} would throw. */
  formulas(texts: readonly string[]): (Prediction | UserError)[];
  /** @throws {UserError} for a structure that could not be described */
  structure(input: string, described: DescribedStructure | UndescribedStructure): Prediction;
}

/**
 * Opens the two students and the published teacher.
 * @param studentPath file of a student of labels
 * @param measuredPath file of a Learner of the shipped measurements
 * @param own the user's measurements, which stand before the shipped ones
 * @throws {UserError} for a damaged file, or a Learner of another kind
 * @example openPredictor('data/models/paper.json', 'data/models/measured.json').formula('Li3PS4').probability;
 */
export function openPredictor(
  studentPath: string,
  measuredPath: string,
  own: readonly Measurement[] = [],
): CompoundPredictor {
  const student = readLearner(studentPath);
  if (labelsOf(student) === null) {
    const found = `${student.name}, which tells ${student.answers} and learned from something else`;
    fail(studentPath, 'a student of labels, which tells log-odds', found, 'give one of ionsieve student');
  }
  return createPredictor(student, readMeasured(measuredPath), own);
}

/**
 * The same of Learners that were read.
 * @throws {UserError} for a changed data file
 * @example createPredictor(readLearner('mine.json'), readMeasured('data/models/measured.json'), []).formula('Li3PS4');
 */
export function createPredictor(student: Learner, measured: Learner, own: readonly Measurement[]): CompoundPredictor {
  const training = loadTraining();
  const ofLabels = labelAnswers(student);
  const forty = nearestOfTheForty(training);
  const teacher = publishedTeacher(training);
  const known = knownStructures(teacher);
  const ofMeasurements = measuredAnswers(measured);
  const find = openMeasurements([...own, ...loadMeasurements()]);

  /** Students see the reduced formula: a multiple of it, or a structure, gets the same to the last digit. */
  const read = (input: string, formula: string, reduced: string): Asked => {
    const composition = parseFormula(reduced);
    needLearned(input, composition, student.name, student);
    return { input, formula, composition };
  };
  const readText = (text: string): Asked => {
    const reduced = reducedFormula(parseFormula(text));
    return read(text, reduced, reduced);
  };
  const answer = (asked: readonly Asked[], ofTeacher: (formula: string) => TeacherAnswer): Prediction[] => {
    const compositions = asked.map(({ composition }) => composition);
    // The quickest first, which may refuse.
    const [labelled, near] = [ofLabels(compositions), forty(compositions)];
    const measuredOnes = ofMeasurements(compositions);
    return asked.map(({ input, formula, composition }, i) => {
      const said = measuredOnes[i]!;
      const fields = measuredFields(find(composition), { low: said.log10_low, high: said.log10_high });
      return { input, formula, ...fields, ...said, ...labelled[i]!, ...ofTeacher(formula), ...near[i]! };
    });
  };

  return {
    teacher,
    student,
    coverage: measured.intervals!.coverage,
    formula: (text) => answer([readText(text)], known)[0]!,
    formulas: (texts) => askEach(texts, readText, (asked) => answer(asked, known)),
    structure(given, described) {
      if ('reason' in described) {
        return fail(given, 'a structure that can be described', described.reason, 'give a lithium compound');
      }
      const { formula } = described;
      const asked = [read(given, formula, reducedFormula(parseFormula(formula)))];
      if (student.anchor !== 'Li') return answer(asked, () => NO_STRUCTURE)[0]!;
      const columns = structuralColumns(teacher.descriptors);
      const X = matrixFrom([columns.map((column) => described.descriptors[column]!)]);
      return answer(asked, () => teacherAnswer(teacher, X, described.id))[0]!;
    },
  };
}

/** What is asked about: the formula to be shown, and the composition that it reduces to. */
interface Asked {
  readonly input: string;
  readonly formula: string;
  readonly composition: Composition;
}

const LITHIUM = atomicNumber('Li');

/** Of compounds without the ion that the student of measurements has learned. */
const NOT_MEASURED = {
  probability: null,
  log10_conductivity_S_per_cm: null,
  log10_low: null,
  log10_high: null,
  domain: null,
  unmeasured_elements: null,
  nearest_measured: null,
  nearest_measured_family: null,
  unranked_family: null,
  nearest_measured_log10_S_per_cm: null,
  nearest_measured_difference: null,
} as const satisfies Partial<Prediction>;

type MeasuredAnswer = Pick<Prediction, keyof typeof NOT_MEASURED>;

/** Answers to compositions, one each. */
type Answers<Answer> = (compositions: readonly Composition[]) => readonly Answer[];

/** The answers to compositions with an element, and what stands for the answers to those without. */
function ofElement<Answer>(atomicNumber: number, ask: Answers<Answer>, without: Answer): Answers<Answer> {
  const has = ({ atomicNumbers }: Composition): boolean => atomicNumbers.includes(atomicNumber);
  return (compositions) => {
    const answers = ask(compositions.filter(has));
    let next = 0;
    return compositions.map((composition) => (has(composition) ? answers[next++]! : without));
  };
}

/** The answers of the student of measured conductivities. */
function measuredAnswers(learner: Learner): Answers<MeasuredAnswer> {
  const ask = askLearner(learner);
  const families = new Map(loadAllMeasured().map(({ formula, family }) => [formula, family]));
  const fields = ({ value, probability, low, high, domain, unlearned, nearest }: LearnerAnswer): MeasuredAnswer => ({
    probability,
    log10_conductivity_S_per_cm: value,
    log10_low: low,
    log10_high: high,
    domain,
    unmeasured_elements: unlearned.join(' '),
    nearest_measured: nearest!.formula,
    nearest_measured_family: families.get(nearest!.formula)!,
    unranked_family: unrankedFamily(learner, families.get(nearest!.formula)!),
    nearest_measured_log10_S_per_cm: nearest!.value,
    nearest_measured_difference: nearest!.difference,
  });
  return ofElement(SYMBOLS.indexOf(learner.anchor!), (compositions) => ask(compositions).map(fields), NOT_MEASURED);
}

/** A family that a Learner does not rank, in words; null for another, and for one that it has no score for. */
function unrankedFamily({ scores }: Learner, family: string): string | null {
  const score = scores.find(({ on, metric }) => on === `unseen papers, ${family}` && metric === 'auc');
  if (score === undefined || score.value === null || score.low === null || score.low > 0.5) return null;
  return `${family}, AUC ${score.value.toFixed(2)} on ${score.n} of unseen papers`;
}

/** The answers of a student of labels. */
function labelAnswers(learner: Learner) {
  const ask = askLearner(learner);
  return (compositions: readonly Composition[]) =>
    ask(compositions).map(({ value, distance, unlearned }) => ({
      student: learner.name,
      student_probability: value,
      student_domain_distance: distance,
      student_unlearned_elements: unlearned.join(' '),
    }));
}

type NearestAnswer = Pick<Prediction, 'nearest_of_the_forty' | 'nearest_of_the_forty_S_per_cm'>;

/** The nearest of the forty materials that the paper's teacher learned from, in the descriptors of its student. */
function nearestOfTheForty(training: readonly TrainingMaterial[]): Answers<NearestAnswer> {
  const input = ELEMENTAL_SETS['elemental-30'];
  const forty = training.map(({ composition }) => composition);
  const nearest = openNearest(studentInput(input, forty));
  const ask: Answers<NearestAnswer> = (compositions) => {
    const X = studentInput(input, compositions);
    return compositions.map((_, i) => {
      const { formula, conductivitySPerCm } = training[nearest(rowOf(X, i)).index]!;
      return { nearest_of_the_forty: formula, nearest_of_the_forty_S_per_cm: conductivitySPerCm };
    });
  };
  return ofElement(LITHIUM, ask, { nearest_of_the_forty: null, nearest_of_the_forty_S_per_cm: null });
}

/** The teacher has learned lithium structures only. */
const NO_STRUCTURE = {
  teacher_probability: null,
  teacher_domain_distance: null,
  teacher_structure: null,
} as const satisfies Partial<Prediction>;

type TeacherAnswer = Pick<Prediction, keyof typeof NO_STRUCTURE>;

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
    if (!rows) return NO_STRUCTURE;
    const first = table.ids[rows[0]!]!;
    const name = rows.length === 1 ? first : `${first} and ${rows.length - 1} more`;
    return teacherAnswer(teacher, selectRows(table.X, rows), name);
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
