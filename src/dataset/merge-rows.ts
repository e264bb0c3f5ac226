/** Rows of one compound become one, by stated rules. */
import { numberIn } from './compounds.ts';
import type { DatasetCounts } from './counts.ts';
import type { DatasetRow } from './dataset.ts';
import type { RowRules } from './spec.ts';

/** One row a compound, or where they stay separate every row, sorted by formula; and how many became none. */
export interface MergedRows {
  readonly rows: readonly DatasetRow[];
  readonly counts: Pick<DatasetCounts, 'outweighed' | 'merged' | 'upper_bounds' | 'lower_bounds' | 'compounds'>;
}

/**
 * Merges rows of one formula. Those of the largest weight stand, whatever the others say; of these one is taken, or the median.
 * @param duplicates which; see {@link RowRules}
 * @example mergeRows(rows, 'median').rows.length; // as many as formulas
 */
export function mergeRows(all: readonly DatasetRow[], duplicates: RowRules['duplicates'] = 'median'): MergedRows {
  const groups = grouped(all, duplicates);
  const heaviest = duplicates === 'separate' ? groups : groups.map(ofLargestWeight);
  const rows = heaviest.flatMap((rows) => merged(rows, duplicates));
  const standing = heaviest.reduce((sum, { length }) => sum + length, 0);
  return {
    rows,
    counts: { ...countsOf(rows), ...told('outweighed', all.length - standing), merged: standing - rows.length },
  };
}

/** Sorted by formula, then by the column that decides, or the value, then as they came. */
function grouped(all: readonly DatasetRow[], duplicates: NonNullable<RowRules['duplicates']>): DatasetRow[][] {
  const decides = ({ row, y }: DatasetRow): number =>
    typeof duplicates === 'object' ? numberIn(row, duplicates.lowest) : y;
  const keyed = all.map((row) => ({ row, by: decides(row) }));
  // Values that are not given are NaN, and equal.
  keyed.sort((a, b) => (a.row.formula < b.row.formula ? -1 : a.row.formula > b.row.formula ? 1 : a.by - b.by || 0));
  const groups = new Map<string, DatasetRow[]>();
  for (const { row } of keyed) {
    const others = groups.get(row.formula);
    if (others === undefined) groups.set(row.formula, [row]);
    else others.push(row);
  }
  return [...groups.values()];
}

function ofLargestWeight(rows: DatasetRow[]): DatasetRow[] {
  const largest = rows.reduce((most, { weight }) => Math.max(most, weight), 0);
  return rows.filter(({ weight }) => weight === largest);
}

function merged(rows: readonly DatasetRow[], duplicates: RowRules['duplicates']): readonly DatasetRow[] {
  if (duplicates === 'separate') return rows;
  if (duplicates !== 'median') return [rows[0]!];
  const [low, high] = [rows[(rows.length - 1) >> 1]!, rows[rows.length >> 1]!];
  return [{ ...low, y: low.y + (high.y - low.y) / 2 }];
}

function countsOf(rows: readonly DatasetRow[]) {
  const at = (bound: number): number => rows.filter((row) => row.bound === bound).length;
  return {
    ...told('upper_bounds', at(-1)),
    ...told('lower_bounds', at(1)),
    compounds: rows.length,
  };
}

/** A count that is not given where there are none. */
function told<Name extends string>(name: Name, count: number): { readonly [Key in Name]?: number } {
  return count === 0 ? {} : ({ [name]: count } as { readonly [Key in Name]?: number });
}
