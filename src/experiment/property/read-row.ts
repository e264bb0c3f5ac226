/** One row of a table: the compound that it has, or why there is none. */
import { reducedFormula } from '../../chemistry/composition.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { parseFormula } from '../../chemistry/formula.ts';
import { formulaCell } from '../../chemistry/formula-cell.ts';
import { UserError } from '../../core/errors.ts';
import type { TextRow } from '../../core/table.ts';
import type { Structure } from '../../crystal/structure.ts';
import { numberIn, type RowOfTable, tableCompound } from './compounds.ts';
import type { PropertyTable } from './define.ts';
import { hasInput, structuralParts } from './input.ts';
import type { PropertyInput, PropertyMethod } from './method.ts';
import { structuralNumbers } from './structures.ts';

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

/** Structures that a table names, by their id. */
export type Structures = ReadonlyMap<string, Structure>;

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
  if (value !== undefined && !Number.isFinite(y)) return { leftOut: 'without_value', ...wordOf(row, value) };
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
  if (!inputs.every((input) => hasInput(input, compound))) return { leftOut: 'without_input' };
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
  const structure = structures.get(id);
  if (structure === undefined) return { leftOut: 'without_structure', reason: `no structure has the id "${id}"` };
  const numbers = orReason(() => structuralNumbers(structure, inputs, tableCompound(entry)));
  if (typeof numbers === 'string') return { leftOut: 'not_described', reason: `${id}: ${numbers}` };
  return { ...entry, structural: numbers };
}

/** What a reader has to mend where a value stands that is no number. */
function wordOf(row: TextRow, value: string): Pick<LeftOutRow, 'reason'> {
  const text = row[value]!.trim();
  if (text === '' || Number.isFinite(numberIn(row, value))) return {};
  return { reason: `expected a number in column ${value}, found "${text.slice(0, LONGEST_SHOWN)}"` };
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
