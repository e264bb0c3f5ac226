/** Every subset of the descriptors on all materials: the paper's search, whose least error is too good as an estimate. */
import { startProgress } from 'ionsieve/core';
import { compareSubsets, type ScoredSubset, type SizeTally, searchSubsets } from 'ionsieve/evaluation';
import { measured, type Numbers, type OwnRunOptions, roundOnce } from 'ionsieve/experiment';
import { type SearchMaterials, symbolsOf } from './materials.ts';

/** A subset as a reader wants it. */
export interface NamedSubset {
  readonly descriptors: readonly string[];
  readonly errors: number;
  readonly log_loss: number | null;
}

/** What the search found. */
export interface WholeSearch {
  readonly tallies: readonly SizeTally[];
  /** Best first, of any size. */
  readonly leaders: readonly ScoredSubset[];
  readonly numbers: Numbers;
}

const LEADERS = 10;

/**
 * Scores every subset up to a size.
 * @throws {UserError} for materials at fault, see createSubsetScorer
 * @example (await searchWhole(materials, 3, { threads: 2 })).numbers['subset_search.n3.leave_one_out_error'].value;
 */
export async function searchWhole(
  materials: SearchMaterials,
  maxSize: number,
  { threads, signal }: Pick<OwnRunOptions, 'threads' | 'signal'>,
): Promise<WholeSearch> {
  const { problem } = materials;
  let bar: ReturnType<typeof startProgress> | undefined;
  const tallies = await searchSubsets(problem, {
    maxSize,
    keep: LEADERS,
    threads,
    signal,
    onDone(done, total) {
      bar ??= startProgress('every subset', total, 'subsets');
      bar.update(done);
    },
  });
  bar?.stop();
  const leaders = tallies
    .flatMap(({ best }) => best)
    .sort(compareSubsets)
    .slice(0, LEADERS);
  return { tallies, leaders, numbers: searchNumbers(tallies, leaders[0]!, problem.X.rows) };
}

/**
 * A subset with its descriptors' symbols.
 * @example nameSubset(materials, { columns: [0], errors: 9, logLoss: 0.6 }).descriptors; // ['AAV']
 */
export function nameSubset(materials: SearchMaterials, { columns, errors, logLoss }: ScoredSubset): NamedSubset {
  return { descriptors: symbolsOf(materials, columns), errors, log_loss: roundOnce(logLoss) };
}

/**
 * Errors of the middle subset of a size.
 * @example medianErrors({ size: 1, subsets: 3, counts: [0, 1, 2], best: [] }); // 2
 */
export function medianErrors({ subsets, counts }: SizeTally): number {
  let below = 0;
  return counts.findIndex((count) => {
    below += count;
    return 2 * below > subsets;
  });
}

function searchNumbers(tallies: readonly SizeTally[], best: ScoredSubset, rows: number): Numbers {
  const all = tallies.reduce((sum, { subsets }) => sum + subsets, 0);
  const numbers: Numbers = {
    'subset_search.subsets': measured(all, 'subsets', all),
    'subset_search.best.leave_one_out_error': measured(best.errors / rows, 'share', rows),
    'subset_search.best.descriptors': measured(best.columns.length, 'descriptors', all),
  };
  for (const tally of tallies) {
    const { size, subsets, counts } = tally;
    const [leader] = tally.best as [ScoredSubset];
    const key = `subset_search.n${size}`;
    numbers[`${key}.subsets`] = measured(subsets, 'subsets', subsets);
    numbers[`${key}.leave_one_out_error`] = measured(leader.errors / rows, 'share', rows);
    numbers[`${key}.log_loss`] = measured(leader.logLoss, 'nat', rows);
    numbers[`${key}.subsets_with_that_error`] = measured(counts[leader.errors]!, 'subsets', subsets);
    numbers[`${key}.median_error`] = measured(medianErrors(tally) / rows, 'share', subsets);
  }
  return numbers;
}
