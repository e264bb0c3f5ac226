/** One row of a table: the compound that it has, or why there is none. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { formulaCell } from '../chemistry/formula-cell.ts';
import { UserError } from '../core/errors.ts';
import type { TextRow } from '../core/table.ts';
import type { Descriptors } from '../descriptors/descriptors.ts';
import { hasDescriptors, partsOf, structuralParts } from '../descriptors/parts.ts';
import { numberIn, tableCompound } from './compounds.ts';
import type { LeftOut } from './counts.ts';
import type { DatasetRow } from './dataset.ts';
import { type Bound, boundOf, readFigure } from './figure.ts';
import type { RowRules } from './spec.ts';
import { type Structures, structuralNumbers } from './structures.ts';
import { cutOf, margin, type Target, toAnswer } from './target.ts';

/** A row as it stands in its file. */
export interface TableRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly row: TextRow;
  readonly cells: readonly string[];
}

/** A table of which rows are read. */
export interface RowTable {
  /** Its name. */
  readonly file: string;
  readonly rules: RowRules;
  readonly target: Target | null;
  readonly weight: number;
  /** Descriptors that every compound has to have. */
  readonly inputs: readonly Descriptors[];
  /** Which cell has the formula. */
  readonly formulaAt: number;
  /** Degrees Celsius of a cell, null for an empty one; null for a table without temperatures. */
  readonly temperature: { readonly column: string; readonly celsius: (text: string) => number | null } | null;
}

/** Why a row is not used; a gap needs no word beyond its count. */
export interface LeftOutRow {
  readonly leftOut: LeftOut;
  readonly reason?: string;
}

/**
 * The compound of a row, or why there is none.
 * @param structures where the table names any
 * @throws {UserError} for an element in `contains` that is none
 * @example readRow(row, table, undefined);
 */
export function readRow(
  tableRow: TableRow,
  table: RowTable,
  structures: Structures | undefined,
): DatasetRow | LeftOutRow {
  const { line, row, cells } = tableRow;
  const { file, rules, weight, inputs, formulaAt } = table;
  if (rules.keep && !rules.keep.oneOf.includes(row[rules.keep.column]!)) return { leftOut: 'not_kept' };
  const elsewhere = leftByTemperature(row, table);
  if (elsewhere !== undefined) return elsewhere;
  const figure = learnedFigure(row, table);
  if ('leftOut' in figure) return figure;
  const composition = orReason(() => parseFormula(formulaCell(cells, formulaAt)));
  if (typeof composition === 'string') return { leftOut: 'formula_not_read', reason: composition };
  const { contains } = rules;
  if (contains !== undefined && !composition.atomicNumbers.includes(atomicNumber(contains, 'table.contains'))) {
    return { leftOut: 'not_kept' };
  }
  const entry = { formula: reducedFormula(composition), composition, ...figure, weight, row, file, line };
  const described = describeRow({ ...entry, structural: null, id: null, structure: null }, inputs, structures, rules);
  if ('leftOut' in described) return described;
  const compound = tableCompound(described);
  const gap = inputs.find((input) => !hasDescriptors(input, compound));
  if (gap !== undefined) return { leftOut: 'without_input', ...wordOfGap(row, gap) };
  const { duplicates } = rules;
  if (typeof duplicates === 'object' && Number.isNaN(numberIn(row, duplicates.lowest))) {
    return { leftOut: 'without_input' };
  }
  return described;
}

/** What is learned of a row. */
function learnedFigure(row: TextRow, { rules, target }: RowTable): Pick<DatasetRow, 'y' | 'bound'> | LeftOutRow {
  const { value: column } = rules;
  if (column === undefined || target === null) return { y: Number.NaN, bound: 0 };
  const { value, bound: written } = readFigure(row[column]!);
  const y = toAnswer(target, value);
  if (!Number.isFinite(y)) return { leftOut: 'without_value', ...wordOf(row[column]!, column, value, target.scale) };
  const bound = boundIn(row, written, rules);
  if (typeof bound !== 'number') return bound;
  const cut = cutOf(target);
  // The value lies on that side of the bound: where the threshold does too, nobody knows which of the two comes first.
  const isOpen = cut !== null && bound !== 0 && margin({ ...cut, better: bound > 0 ? 'larger' : 'smaller' }, y) < 0;
  return isOpen ? { leftOut: 'undecided' } : { y, bound };
}

/** As the column of bounds says it, or the figure itself. */
function boundIn(row: TextRow, written: Bound, { bounds }: RowRules): Bound | LeftOutRow {
  if (bounds === undefined) return written;
  const sign = row[bounds]!.trim();
  const told = boundOf(sign);
  if (told === undefined || (told !== 0 && written !== 0 && told !== written)) {
    return { leftOut: 'without_value', reason: `expected <, > or nothing in column ${bounds}, found "${shown(sign)}"` };
  }
  return told === 0 ? written : told;
}

function leftByTemperature(row: TextRow, { rules, temperature }: RowTable): LeftOutRow | undefined {
  if (rules.temperature === undefined || temperature === null) return undefined;
  const { from, to } = rules.temperature;
  const celsius = orReason(() => temperature.celsius(row[temperature.column]!) ?? Number.NaN);
  if (typeof celsius === 'string') return { leftOut: 'temperature_not_read', reason: celsius };
  return celsius < from || celsius > to ? { leftOut: 'other_temperature' } : undefined;
}

/** With its structure, and the structural descriptors that inputs ask for. */
function describeRow(
  entry: DatasetRow,
  inputs: readonly Descriptors[],
  structures: Structures | undefined,
  rules: RowRules,
): DatasetRow | LeftOutRow {
  if (structures === undefined) return entry;
  const id = entry.row[rules.structures!.id]!.trim();
  const structure = structures.byId.get(id) ?? null;
  if (inputs.flatMap(structuralParts).length === 0) return { ...entry, id, structure };
  if (structure === null) return { leftOut: 'without_structure', reason: `no structure has the id "${id}"` };
  const structural = orReason(() => structuralNumbers(structure, inputs, tableCompound(entry)));
  if (typeof structural === 'string') return { leftOut: 'not_described', reason: `${id}: ${structural}` };
  return { ...entry, id, structural, structure };
}

/** What a reader has to mend where a value stands that is no number, or one without a logarithm. */
function wordOf(cell: string, column: string, value: number, scale?: Target['scale']): Pick<LeftOutRow, 'reason'> {
  const isNumber = Number.isFinite(value);
  if (cell.trim() === '' || (isNumber && scale !== 'log10')) return {};
  const wanted = isNumber ? 'a number above 0, for its logarithm,' : 'a number';
  return { reason: `expected ${wanted} in column ${column}, found "${shown(cell.trim())}"` };
}

/** The first column of an input where a value stands that is no number. */
function wordOfGap(row: TextRow, input: Descriptors): Pick<LeftOutRow, 'reason'> {
  const columns = partsOf(input).flatMap((part) => ('columns' in part ? part.columns : []));
  return (
    columns
      .map((column) => wordOf(row[column]!, column, numberIn(row, column)))
      .find(({ reason }) => reason !== undefined) ?? {}
  );
}

const LONGEST_SHOWN = 40;
const shown = (text: string): string => text.slice(0, LONGEST_SHOWN);

function orReason<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
