/** Students: what they learn of labels and measurements, and what they then say of compounds that they have not seen. */

import { chemicalSystem } from '../../chemistry/composition.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { createMatrix, type Matrix, selectRows } from '../../core/matrix.ts';
import { type Stream, shuffled, stream } from '../../core/random.ts';
import { compoundsOf } from '../../dataset/dataset.ts';
import { margin } from '../../dataset/target.ts';
import { fineTune } from '../../models/fine-tune.ts';
import { fitModel } from '../../models/model.ts';
import { type FittedMethod, fitted, fittedTo, inputOf, type LearningMethod, truthOf } from './answer.ts';
import type { FineTunedModel, PropertyStudent } from './chain.ts';
import type { Plan } from './held-out.ts';
import { inputMatrix } from './input.ts';
import { type LabelTable, labelValues } from './labels.ts';
import type { PropertyData } from './load-table.ts';
import type { PropertyInput } from './method.ts';
import { taughtRows } from './taught-rows.ts';

/** Labels of formulas: values in the units of what is learned, or scores of a method that classifies, 0 and above for class 1. */
export interface Labels {
  readonly table: Pick<LabelTable, 'formulas' | 'compositions'>;
  readonly does: LearningMethod['does'];
  readonly y: Float64Array;
}

/** What a student is taught. */
export interface Taught {
  readonly X: Matrix;
  readonly y: readonly number[];
  /** So many of the first rows are labels, the others measurements. */
  readonly labelled: number;
  /** Compounds of the lesson, each once, with what is known of the value; NaN where only a class is. */
  readonly compounds: readonly (readonly [formula: string, composition: Composition, y: number])[];
}

/**
 * Labels of a method that learned from some rows of the table; given labels as they are.
 * @param rows of `data` to learn from
 * @param what the stream of the fit is of
 * @example labelsBy(teacher, table, data, plan.folds[0].train, 0, 'by_system fold 0').y;
 */
export function labelsBy(
  teacher: LearningMethod | null,
  table: LabelTable,
  data: PropertyData,
  rows: ArrayLike<number>,
  seed: number,
  what: string,
): Labels {
  if (teacher === null) return { table, does: 'regress', y: labelValues(table, table.data.y) };
  const { answer } = fittedTo(teacher, data, rows, stream(seed, `labels ${teacher.name} ${what}`));
  const X = describedOnce(table.data, teacher.input, () =>
    inputMatrix(teacher.input, compoundsOf(table.data), data.compositions),
  );
  return { table, does: teacher.does, y: labelValues(table, answer(X)) };
}

/**
 * The same labels on other formulas, by chance: what a student learns of them has nothing to do with the formula.
 * @example shuffledLabels(labels, 0, 'student').y.length === labels.y.length; // true
 */
export function shuffledLabels({ y, ...labels }: Labels, seed: number, what: string): Labels {
  const order = shuffled(y.length, stream(seed, `shuffled labels ${what}`));
  return { ...labels, y: Float64Array.from(order, (at) => y[at]!) };
}

/**
 * The labels of formulas that share no formula and, where a validation holds these out together, no chemical system with held-out
 * compounds.
 * @param test rows of `data` that are held out
 * @example keptLabels(labels, data, plan, plan.folds[0].test).length;
 */
export function keptLabels(
  { table }: Labels,
  { formulas, compositions }: PropertyData,
  { validation }: Pick<Plan, 'validation'>,
  test: ArrayLike<number>,
): number[] {
  const bySystem = validation.group === 'chemical system';
  const held = new Set(Array.from(test, (row) => formulas[row]!));
  const systems = new Set(bySystem ? Array.from(test, (row) => chemicalSystem(compositions[row]!)) : []);
  return table.formulas.flatMap((formula, at) =>
    held.has(formula) || systems.has(chemicalSystem(table.compositions[at]!)) ? [] : [at],
  );
}

/**
 * The lesson of a student: rows of labels and of the table, each as many times as it counts.
 * @param kept places among the labels
 * @param rows of `data`
 * @example lessonOf(student, labels, kept, data, rows).X.rows;
 */
