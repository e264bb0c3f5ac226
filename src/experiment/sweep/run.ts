/**
 * The runner of sweeps: every search on the training rows of every outer fold, for every seed, and once on all rows; what is
 * chosen there is judged on the rows that were held out. The result depends on experiment and table alone, never on the number of
 * threads, the order of their work, or interruptions.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkLocks } from '../../core/held-locks.ts';
import { checkSweep } from './check.ts';
import { openJournal } from './journal.ts';
import { answersOn } from './judge-choices.ts';
import { openLedger } from './ledger.ts';
import type { SweepExperiment, SweepOptions } from './options.ts';
import { playSweep } from './play.ts';
import { prepareSweep } from './prepare.ts';
import { budgetOf } from './search.ts';
import { summarise } from './summarise.ts';
import type { SweepSummary } from './summary.ts';
import type { SweepOutcome } from './tasks.ts';

/** Name of the journal in its folder. */
export const JOURNAL_FILE = 'sweep.journal.jsonl';

/**
 * Runs the sweep of an experiment. The journal is left for the caller to remove, once the result is written.
 * @param file path of the file that defines the experiment; paths of tables are relative to it
 * @throws {UserError} for a sweep, table or journal at fault
 * @example await runSweep(experiment, 'experiments/algorithms.ts', { effort: 'quick', threads: 2, folder: 'swept' });
 */
export async function runSweep(
  experiment: SweepExperiment,
  file: string,
  options: SweepOptions,
): Promise<SweepSummary> {
  const prepared = await prepareSweep(experiment, file, options.effort);
  const { ground, hash } = prepared;
  const journal = openJournal<SweepOutcome>(join(options.folder, JOURNAL_FILE), hash, options.resume ?? false);
  try {
    const judged = await playSweep(prepared, openLedger(ground, { ...options, journal }));
    return await summarise(experiment, options, prepared, judged);
  } finally {
    journal.close();
  }
}

/**
 * How many tasks a sweep has, for a progress bar.
 * @throws {UserError} for a sweep at fault
 * @example countSweepTasks(experiment, 'full'); // 1000, say
 */
export function countSweepTasks(experiment: SweepExperiment, effort: SweepOptions['effort']): number {
  const { sweep } = experiment;
  const { searches, seeds } = sweep[effort];
  const parameters = checkSweep(experiment);
  const trials = searches.reduce((sum, search) => sum + budgetOf(search, parameters).trials, 0);
  const folds = seeds.length * sweep.outer.folds;
  return (folds + 1) * (trials + 1) + folds * answersOn(searches.length);
}

/**
 * Removes the journal of a sweep whose result is written.
 * @example finishSweep('results/algorithms');
 */
export function finishSweep(folder: string): void {
  checkLocks();
  rmSync(join(folder, JOURNAL_FILE), { force: true });
}
