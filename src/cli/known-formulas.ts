import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { COMPOSITION_NAMES, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvTable, readCsv } from '../core/csv.ts';
import { seekColumn } from '../core/csv-columns.ts';
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import { readText } from '../core/read-text.ts';
import { type ReadRecords, readableRecords } from '../dataset/readable-records.ts';

/** A formula of a file. */
export interface FormulaOfFile {
  /** As written. */
  readonly formula: string;
  readonly composition: Composition;
}

/** Those of a file, with the SHA-256 of its text, gzip undone. */
export interface FormulasOfFile extends ReadRecords<FormulaOfFile> {
  readonly sha256: string;
}

/**
 * The formulas of a file: a table with a column of compositions, or a list with one formula a line. A compound whose row cannot be read
 * counts as unknown.
 * @throws {UserError} for a file that cannot be read
 * @example readFormulas('known.txt').rows[0].formula; // 'Li3PS4'
 */
export function readFormulas(path: string): FormulasOfFile {
  const text = readText(path, 'a list of formulas');
  const read = text.trim() === '' ? { rows: [], unread: [] } : formulasIn(text, path);
  return { ...read, sha256: sha256(text) };
}

function formulasIn(text: string, path: string): ReadRecords<FormulaOfFile> {
  const table = readCsv(text, path);
  const column = seekColumn(table, COMPOSITION_NAMES);
  const records = column === undefined ? [firstOfList(table), ...table.records] : table.records;
  return readableRecords(records, path, ({ cells }) => {
    const formula = formulaCell(cells, column ?? 0).trim();
    return { formula, composition: parseFormula(formula) };
  });
}

/** What stands where a table has its header. */
function firstOfList({ where, header, headerLine }: CsvTable) {
  if (header.length > 1) {
    const remedy = 'name a column formula, or write decimals with a point';
    const expected = `a header with a column ${COMPOSITION_NAMES[0]}, or one formula a line`;
    fail(
      `${where}, line ${headerLine}`,
      expected,
      `${header.length} cells: ${header.join(', ').slice(0, LONGEST_SHOWN)}`,
      remedy,
    );
  }
  return { line: headerLine, cells: header };
}

const LONGEST_SHOWN = 80;