export function lessonOf(
  student: PropertyStudent,
  labels: Labels | null,
  kept: readonly number[],
  data: PropertyData,
  rows: readonly number[],
): Taught {
  const { labels: ofLabels = 0, measurements = 0 } = student.learns;
  const truth = truthOf(student, data);
  const taught = (places: readonly number[], times: number) => (times === 0 ? [] : places);
  const weighed = Array.from(taughtRows(student, data, rows));
  const [labelled, measured] = [taught(labels === null ? [] : kept, ofLabels), taught(weighed, measurements)];
  const told = (at: number): number => labelFor(student, labels!, at, data);
  const figure = (at: number): number => (labels!.does === 'regress' ? labels!.y[at]! : Number.NaN);
  const X = stacked(
    [
      ...Array<Matrix>(ofLabels).fill(labelInput(student, labels, labelled, data)),
      ...Array<Matrix>(measurements).fill(selectRows(inputOf(student, data), measured)),
    ],
    inputOf(student, data).cols,
  );
  const again = (values: readonly number[], times: number) => Array<readonly number[]>(times).fill(values).flat();
  return {
    X,
    y: [
      ...again(labelled.map(told), ofLabels),
      ...again(
        measured.map((row) => truth[row]!),
        measurements,
      ),
    ],
    labelled: ofLabels * labelled.length,
    compounds: [
      ...new Map([
        ...labelled.map((at) => [labels!.table.formulas[at]!, [labels!.table.compositions[at]!, figure(at)]] as const),
        ...measured.map((row) => [data.formulas[row]!, [data.compositions[row]!, data.y[row]!]] as const),
      ]),
    ].map(([formula, [composition, y]]) => [formula, composition, y] as const),
  };
}

/** A label as a student takes it: the value, or the class. */
function labelFor({ does }: PropertyStudent, labels: Labels, at: number, { cut }: PropertyData): number {
  const y = labels.y[at]!;
  if (does === 'regress') return y;
  return (labels.does === 'classify' ? y : margin(cut!, y)) >= 0 ? 1 : 0;
}

/** What a student sees of labelled formulas. */
function labelInput(
  student: PropertyStudent,
  labels: Labels | null,
  kept: readonly number[],
  data: PropertyData,
): Matrix {
  if (labels === null) return createMatrix(0, inputOf(student, data).cols);
  const { formulas, compositions } = labels.table;
  const all = describedOnce(labels.table, student.input, () => {
    const compounds = formulas.map((id, i) => ({ id, composition: compositions[i]! }));
    return inputMatrix(student.input, compounds, data.compositions);
  });
  return selectRows(all, kept);
}

/** What an input gives of labelled compounds, made once. */
function describedOnce(compounds: object, input: PropertyInput, describe: () => Matrix): Matrix {
  const key = JSON.stringify(input);
  const known = INPUTS.get(compounds) ?? new Map<string, Matrix>();
  INPUTS.set(compounds, known);
  const matrix = known.get(key) ?? describe();
  known.set(key, matrix);
  return matrix;
}

const INPUTS = new WeakMap<object, Map<string, Matrix>>();

function stacked(parts: readonly Matrix[], cols: number): Matrix {
  const all = createMatrix(
    parts.reduce((sum, { rows }) => sum + rows, 0),
    cols,
  );
  let at = 0;
  for (const { data } of parts) {
    all.data.set(data, at);
    at += data.length;
  }
  return all;
}

/**
 * Fits a student to its lesson.
 * @throws {UserError} for what the model refuses
 * @example taughtStudent(student, lesson, 0, 'all rows').answer(X)[0];
 */
export function taughtStudent(student: PropertyStudent, taught: Taught, seed: number, what: string): FittedMethod {
  const random = stream(seed, `student ${student.name} ${what}`);
  if (student.model.kind === 'fine-tuned') return tunedStudent(student.model, taught, random);
  return fitted(student as LearningMethod, taught.X, taught.y, random);
}

/** On labels first, then on measurements. */
function tunedStudent({ pretraining, tuning }: FineTunedModel, { X, y, labelled }: Taught, random: Stream) {
  const rows = y.map((_, row) => row);
  const [first, then] = [rows.slice(0, labelled), rows.slice(labelled)].map(
    (some) => [selectRows(X, some), some.map((row) => y[row]!)] as const,
  );
  const tuned = fineTune(fitModel(pretraining, ...first!, random), tuning, ...then!, random);
  return { answer: (asked: Matrix) => tuned.score(asked), toJson: () => tuned.toJson() };
}
