import { compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvFault, type CsvRecord, type CsvTable, readCsv } from '../core/csv.ts';
import { fail, UserError } from '../core/errors.ts';
import { readText } from '../core/read-text.ts';

/** A table of compositions, with all that its owner keeps beside them. */
export interface CompositionFile {
  /** Names of its columns, each once. */
  readonly columns: readonly string[];
  readonly rows: readonly CompositionRow[];
}

/** One record of such a table. */
export interface CompositionRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** One a column; null where the record has more or fewer cells than the header, for then nobody knows whose they are. */
  readonly cells: readonly (string | null)[];
  /** What stands in the cell of the composition, or in the whole record where its cells cannot be separated. */
  readonly composition: string;
  /** Why that is no composition to be read. */
  readonly reason?: string;
}

/**
 * Reads the compositions of a CSV file, or of one in gzip; see COMPOSITION_NAMES for what their column may be called. Columns without a
 * name and without content, as spreadsheets leave them, are none.
 * @throws {UserError} when the file cannot be read, is no text, has no such column, or two columns of one name
 * @example readCompositions('compounds.csv').rows[0].composition; // 'Li3PS4'
 */
export function readCompositions(path: string): CompositionFile {
  const table = readCsv(readText(path, 'a CSV table'), path);
  const column = compositionColumn(table);
  if (table.records.length === 0) fail(path, 'compositions below the header', 'none', 'give one a line');
  const kept = keptColumns(table);
  const rows = table.records.map((record) => rowOf(record, column, kept, table.separator));
  return { columns: kept.map((place) => table.header[place]!), rows };
}

function keptColumns({ where, header, records }: CsvTable): number[] {
  const kept = [...header.keys()].filter(
    (place) => header[place] !== '' || records.some((record) => !('reason' in record) && record.cells[place] !== ''),
  );
  const names = kept.map((place) => header[place]!);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) fail(where, 'a name for each column', `"${twice}" twice`, 'rename one of them');
  return kept;
}

function rowOf(
  record: CsvRecord | CsvFault,
  column: number,
  kept: readonly number[],
  separator: string,
): CompositionRow {
  const { line, cells } = record;
  if ('reason' in record) {
    return { line, cells: kept.map(() => null), composition: cells.join(separator), reason: record.reason };
  }
  const row = { line, cells: kept.map((place) => cells[place]!), composition: cells[column]! };
  try {
    formulaCell(cells, column);
    return row;
  } catch (error) {
    if (error instanceof UserError) return { ...row, reason: error.message };
    throw error;
  }
}
