/** Tables of arquero as Datasets, and back. */
import { type ColumnTable, table } from 'arquero';
import { cellText } from './cells.ts';
import { createDataset } from './create-dataset.ts';
import type { Dataset } from './dataset.ts';
import { readFigure } from './figure.ts';
import { openTable } from './open-table.ts';
import { type DatasetNeeds, type DatasetSpec, targetIn } from './spec.ts';
import { openStructures } from './structures.ts';
import { toAnswer } from './target.ts';

/** What a table is called in errors and as a source. */
const NAME = 'table';

/**
 * Reads compounds from a table of arquero, filtered and sorted as it is, by the rules of {@link readDataset}; numbers may stand in it as such.
 * @throws {UserError} for a column that is missing, with the nearest name, and where no compound is left
 * @example fromArquero(toArquero(dataset), { value: 'gap_eV' }).y;
 */
export function fromArquero(given: ColumnTable, spec: Omit<DatasetSpec, 'file'>, needs: DatasetNeeds = {}): Dataset {
  const header = given.columnNames();
  const records = (given.objects() as Record<string, unknown>[]).map((row, i) => ({
    line: i + 1,
    cells: header.map((column) => cellText(row[column])),
  }));
  const opened = openTable({ where: NAME, header, records }, { rules: spec, target: targetIn(spec), ...needs });
  const structures = spec.structures && openStructures(spec.structures, needs.from ?? '');
  return createDataset([opened], spec, { files: [NAME], sha256: '' }, structures);
}

/**
 * The compounds of a Dataset as a table of arquero: their cells as text, but for the column of values, which has numbers. `value_bound`
 * has < or > where a value is a bound, and `row_weight` how many times a row counts, each where there are any.
 * {@link fromArquero} with `bounds: 'value_bound'` gives the same compounds.
 * @example toArquero(dataset).columnNames(); // ['formula', 'gap_eV']
 */
export function toArquero(dataset: Dataset): ColumnTable {
  const { rows, column, bounds, weights } = dataset;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => [
    name,
    rows.map((row, i) => (name === column ? figureOf(dataset, i) : (row[name] ?? ''))),
  ]);
  return table({
    ...Object.fromEntries(columns),
    ...(bounds.some((bound) => bound !== 0) && {
      value_bound: Array.from(bounds, (bound) => ['<', '', '>'][bound + 1]!),
    }),
    ...(weights !== null && { row_weight: Array.from(weights) }),
  });
}

/** As its cell has it, or, where it is the middle of several, what was learned. */
function figureOf({ rows, column, target, y }: Dataset, at: number): number {
  const { value } = readFigure(rows[at]![column!] ?? '');
  if (toAnswer(target!, value) === y[at]!) return value;
  return target!.scale === 'log10' ? 10 ** y[at]! : y[at]!;
}
