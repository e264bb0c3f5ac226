/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016; there with a factor of 2 and the budget of each rung the same): many
 * settings are tried on few training groups, and one of `factor` of them goes on to `factor` times as many groups, until the last
 * rung learns from all.
 */
import type { SearchSpec } from './define.ts';
import { type Proposal, rankTrials, type Trial } from './rank-trials.ts';

/** A rung. */
export interface Rung {
  readonly trials: number;
  /** Share of the training groups. */
  readonly share: number;
}

type HalvingSpec = Extract<SearchSpec, { kind: 'halving' }>;

/**
 * The schedule.
 * @example rungsOf({ kind: 'halving', trials: 10, factor: 3, rungs: 2 }); // [{ trials: 10, share: 1 / 3 }, { trials: 3, share: 1 }]
 */
export function rungsOf({ trials, factor, rungs }: HalvingSpec): Rung[] {
  return Array.from({ length: rungs }, (_, rung) => ({
    trials: Math.floor(trials / factor ** rung),
    share: 1 / factor ** (rungs - 1 - rung),
  }));
}

/**
 * The settings that go on from the last rung that was tried, in the order in which they were first asked for.
 * @returns none after the last rung
 * @example nextRung({ kind: 'halving', trials: 2, factor: 2, rungs: 2 }, bothTrials); // the better one, with share 1
 */
export function nextRung(search: HalvingSpec, trials: readonly Trial[]): Proposal[] {
  const rungs = rungsOf(search);
  let tried = 0;
  for (let rung = 0; rung < rungs.length - 1; rung++) {
    const start = tried;
    tried += rungs[rung]!.trials;
    if (tried < trials.length) continue;
    const best = rankTrials(trials.slice(start)).slice(0, rungs[rung + 1]!.trials);
    const { share } = rungs[rung + 1]!;
    return best.sort((a, b) => a - b).map((place) => ({ values: trials[start + place]!.values, share }));
  }
  return [];
}
