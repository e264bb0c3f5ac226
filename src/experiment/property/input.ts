/** The columns that a method learns from: elemental descriptors of the compositions, or numbers of the table. */
import { mostElectronegative } from '../../chemistry/composition.ts';
import { elementProperty, SYMBOLS } from '../../chemistry/elements.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { decimalNumber } from '../../core/decimal-number.ts';
import { type Matrix, matrixFrom } from '../../core/matrix.ts';
import type { TextRow } from '../../core/table.ts';
import { type DescriptorSet, ELEMENTAL_SETS, elementalDescriptors } from '../../descriptors/elemental.ts';
import { lacksAnchor, withoutAnchor } from '../../descriptors/elemental-sets.ts';
import { scopeOf } from '../../learning/scope.ts';
import type { PropertyInput } from './define.ts';

/** An input that a formula alone gives. */
export type FormulaInput = Exclude<PropertyInput, readonly string[]>;

/**
 * The number in a cell; NaN where there is none.
 * @example numberIn({ gap: '1.5' }, 'gap'); // 1.5
 */
export function numberIn(row: TextRow, column: string): number {
  return decimalNumber(row[column]!);
}

/**
 * Whether a row has every number of an input: no gap in a column, no element that a descriptor does not know.
 * @example hasInput(['gap'], parseFormula('Li2O'), { gap: '' }); // false
 */
export function hasInput(input: PropertyInput, { atomicNumbers }: Composition, row: TextRow): boolean {
  if (input === 'anion') return true;
  if (typeof input !== 'string') return input.every((column) => !Number.isNaN(numberIn(row, column)));
  const { properties, fractionsOf }: DescriptorSet = ELEMENTAL_SETS[input];
  const values = properties.map((name) => elementProperty(name).values);
  return Array.from(atomicNumbers).every(
    (z) => values.every((of) => !Number.isNaN(of[z]!)) && (fractionsOf?.includes(SYMBOLS[z]!) ?? true),
  );
}

/**
 * The set of that name, of the ion that all compounds have; where they have none, without the columns that count it.
 * @param input name of the set
 * @param learned the compounds that are learned from
 * @example setFor('elemental-full', [parseFormula('Na3PS4'), parseFormula('NaCl')]).anchor; // 'Na'
 */
export function setFor(input: keyof typeof ELEMENTAL_SETS, learned: readonly Composition[]): DescriptorSet {
  const set = ELEMENTAL_SETS[input];
  if (!lacksAnchor(set)) return set;
  const { anchor } = scopeOf(learned);
  return anchor === null ? withoutAnchor(set) : { ...set, anchor };
}

/**
 * One row a compound, all of which are learned from.
 * @param rows rows of the table, for an input that names columns
 * @example inputMatrix('elemental-30', data.compositions, data.rows).cols; // 30
 */
export function inputMatrix(
  input: PropertyInput,
  compositions: readonly Composition[],
  rows: readonly TextRow[],
): Matrix {
  if (typeof input !== 'string') return matrixFrom(rows.map((row) => input.map((column) => numberIn(row, column))));
  return formulaMatrix(input, compositions, compositions);
}

/**
 * The same for compounds of which the formula is all that is known.
 * @param learned the compounds that are learned from
 * @example formulaMatrix('anion', [parseFormula('Li2O')], learned).data; // [8]
 */
export function formulaMatrix(
  input: FormulaInput,
  compositions: readonly Composition[],
  learned: readonly Composition[],
): Matrix {
  if (input === 'anion') return matrixFrom(compositions.map((composition) => [mostElectronegative(composition)]));
  return elementalDescriptors(compositions, setFor(input, learned));
}
