/** The cells of a table as text, whatever it stood in: CSV, JSON lines, Parquet, arquero. */
import type { CsvTable } from '../core/csv.ts';

/** A table as text. A line is that of the file; of a table without lines, the number of the row from 1. */
export type Cells = Pick<CsvTable, 'where' | 'header' | 'records'>;

/**
 * The text of a value, as a CSV table would have it: nothing for null, NaN and what is not there.
 * @example cellText(0.1); // '0.1'
 */
export function cellText(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  return typeof value === 'object' && !hasText(value) ? JSON.stringify(value) : String(value);
}

/** Dates, and the values of DuckDB that are no plain numbers. */
function hasText(value: object): boolean {
  return value.toString !== Object.prototype.toString && !Array.isArray(value);
}
