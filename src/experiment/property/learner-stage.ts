/** The students, and the method that labels, fitted to all rows and kept as Learners; and what the students say of compounds. */
import { basename } from 'node:path';
import { type Composition, parseFormula } from '../../chemistry/formula.ts';
import { UserError } from '../../core/errors.ts';
import { stream } from '../../core/random.ts';
import { partsOf } from '../../descriptors/parts.ts';
import { fitCalibration } from '../../evaluation/calibration.ts';
import { askLearner } from '../../learning/ask-learner.ts';
import type { Learner, ScoreRow, SeenPart } from '../../learning/learner.ts';
import { needLearned } from '../../learning/scope.ts';
import { tellsProbabilities } from '../../models/check-data.ts';
import { type Numbers, roundOnce } from '../numbers.ts';
import { fittedTo, inputOf, type LearningMethod } from './answer.ts';
import type { PropertyStudent } from './chain.ts';
import type { PropertyExperiment } from './define.ts';
import { setFor } from './input.ts';
import { rowsOf } from './judge-learner.ts';
import { learnerIntervals } from './learner-intervals.ts';
import type { PropertyData } from './load-table.ts';
import { type LearnerParts, makeLearner } from './make-learner.ts';
import { COVERAGE, valueInTable } from './predict-compounds.ts';
import type { Judged } from './statistic.ts';
import { type Labels, lessonOf, taughtStudent } from './teach.ts';

/** A subject in a validation, with its numbers. */
export interface Scored {
  readonly judged: Judged;
  readonly numbers: Numbers;
}

/** What a student says of a compound, or why it does not. */
export interface StudentPrediction {
  /** As the experiment writes it. */
  readonly formula: string;
  readonly student: string;
  /** The value, in the unit of what is learned; of a classifier the probability of a positive. Null where it is refused. */
  readonly value: number | null;
  /** 90 % interval; null without one. */
  readonly low: number | null;
  readonly high: number | null;
  readonly domain: 'inside' | 'outside' | null;
  readonly nearest: string | null;
  /** What the table holds of it, which the student may have learned. */
  readonly in_table: number | null;
  readonly refused: string | null;
}

type Common = Pick<LearnerParts, 'target' | 'tables' | 'sha256'>;

/**
 * What all Learners of an experiment say of where they come from.
 * @example learnerSource(bandgap, data).tables;
 */
export function learnerSource({ labels }: PropertyExperiment, { target, source }: PropertyData): Common {
  const labelled =
    labels === undefined ? [] : [('structures' in labels ? labels.structures : labels.table).file].flat();
  return {
    target,
    tables: [...source.files, ...labelled].map((file) => basename(file)),
    sha256: source.sha256,
  };
}

/**
 * A student of all labels and measurements.
 * @param scored the student in each validation, and the floors beside it
 * @throws {UserError} for what the student refuses
 * @returns with the number of compounds that it was taught
 * @example studentLearner(student, labels, data, scored, source, 0).learner.answers; // 'value'
 */
export function studentLearner(
  student: PropertyStudent,
  labels: Labels | null,
  data: PropertyData,
  scored: readonly Scored[],
  source: Common,
  seed: number,
): { readonly learner: Learner; readonly compounds: number } {
  const all = Array.from(data.y.keys());
  const lesson = lessonOf(student, labels, labels === null ? [] : Array.from(labels.y.keys()), data, all);
  const learner = makeLearner({
    ...{ ...source, name: student.name, does: student.does, X: lesson.X, compounds: lesson.compounds },
    fit: taughtStudent(student, lesson, seed, 'all rows'),
    descriptors: setFor(student.input, data.compositions),
    ...judgedOf(student, scored),
  });
  return { learner, compounds: lesson.compounds.length };
}

/**
 * The method that labels; null where it sees what no file can hold: the anion alone, or a descriptor of the user's.
 * @example teacherLearner(teacher, data, scored, source, 0)?.name;
 */
export function teacherLearner(
  teacher: LearningMethod,
  data: PropertyData,
  scored: readonly Scored[],
  source: Common,
  seed: number,
): Learner | null {
  const descriptors = seenBy(teacher, data.compositions);
  if (descriptors === null) return null;
  const X = inputOf(teacher, data);
  return makeLearner({
    ...{ ...source, name: teacher.name, does: teacher.does, X, descriptors },
    fit: fittedTo(teacher, data, Array.from(data.y.keys()), stream(seed, `labels ${teacher.name} all rows`)),
    compounds: data.formulas.map((formula, i) => [formula, data.compositions[i]!, data.y[i]!] as const),
    ...judgedOf(teacher, scored),
  });
}

function seenBy({ input }: LearningMethod, learned: readonly Composition[]): LearnerParts['descriptors'] | null {
  if (input === 'anion') return null;
  const parts = partsOf(input).flatMap((part): SeenPart[] => {
    if ('own' in part) return [];
    return ['elemental' in part ? { elemental: setFor(part, learned) } : part];
  });
  if (parts.length === 0 || parts.length < partsOf(input).length) return null;
  const [only] = parts;
  return parts.length === 1 && 'elemental' in only! ? only.elemental : parts;
}

/** A score that is no log-odds is made one (Platt), on what was said of held-out compounds. */
function judgedOf({ name, does, model }: LearningMethod | PropertyStudent, scored: readonly Scored[]) {
  const own = scored.filter(({ judged }) => judged.method.name === name).map(({ judged }) => judged);
  const bySystem = own.find(({ plan }) => plan.validation.group === 'chemical system') ?? own[0];
  const byFormula = own.find(({ plan }) => plan.validation.group === 'formula') ?? own[0];
  const scores: ScoreRow[] = scored.flatMap(({ judged, numbers }) => rowsOf(judged, numbers, judged.method.name));
  const values = does === 'regress' && byFormula !== undefined && bySystem !== undefined;
  const isScore =
    does === 'classify' &&
    !tellsProbabilities(model.kind === 'fine-tuned' ? model.tuning.kind : model.kind) &&
    byFormula !== undefined;
  return {
    scores,
    intervals: values ? learnerIntervals(byFormula, bySystem, COVERAGE) : null,
    calibration: isScore ? fitCalibration(byFormula.answers, byFormula.data.labels!) : null,
  };
}

/**
 * What Learners say of compounds.
 * @param formulas as the experiment writes them
 * @throws {UserError} for a formula that cannot be read
 * @example askStudents([learner], ['Na3PS4', 'LiCl'], data)[1].refused; // 'LiCl: expected a sodium compound, found none; ...'
 */
export function askStudents(
  learners: readonly Learner[],
  formulas: readonly string[],
  data: PropertyData,
): StudentPrediction[] {
  const compositions = formulas.map((formula) => parseFormula(formula));
  return learners.flatMap((learner) => {
    const ask = askLearner(learner);
    return formulas.map((formula, i): StudentPrediction => {
      const composition = compositions[i]!;
      const known = { formula, student: learner.name, in_table: roundOnce(valueInTable(composition, data)) };
      try {
        needLearned(formula, composition, learner.name, learner);
        const { value, low, high, domain, nearest } = ask([composition])[0]!;
        const numbers = { value: roundOnce(value), low: roundOnce(low), high: roundOnce(high) };
        return { ...known, ...numbers, domain, nearest: nearest?.formula ?? null, refused: null };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const nothing = { value: null, low: null, high: null, domain: null, nearest: null };
        return { ...known, ...nothing, refused: error.message };
      }
    });
  });
}
