/**
 * The runner of sweeps: every search on the training rows of every outer fold, for every seed, and once on all rows; what is
 * chosen there is judged on the rows that were held out. The result depends on experiment and table alone, never on the number of
 * threads, the order of their work, or interruptions.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion, sha256, stableJson } from '../../core/files.ts';
import type { PropertyExperiment } from '../property/define.ts';
import { groupsOf } from '../property/folds.ts';
import { loadProperty, type PropertyData } from '../property/load-table.ts';
import { checkSweep } from './check.ts';
import { openJournal } from './journal.ts';
import { answersOn, judgeChoices } from './judge-choices.ts';
import { openLedger } from './ledger.ts';
import type { SweepExperiment, SweepOptions } from './options.ts';
import type { Parameter } from './parameter.ts';
import { runSearches } from './run-searches.ts';
import { budgetOf } from './search.ts';
import { methodsOf } from './space.ts';
import { planStages } from './stages.ts';
import { summarise } from './summarise.ts';
import type { SweepSummary } from './summary.ts';
import type { SweepGround, SweepOutcome } from './tasks.ts';

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
  const { sweep, threshold } = experiment;
  const { searches, seeds } = sweep[options.effort];
  const parameters = checkSweep(sweep, threshold);
  const data = loadProperty(withInputs(experiment, parameters), file);
  const stages = planStages(sweep, seeds, data);
  const groups = groupsOf(sweep.outer, data);
  const ground: SweepGround = { data, groups, objective: sweep.objective, threshold, stages };
  const path = join(options.folder, JOURNAL_FILE);
  const journal = openJournal<SweepOutcome>(path, hashSweep(experiment, data, options.effort), options.resume ?? false);
  try {
    const ledger = openLedger(ground, { ...options, journal });
    const runs = await runSearches(sweep, searches, parameters, stages, ledger);
    const judged = await judgeChoices(sweep, parameters, stages, runs, ledger);
    return await summarise(experiment, options, parameters, ground, judged);
  } finally {
    journal.close();
  }
}

/**
 * How many tasks a sweep has, for a progress bar.
 * @throws {UserError} for a sweep at fault
 * @example countSweepTasks(experiment, 'full'); // 1000, say
 */
export function countSweepTasks({ sweep, threshold }: SweepExperiment, effort: SweepOptions['effort']): number {
  const { searches, seeds } = sweep[effort];
  const parameters = checkSweep(sweep, threshold);
  const trials = searches.reduce((sum, search) => sum + budgetOf(search, parameters).trials, 0);
  const folds = seeds.length * sweep.outer.folds;
  return (folds + 1) * (trials + 1) + folds * answersOn(searches.length);
}

/**
 * Removes the journal of a sweep whose result is written.
 * @example finishSweep('results/algorithms');
 */
export function finishSweep(folder: string): void {
  rmSync(join(folder, JOURNAL_FILE), { force: true });
}

/** The experiment with every input that the sweep may choose, so that each compound has all of them. */
function withInputs(experiment: SweepExperiment, parameters: readonly Parameter[]): PropertyExperiment {
  const { space, untuned, outer } = experiment.sweep;
  const methods = methodsOf(space, parameters).map(({ method }) => method);
  return {
    ...experiment,
    methods: [...experiment.methods, untuned, ...methods],
    validations: [...experiment.validations, outer],
  };
}

/** All that decides what comes of a task. */
function hashSweep(
  { sweep, threshold }: SweepExperiment,
  { formulas, y, rows }: PropertyData,
  effort: SweepOptions['effort'],
): string {
  const { space, untuned, objective, outer, innerFolds } = sweep;
  const plan = { space, untuned, objective, outer, innerFolds, ...sweep[effort], threshold };
  return sha256(stableJson({ version: packageVersion(), plan, formulas, y: Array.from(y), rows }));
}
