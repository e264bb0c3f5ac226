/** What the regressions say of compounds that they have not learned from. */
import { reducedFormula } from '../../chemistry/composition.ts';
import { type Composition, parseFormula } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import type { Matrix } from '../../core/matrix.ts';
import { median } from '../../core/median.ts';
import { stream } from '../../core/random.ts';
import { hasDescriptors } from '../../descriptors/parts.ts';
import { conformalQuantile } from '../../evaluation/conformal.ts';
import { spearman } from '../../evaluation/spearman.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { fittedTo } from './answer.ts';
import type { Predictions, PropertyInput, PropertyMethod } from './define.ts';
import { descriptorsOf, inputMatrix, inputText, needsFormulaOnly } from './input.ts';
import type { PropertyData } from './load-table.ts';

/** Share of held-out compounds whose value lies within the interval of their prediction. */
export const COVERAGE = 0.9;
/** With fewer held-out compounds no interval has that coverage. */
const LEAST_ROWS = 9;

/** A method that tells a value. */
export type Regression = Extract<PropertyMethod, { does: 'regress' }>;

/** The compounds to predict, and the rows of the table to learn from: all but these compounds. */
export interface Question {
  readonly predict: Predictions;
  readonly compositions: readonly Composition[];
  /** What the table holds of each compound, null where it is not there. */
  readonly known: readonly (number | null)[];
  readonly rows: Int32Array;
  /** What the table holds, which is learned from. */
  readonly learned: readonly Composition[];
}

/** A prediction, beside what is known. */
export interface PredictedCompound {
  /** As the experiment writes it. */
  readonly formula: string;
  readonly method: string;
  readonly value: number | null;
  /** 90 % interval by the errors on held-out compounds; null where those are too few. */
  readonly low: number | null;
  readonly high: number | null;
  /** Standard deviation over bootstrap refits; null without refits. */
  readonly spread: number | null;
  /** What the table holds of it; that was not learned from. */
  readonly in_table: number | null;
  /** The number of the paper, in its own unit. */
  readonly paper: number | null;
}

/**
 * Reads the formulas, and finds out which of the compounds the table holds.
 * @throws {UserError} for a formula that cannot be read
 * @example askFor({ compounds: [{ formula: 'Li2O' }] }, data).rows.length;
 */
export function askFor(predict: Predictions, data: PropertyData): Question {
  const compositions = predict.compounds.map(({ formula }) => parseFormula(formula));
  const known = compositions.map((composition) => valueInTable(composition, data));
  const asked = new Set(compositions.map(reducedFormula));
  const rows = Int32Array.from(data.formulas.keys()).filter((row) => !asked.has(data.formulas[row]!));
  return { predict, compositions, known, rows, learned: data.compositions };
}

/**
 * What the table holds of a compound: its value, the median of them where its rows stay separate, null where it is not there.
 * @example valueInTable(parseFormula('Li2O'), data);
 */
export function valueInTable(composition: Composition, { formulas, y }: PropertyData): number | null {
  const formula = reducedFormula(composition);
  const values = y.filter((_, row) => formulas[row] === formula);
  return values.length === 0 ? null : median(values);
}

/**
 * The columns of the compounds; null where the method needs more than a formula, or there are no compounds.
 * @throws {UserError} for an element that the columns do not know
 * @example askedColumns({ elemental: 'elemental-30' }, question)?.cols; // 30
 */
export function askedColumns(input: PropertyInput, { predict, compositions, learned }: Question): Matrix | null {
  if (!needsFormulaOnly(input) || compositions.length === 0) return null;
  const compounds = compositions.map((composition, i) => ({ id: predict.compounds[i]!.formula, composition }));
  for (const compound of compounds) {
    if (hasDescriptors(descriptorsOf(input), compound)) continue;
    fail(compound.id, `elements that ${inputText(input)} knows`, 'another', 'leave the compound out');
  }
  return inputMatrix(input, compounds, learned);
}

/**
 * Predictions of a regression fitted to the rows of the question, with intervals as wide as its errors on held-out compounds.
 * @param asked of {@link askedColumns}
 * @param answers of the method about every compound while it was held out
 * @param spread over bootstrap refits, of each compound; null without refits
 * @example predictCompounds(method, data, question, asked, answers, null, 0)[0].value;
 */
export function predictCompounds(
  method: Regression,
  data: PropertyData,
  { predict, known, rows }: Question,
  asked: Matrix,
  answers: Float64Array,
  spread: Float64Array | null,
  seed: number,
): PredictedCompound[] {
  const mean = fittedTo(method, data, rows, stream(seed, `predict ${method.name}`)).answer(asked);
  const errors = answers.map((value, row) => Math.abs(value - data.y[row]!));
  const half = errors.length < LEAST_ROWS ? Number.NaN : conformalQuantile(errors, COVERAGE);
  return predict.compounds.map(({ formula, paper }, i) => ({
    formula,
    method: method.name,
    value: roundOnce(mean[i]!),
    low: roundOnce(mean[i]! - half),
    high: roundOnce(mean[i]! + half),
    spread: spread === null ? null : roundOnce(spread[i]!),
    in_table: roundOnce(known[i]!),
    paper: paper ?? null,
  }));
}

/**
 * How well the predictions of a method and the numbers of the paper agree in order: Spearman's rank correlation, its sign turned
 * where the paper's quantity falls as the property rises.
 * @param compounds predictions of one method
 * @example orderNumbers([], { compounds: [] }); // {}
 */
export function orderNumbers(compounds: readonly PredictedCompound[], { paper }: Predictions): Numbers {
  const both = compounds.filter((compound) => compound.paper !== null && compound.value !== null);
  if (!paper || both.length < 2) return {};
  const correlation = spearman(
    both.map(({ value }) => value!),
    both.map((compound) => (paper.with === 'rises' ? 1 : -1) * compound.paper!),
  );
  const key = `predicted.${both[0]!.method}.rank_correlation_with_paper`;
  return { [key]: measured(correlation, 'correlation', both.length) };
}
