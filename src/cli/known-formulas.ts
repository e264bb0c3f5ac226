import { parseFormula } from '../chemistry/formula.ts';
import { COMPOSITION_NAMES, compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { readCsv } from '../core/csv.ts';
import { UserError } from '../core/errors.ts';
import { readText } from '../core/read-text.ts';

/** Ahead of a list without a header, so that it is read as a table of one column. */
const HEADER = `${COMPOSITION_NAMES[0]}\n`;

/**
 * The formulas of a file, as written: a table with a column of compositions, or a list with one formula a line.
 * @throws {UserError} for a file that cannot be read, and for the first row that is no formula, naming its line: a compound that is
 * passed over here would be called unknown
 * @example readFormulas('known.txt')[0]; // 'Li3PS4'
 */
export function readFormulas(path: string): string[] {
  const text = readText(path, 'a list of formulas');
  if (text.trim() === '') return [];
  const isTable = hasColumn(text, path);
  const table = readCsv(isTable ? text : HEADER + text, path);
  const column = isTable ? compositionColumn(table) : 0;
  return table.records.map((record) => {
    const where = `${path}, line ${record.line - (isTable ? 0 : 1)}`;
    if ('reason' in record) throw new UserError(`${where}: ${record.reason}`);
    try {
      const formula = formulaCell(record.cells, column).trim();
      parseFormula(formula);
      return formula;
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${where}: ${error.message}`);
      throw error;
    }
  });
}

/** A first line with a formula is no header. */
function hasColumn(text: string, path: string): boolean {
  try {
    compositionColumn(readCsv(text, path));
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
