/** The shipped descriptor table of Materials Project lithium structures, ready to be labelled by any teacher. */
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { readShipped, shippedRecord } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import { PUBLISHED_MODEL } from './published-model.ts';

/** Structures with the five descriptors of the published model. */
export interface DescriptorTable {
  readonly ids: readonly string[];
  /** Reduced formulas. */
  readonly formulas: readonly string[];
  /** rows: structures; columns: PUBLISHED_MODEL.descriptors, in that order. */
  readonly X: Matrix;
  /** Structures read when the table was made, and how many of them are missing here, for each reason. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The shipped table: every computable structure of the Materials Project set.
 * @throws {UserError} when data/label-table.csv.gz was changed
 * @example loadLabelTable().X.cols; // 5
 */
export function loadLabelTable(): DescriptorTable {
  const file = 'label-table.csv.gz';
  const columns = PUBLISHED_MODEL.descriptors;
  const rows = parseCsv(readShipped(file), `data/${file}`, ['id', 'formula', ...columns]);
  const X = createMatrix(rows.length, columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      X.data[i * columns.length + j] = Number(row[column]);
    });
  });
  return {
    ids: rows.map(({ id }) => id!),
    formulas: rows.map(({ formula }) => formula!),
    X,
    counts: shippedRecord(file).counts ?? {},
  };
}

/**
 * Rows of a table by their formula, in the order of the table.
 * @example rowsByFormula(loadLabelTable()).get('Li3N')?.length;
 */
export function rowsByFormula({ formulas }: Pick<DescriptorTable, 'formulas'>): ReadonlyMap<string, readonly number[]> {
  const rowsOf = new Map<string, number[]>();
  formulas.forEach((formula, row) => {
    const rows = rowsOf.get(formula);
    if (rows === undefined) rowsOf.set(formula, [row]);
    else rows.push(row);
  });
  return rowsOf;
}
