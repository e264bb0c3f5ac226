import { fail } from '../../core/errors.ts';
import { rankTrials } from './rank-trials.ts';
import type { ScoredTrial } from './run-searches.ts';

/**
 * The place of the best trial among those that learned from all training groups; the first of equals.
 * @param where names the search and the rows, for the message
 * @throws {UserError} when none of them could be fitted, with the first reason
 * @example chooseTrial(run.trials, 'random, seed 1, fold 0');
 */
export function chooseTrial(trials: readonly ScoredTrial[], where: string): number {
  const place = rankTrials(trials).find((each) => trials[each]!.share === 1 && trials[each]!.merit !== null);
  if (place !== undefined) return place;
  const reason = trials.find(({ failed }) => failed !== null)?.failed;
  return fail(`sweep, ${where}`, 'a trial that can be fitted', `none (${reason})`, 'change the space');
}
