/** One row of a table: the compound that it has, or why there is none. */
import { reducedFormula } from '../../chemistry/composition.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { parseFormula } from '../../chemistry/formula.ts';
import { formulaCell } from '../../chemistry/formula-cell.ts';
import { UserError } from '../../core/errors.ts';
import type { TextRow } from '../../core/table.ts';
import { numberIn, type RowOfTable, tableCompound } from './compounds.ts';
import type { PropertyTable } from './define.ts';
import { hasInput, partsOf, structuralParts } from './input.ts';
import type { PropertyInput, PropertyMethod } from './method.ts';
import { type Structures, structuralNumbers } from './structures.ts';

/** A row as it stands in its file. */
export interface TableRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly row: TextRow;
  readonly cells: readonly string[];
  /** Which cell has the formula. */
  readonly formulaAt: number;
}

/** What decides how the rows of a table are read. */
export type RowTable = Pick<PropertyTable, 'formula' | 'scale' | 'keep' | 'contains' | 'structures' | 'duplicates'> & {
  /** Not given where there is nothing to learn. */
  readonly value?: string;
};

/** Who reads rows: every compound has all that the methods see. */
export interface RowUser {
  readonly table: RowTable;
  readonly methods: readonly Pick<PropertyMethod, 'input'>[];
}

/** A compound with what is learned of it. */
export interface RowRead extends RowOfTable {
  /** NaN where the table has nothing to learn. */
  readonly y: number;
}

/** A count of rows that are not learned from. */
export type LeftOut =
  | 'not_kept'
  | 'without_value'
  | 'without_input'
  | 'formula_not_read'
  | 'without_structure'
  | 'not_described';

/** Why a row is not learned from; a gap needs no word beyond its count. */
export interface LeftOutRow {
  readonly leftOut: LeftOut;
  readonly reason?: string;
}

/**
 * The compound of a row, or why there is none.
 * @param structures where the table names any
 * @throws {UserError} for an element in `contains` that is none
 * @example readRow(row, bandgap, undefined);
 */
export function readRow(
  { row, cells, formulaAt }: TableRow,
  { table, methods }: RowUser,
  structures: Structures | undefined,
): RowRead | LeftOutRow {
  if (table.keep && !table.keep.oneOf.includes(row[table.keep.column]!)) return { leftOut: 'not_kept' };
  const { value } = table;
  const y = value === undefined ? Number.NaN : learnedValue(row, value, table);
  if (value !== undefined && !Number.isFinite(y))
    return { leftOut: 'without_value', ...wordOf(row, value, table.scale) };
  const composition = orReason(() => parseFormula(formulaCell(cells, formulaAt)));
  if (typeof composition === 'string') return { leftOut: 'formula_not_read', reason: composition };
  const { contains } = table;
  if (contains !== undefined && !composition.atomicNumbers.includes(atomicNumber(contains, 'table.contains'))) {
    return { leftOut: 'not_kept' };
  }
  const entry = { formula: reducedFormula(composition), composition, y, row, structural: null };
  const inputs = methods.map(({ input }) => input);
  const described = structures === undefined ? entry : describeRow(entry, inputs, structures, table);
  if ('leftOut' in described) return described;
  const compound = tableCompound(described);
  const gap = inputs.find((input) => !hasInput(input, compound));
  if (gap !== undefined) return { leftOut: 'without_input', ...wordOfGap(row, gap) };
  if (typeof table.duplicates === 'object' && Number.isNaN(numberIn(row, table.duplicates.lowest))) {
    return { leftOut: 'without_input' };
  }
  return described;
}

/** With the structural descriptors of its structure. */
function describeRow(
  entry: RowRead,
  inputs: readonly PropertyInput[],
  structures: Structures,
  table: RowTable,
): RowRead | LeftOutRow {
  if (inputs.flatMap(structuralParts).length === 0) return { ...entry, structural: {} };
  const id = entry.row[table.structures!.id]!.trim();
  const structure = structures.byId.get(id);
  if (structure === undefined) return { leftOut: 'without_structure', reason: `no structure has the id "${id}"` };
  const numbers = orReason(() => structuralNumbers(structure, inputs, tableCompound(entry)));
  if (typeof numbers === 'string') return { leftOut: 'not_described', reason: `${id}: ${numbers}` };
  return { ...entry, structural: numbers };
}

/** What a reader has to mend where a value stands that is no number, or one without a logarithm. */
function wordOf(row: TextRow, column: string, scale?: RowTable['scale']): Pick<LeftOutRow, 'reason'> {
  const text = row[column]!.trim();
  const isNumber = Number.isFinite(numberIn(row, column));
  if (text === '' || (isNumber && scale !== 'log10')) return {};
  const wanted = isNumber ? 'a number above 0, for its logarithm,' : 'a number';
  return { reason: `expected ${wanted} in column ${column}, found "${text.slice(0, LONGEST_SHOWN)}"` };
}

/** The first column of an input where a value stands that is no number. */
function wordOfGap(row: TextRow, input: PropertyInput): Pick<LeftOutRow, 'reason'> {
  const columns = partsOf(input).flatMap((part) => ('columns' in part ? part.columns : []));
  return columns.map((column) => wordOf(row, column)).find(({ reason }) => reason !== undefined) ?? {};
}

const LONGEST_SHOWN = 40;

function orReason<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function learnedValue(row: TextRow, value: string, { scale }: RowTable): number {
  const number = numberIn(row, value);
  return scale === 'log10' ? Math.log10(number) : number;
}
