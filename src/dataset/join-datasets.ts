/** Several Datasets of one property become one. */
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import type { DatasetCounts } from './counts.ts';
import { type Dataset, datasetOf, rowsOf } from './dataset.ts';
import { type MergedRows, mergeRows } from './merge-rows.ts';
import { learnedUnit } from './target.ts';

/** A Dataset among others. */
export interface DatasetPart {
  readonly dataset: Dataset;
  /** How many times each of its rows counts, a whole number, times what it counts already; 1 if not given. */
  readonly weight?: number;
}

/**
 * Joins Datasets. Of a formula that several have, the rows of the largest weight stand; those of equal weight are merged as rows of one
 * table are. Target and column are those of the first.
 * @param duplicates 'median', the default, or 'separate'
 * @throws {UserError} for values of another unit or scale, and a weight that is no whole number
 * @example joinDatasets([{ dataset }, { dataset, weight: 5 }]).weights;
 */
export function joinDatasets(parts: readonly DatasetPart[], duplicates: 'median' | 'separate' = 'median'): Dataset {
  const [first] = parts;
  if (first === undefined) return fail('datasets to join', 'at least one', 'none', 'give some');
  const unit = unitOf(first.dataset);
  const rows = parts.flatMap(({ dataset, weight: times = 1 }, i) => {
    const where = `dataset ${i + 1}, ${dataset.source.files.join(', ')}`;
    if (!(Number.isInteger(times) && times > 0)) {
      fail(`${where}, weight`, 'a whole number above 0', `${times}`, 'say how many times each row counts');
    }
    if (unitOf(dataset) !== unit) fail(where, `values in ${unit}`, unitOf(dataset), 'convert them');
    return rowsOf(dataset).map((row) => ({ ...row, weight: row.weight * times }));
  });
  const merged = mergeRows(rows, duplicates);
  const all = parts.map(({ dataset }) => dataset);
  return datasetOf(merged.rows, {
    target: first.dataset.target,
    column: first.dataset.column,
    source: {
      files: all.flatMap(({ source }) => source.files),
      sha256: sha256(all.map(({ source }) => source.sha256).join('\n')),
    },
    counts: summed(
      all.map(({ counts }) => counts),
      merged.counts,
    ),
    unread: all.flatMap(({ unread }) => unread),
  });
}

function unitOf({ target }: Dataset): string {
  return target === null ? 'nothing' : learnedUnit(target);
}

const OF_COMPOUNDS = ['compounds', 'upper_bounds', 'lower_bounds'];

/** Rows of all parts; compounds after they were joined. */
function summed(parts: readonly DatasetCounts[], joined: MergedRows['counts']): DatasetCounts {
  const sums = new Map<string, number>();
  const add = (counts: object, isWanted: (name: string) => boolean): void => {
    for (const [name, count] of Object.entries(counts)) {
      if (isWanted(name)) sums.set(name, (sums.get(name) ?? 0) + (count as number));
    }
  };
  for (const counts of parts) add(counts, (name) => !OF_COMPOUNDS.includes(name));
  add(joined, () => true);
  return Object.fromEntries(sums) as unknown as DatasetCounts;
}
