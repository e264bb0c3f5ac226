/** A sweep from its first trial to the judgement of what was chosen; who does its tasks, and where, is the ledger's affair. */
import type { SearchSpec } from './define.ts';
import { rungsOf } from './halving.ts';
import { type JudgedChoices, judgeChoices } from './judge-choices.ts';
import type { Ledger } from './ledger.ts';
import type { PreparedSweep } from './prepare.ts';
import { runSearches } from './run-searches.ts';

/**
 * Plays a sweep: asks the ledger for one round of tasks after another, each of which depends on those before it only.
 * @throws {UserError} when nothing could be fitted where something has to be
 * @example await playSweep(prepared, openLedger(prepared.ground, { threads: 2, journal }));
 */
export async function playSweep(prepared: PreparedSweep, ledger: Ledger): Promise<JudgedChoices> {
  const { spec, searches, parameters, ground } = prepared;
  const runs = await runSearches(spec, searches, parameters, ground.stages, ledger);
  return judgeChoices(spec, parameters, ground.stages, runs, ledger);
}

/**
 * How many rounds a sweep asks for at most: the generations of the longest search, and one that judges.
 * @example roundsOf([{ kind: 'random', trials: 20 }]); // 2
 */
export function roundsOf(searches: readonly SearchSpec[]): number {
  return Math.max(...searches.map(generationsOf)) + 1;
}

function generationsOf(search: SearchSpec): number {
  if (search.kind === 'halving') return rungsOf(search).length;
  if (search.kind === 'tpe') return 1 + Math.ceil((search.trials - search.startup) / search.generation);
  return 1;
}
