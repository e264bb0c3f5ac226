import { join } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { NOTHING, swapInto } from '../core/swap.ts';
import { type LoadedExperiment, loadExperiment } from '../experiment/load.ts';
import { sweepBackend } from '../experiment/sweep/backend.ts';
import type { SweepExperiment } from '../experiment/sweep/options.ts';
import { countSweepTasks, finishSweep, JOURNAL_FILE, runSweep } from '../experiment/sweep/run.ts';
import type { SweepSummary } from '../experiment/sweep/summary.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { CRATE_FILE, RECORD_FILE } from '../provenance/run-record.ts';
import { type StartedRun, startRun } from '../provenance/start-run.ts';
import { writeCrate } from '../provenance/write-crate.ts';
import { competitorsOf, objectiveTitle, READABLE } from '../report/sweep/competitors.ts';
import { SWEEP_FILE, writeSweep } from '../report/sweep/write-sweep.ts';
import { commandLine } from './command-line.ts';
import { printNotes } from './describe-files.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { keepPart } from './keep-part.ts';
import { threadsOption } from './options.ts';
import { withOwnFolder } from './own-folder.ts';
import { type Column, printResult, type Result } from './print-result.ts';
import { progressBar } from './progress-bar.ts';
import { droppedRows } from './tell-dropped.ts';
import type { Value } from './value-text.ts';

interface SweepCommandOptions extends FormOptions {
  readonly quick?: true;
  readonly resume?: true;
  readonly threads: number;
  readonly out?: string;
  readonly overwrite?: true;
}

const HELP = `
What stands open in the sweep's space is searched for: of a method, or of a chain, its teacher, the threshold of its labels and
its student at once. Every search chooses on inner folds, and what it chose is judged on outer folds that no choice has seen;
settings, scores, the optimism of the choice and the importance of each parameter are written to sweep.json, sweep.md and figures.
The same experiment gives the same files on any number of threads and after any interruption.

Ctrl-C ends the work and keeps a journal of the trials that are done, and --resume continues it.

Example: ionsieve sweep algorithms --quick`;

/** The record of a sweep: it shares its folder with that of reproduce. */
export const SWEEP_RECORD = `sweep.${RECORD_FILE}`;

/**
 * `ionsieve sweep NAME`: the hyperparameters of an experiment, searched for and judged.
 * @example program.addCommand(sweepCommand());
 */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('search for the hyperparameters of an experiment, and judge the choice on held-out folds')
    .argument('<experiment>', 'an experiment that came with the package, or the path of a file')
    .option('--quick', 'the small sweep that the experiment names, in seconds; written to results/runs')
    .option('--resume', 'continue from the journal in the folder')
    .addOption(threadsOption())
    .option('--overwrite', 'replace the sweep of another experiment in --out')
    .option('--out <dir>', 'folder to write (default: results/NAME of the current folder)');
  return withFormOptions(command).addHelpText('after', HELP).action(runSweepCommand);
}

async function runSweepCommand(name: string, options: SweepCommandOptions): Promise<void> {
  const loaded = await loadExperiment(name);
  const experiment = withSweep(loaded, name);
  const results = 'results';
  const standard = options.quick ? join(results, 'runs', `${experiment.name}-quick`) : join(results, experiment.name);
  const folder = options.out ?? standard;
  const files = [SWEEP_FILE, 'sweep.md', 'sweep.html', JOURNAL_FILE, SWEEP_RECORD, CRATE_FILE];
  await withOwnFolder(folder, files, () => sweepInto(folder, experiment, loaded.file, options));
}

/**
 * An experiment that has a sweep.
 * @param name as the user gave it
 * @throws {UserError} for one that has none
 * @example withSweep(await loadExperiment('algorithms'), 'algorithms').sweep.innerFolds;
 */
export function withSweep({ experiment }: LoadedExperiment, name: string): SweepExperiment {
  if ('sweep' in experiment && experiment.sweep !== undefined) return experiment as unknown as SweepExperiment;
  return fail(name, 'an experiment with a sweep', 'none', 'give it one, see SweepSpec in the documentation');
}

async function sweepInto(
  folder: string,
  experiment: SweepExperiment,
  file: string,
  { quick, resume, threads, overwrite, ...options }: SweepCommandOptions,
): Promise<void> {
  const started = performance.now();
  const checkpoint = join(folder, JOURNAL_FILE);
  const work = `sweep ${experiment.name}`;
  const isGiven = options.out !== undefined;
  if (isGiven && !overwrite) refuseOtherWork(join(folder, SWEEP_RECORD), work, [SWEEP_FILE]);
  const source = { command: commandLine(), work, checkpoint, resume: resume ?? false };
  const run = startRun(join(folder, SWEEP_RECORD), source);
  const effort = quick ? 'quick' : 'full';
  const signal = stopOnInterrupt('continue it with --resume');
  const bar = progressBar('sweep', countSweepTasks(experiment, effort), 'trials');
  const how = { effort, threads, folder, resume: resume ?? false, signal, onProgress: bar.update } as const;
  const sweeping = runSweep(experiment, file, how).finally(() => bar.stop());
  const summary = await keepPart(run, sweeping);
  const files = await publishSweep(run, experiment, effort, summary, folder);
  const seconds = Math.round((performance.now() - started) / 1000);
  printNotes(droppedRows((name) => summary.counts[name] ?? 0, []));
  printNotes(droppedRows((name) => summary.numbers[`labels.${name}`]?.value ?? 0, [], 'labelled'));
  await printResult(formOf(options), {
    ...sweepResult(summary),
    notes: [`${seconds} s. Written to ${folder}: ${files.join(', ')}`],
  });
}

/**
 * Puts the files of a sweep with their record into a folder, all or none, and ends its journal.
 * @throws {UserError} when they cannot be written
 * @example await publishSweep(run, experiment, 'full', summary, 'results/algorithms');
 */
export async function publishSweep(
  run: StartedRun,
  experiment: SweepExperiment,
  effort: 'full' | 'quick',
  summary: SweepSummary,
  folder: string,
): Promise<string[]> {
  const { seeds } = experiment.sweep[effort];
  const files = await swapInto(folder, NOTHING, async (stage) => {
    const outputs = await writeSweep(summary, stage);
    finishRun(run, { outputs, seeds, tensorBackend: sweepBackend(experiment) }, stage);
    writeCrate(folder, stage);
    return outputs;
  });
  finishSweep(folder);
  return files;
}

/**
 * What a sweep chose and how it was judged, for the terminal.
 * @example await printResult('table', sweepResult(summary));
 */
export function sweepResult(summary: SweepSummary): Result {
  return { columns: columnsOf(summary), pages: [competitorsOf(summary).map((name) => scoresOf(name, summary))] };
}

/** The score has its unit in the title of the first column. */
function columnsOf(summary: SweepSummary): Column[] {
  return [
    { name: 'what', title: objectiveTitle(summary), text: (name) => READABLE[name as string]! },
    { name: 'inner', title: 'inner' },
    { name: 'outer', title: 'outer' },
    { name: 'outer_low', title: '95 % from' },
    { name: 'outer_high', title: '95 % to' },
    { name: 'overfit', title: 'overfit' },
    { name: 'unit' },
  ];
}

function scoresOf(name: string, { numbers }: SweepSummary): Value[] {
  const [inner, outer, overfit] = ['inner', 'outer', 'overfit'].map((key) => numbers[`${name}.${key}`]);
  const [low, high] = outer?.interval ?? [null, null];
  return [name, inner?.value ?? null, outer!.value, low, high, overfit?.value ?? null, outer!.unit];
}
