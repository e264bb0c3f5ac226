import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { COMPOSITION_NAMES, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvTable, readCsv } from '../core/csv.ts';
import { seekColumn } from '../core/csv-columns.ts';
import { fail, UserError } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import { readText } from '../core/read-text.ts';

/** A formula of a file. */
export interface FormulaOfFile {
  /** As written. */
  readonly formula: string;
  readonly composition: Composition;
}

/**
 * The formulas of a file: a table with a column of compositions, or a list with one formula a line.
 * @returns with the SHA-256 of the text, gzip undone
 * @throws {UserError} for a file that cannot be read, and for the first row that is no formula, naming its line: a compound that is
 * passed over here would be called unknown
 * @example readFormulas('known.txt').rows[0].formula; // 'Li3PS4'
 */
export function readFormulas(path: string): { readonly rows: readonly FormulaOfFile[]; readonly sha256: string } {
  const text = readText(path, 'a list of formulas');
  return { rows: text.trim() === '' ? [] : formulasIn(text, path), sha256: sha256(text) };
}

function formulasIn(text: string, path: string): FormulaOfFile[] {
  const table = readCsv(text, path);
  const column = seekColumn(table, COMPOSITION_NAMES);
  const rows = column === undefined ? [firstOfList(table), ...table.records] : table.records;
  return rows.map((record) => {
    const where = `${path}, line ${record.line}`;
    if ('reason' in record) throw new UserError(`${where}: ${record.reason}`);
    try {
      const formula = formulaCell(record.cells, column ?? 0).trim();
      return { formula, composition: parseFormula(formula) };
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${where}: ${error.message}`);
      throw error;
    }
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
