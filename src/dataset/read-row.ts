/** One row of a table: the compound that it has, or why there is none. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { formulaCell } from '../chemistry/formula-cell.ts';
import { UserError } from '../core/errors.ts';
import type { TextRow } from '../core/table.ts';
import type { Descriptors } from '../descriptors/descriptors.ts';
import { hasDescriptors, partsOf, structuralParts } from '../descriptors/parts.ts';
import { numberIn, type RowOfTable, tableCompound } from './compounds.ts';
import { type StructureFiles, type Structures, structuralNumbers } from './structures.ts';

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
export interface RowTable {
  /** Column of the formula. */
  readonly formula: string;
  /** Column of the property; not given where there is nothing to learn. Rows without a number there are left out and counted. */
  readonly value?: string;
  /** What is learned: the number as it stands, or its logarithm to base 10. */
  readonly scale: 'as it stands' | 'log10';
  /** Rows to keep: those whose column holds one of the words; all rows if not given. */
  readonly keep?: { readonly column: string; readonly oneOf: readonly string[] };
  /** Only compounds with this element, such as the mobile ion; all if not given. */
  readonly contains?: string;
  /** The structures of the rows, for methods with structural descriptors; rows without one are left out, and counted. */
  readonly structures?: StructureFiles;
  /**
   * Rows of one reduced formula become one. 'median', the default: with the median of their values, all else from the row at
   * the (lower) median. Or the row that is lowest in a column, such as the energy of polymorphs. 'separate' keeps every row, such as
   * one a structure; rows of one formula then share a group of validations by formula.
   */
  readonly duplicates?: 'median' | 'separate' | { readonly lowest: string };
}

/** Who reads rows. */
export interface RowUser {
  readonly table: RowTable;
  /** Descriptors that every compound has to have. */
  readonly inputs: readonly Descriptors[];
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
 * @example readRow(row, { table, inputs: [{ elemental: 'elemental-30' }] }, undefined);
 */
export function readRow(
  { row, cells, formulaAt }: TableRow,
  { table, inputs }: RowUser,
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
  const described = structures === undefined ? entry : describeRow(entry, inputs, structures, table);
  if ('leftOut' in described) return described;
  const compound = tableCompound(described);
  const gap = inputs.find((input) => !hasDescriptors(input, compound));
  if (gap !== undefined) return { leftOut: 'without_input', ...wordOfGap(row, gap) };
  if (typeof table.duplicates === 'object' && Number.isNaN(numberIn(row, table.duplicates.lowest))) {
    return { leftOut: 'without_input' };
  }
  return described;
}

/** With the structural descriptors of its structure. */
function describeRow(
  entry: RowRead,
  inputs: readonly Descriptors[],
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
function wordOfGap(row: TextRow, input: Descriptors): Pick<LeftOutRow, 'reason'> {
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
