/**
 * A first look at the element sets whose bounds promise most: the score that the list's last compound has at least. With
 * it the screening proper need not list what is going to drop out, and bounds decide more.
 */
import { everySetBounds } from './bounds.ts';
import { isOnGrid } from './compile.ts';
import { gridSet } from './grid-space.ts';
import type { ScreeningJob } from './job.ts';
import { startWork } from './work.ts';

/** Element sets looked at: a fraction of a second. */
const MOST_SETS = 400;

/**
 * A score below which no compound is among the best; -Infinity when the first look found too few.
 * @example findFloor(job, loadSieve());
 */
export function findFloor(job: ScreeningJob, sieve: WebAssembly.Module): number {
  const { plan, top } = job;
  if (!isOnGrid(plan) || plan.kind !== 'factorised' || top === 0) return Number.NEGATIVE_INFINITY;
  const { upper } = everySetBounds(plan);
  const promising = Array.from(upper.keys())
    .sort((a, b) => upper[b]! - upper[a]! || a - b)
    .slice(0, MOST_SETS);
  // Nothing is above this threshold, so that bounds decide all that the list does not want.
  const threshold = upper[promising[0]!]! + 1;
  const looking = { ...job, threshold, ranks: [], histogram: null, writeAbove: null };
  const work = startWork(looking, { exhaustive: false, folder: null }, sieve);
  let best: number[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  for (const rank of promising) {
    if (upper[rank]! < floor) break;
    const arity = gridSet(plan.space, rank).length;
    const { top: found } = work.run({ start: rank, end: rank + 1, arity, compounds: 0 }, 0, floor);
    best = [...best, ...found.map(({ score }) => score)].sort((a, b) => b - a).slice(0, top);
    if (best.length === top) floor = best.at(-1)!;
  }
  return floor;
}
