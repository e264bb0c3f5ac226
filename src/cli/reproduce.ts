import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { type HeldLock, heldLocks } from '../core/held-locks.ts';
import { finishSwap } from '../core/swap.ts';
import type { AnyExperiment } from '../experiment/kinds.ts';
import { experimentNames, loadExperiment } from '../experiment/load.ts';
import { isExhaustive } from '../experiment/own/efforts.ts';
import { CRATE_FILE, RECORD_FILE } from '../provenance/run-record.ts';
import { commandLine } from './command-line.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { Interrupted, STOP_SIGNALS } from './interrupt.ts';
import { seedsOption, threadsOption } from './options.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult, type Rows } from './print-result.ts';
import { readSummary } from './read-summary.ts';
import { refuseOwnFiles } from './refuse-own-files.ts';
import { reproduceSeeds } from './reproduce-seeds.ts';
import { AlreadyTold } from './run-to-exit.ts';

/** How much of an experiment is run; `exhaustive` only where the experiment has it. */
export type EffortName = 'full' | 'quick' | 'exhaustive';

/** What the process that runs an experiment is given, as JSON. */
export interface ReproduceTask {
  readonly name: string;
  readonly effort: EffortName;
  readonly threads: number;
  /** Whether each figure is written as PNG too. */
  readonly png: boolean;
  /** Folder to write. */
  readonly out: string;
  /** In place of the experiment's own. */
  readonly seed?: number;
  /** For the record of the run. */
  readonly work: string;
  readonly command: readonly string[];
  /** Number of the process that tells it. */
  readonly parent: number;
  /** The locks that the work is done under. */
  readonly locks: readonly HeldLock[];
}

interface ReproduceOptions extends FormOptions {
  readonly all?: true;
  readonly quick?: true;
  readonly full?: true;
  readonly png?: true;
  readonly threads: number;
  readonly out?: string;
  readonly overwrite?: true;
  readonly seeds?: readonly number[];
}

const HELP = `
Reads the package's data only, or the table that your own experiment names, and writes summary.json, report.md,
report.html, figures and what else the experiment makes. The same experiment gives the same files on any number of threads. Ctrl-C ends the work and
leaves nothing of the experiment that was running; with --all, those done before it stay. A table has the main numbers,
--json and --csv have all of summary.json.

An --out with files that are no earlier results of the same experiment is refused, unless --overwrite is given.

--seeds repeats it with other seeds, each in a folder seed-N of its own, and writes seeds.csv: mean, standard deviation, least and most
of each number over the seeds. Stopped, it is continued by the same command: seeds that are done are not run again.

Examples: ionsieve reproduce cubuk2019 --quick
          ionsieve reproduce bandgap --seeds 0..9`;

/**
 * `ionsieve reproduce [NAME|--all]`: a published experiment, its summary, report and figures.
 * @example program.addCommand(reproduceCommand());
 */
export function reproduceCommand(): Command {
  const command = new Command('reproduce')
    .description('run a published experiment, or your own, and write its summary, report and figures')
    .argument(
      '[experiment]',
      'an experiment that came with the package, one of your own under experiments/, or the path of a file (default: cubuk2019)',
    )
    .option('--all', 'every experiment that came with the package')
    .option('--quick', 'as small as it can be, in seconds; written to results/runs')
    .option(
      '--full',
      'more than usual, where an experiment has it, such as every subset of sendek2017; written to results/NAME-exhaustive',
    )
    .option('--png', 'each figure as PNG beside its SVG, at twice its size')
    .addOption(threadsOption())
    .addOption(seedsOption())
    .option('--overwrite', 'write into an --out that holds other files, and replace those of the same names')
    .option(
      '--out <dir>',
      'folder to write (default: results/NAME of the current folder; with --seeds results/runs/NAME-seeds)',
    );
  return withFormOptions(command).addHelpText('after', HELP).action(runReproduce);
}

async function runReproduce(name: string | undefined, options: ReproduceOptions): Promise<void> {
  const { all, quick, full, seeds } = options;
  if (all && name !== undefined) fail('--all', 'no name beside it', name, 'leave out one of them');
  if (quick && full) fail('--quick', 'no --full beside it', 'both', 'leave out one of them');
  if (all && seeds) fail('--seeds', 'one experiment', '--all', 'name the experiment');
  const names = all ? experimentNames() : [name ?? 'cubuk2019'];
  const form = formOf(options);
  if (seeds !== undefined) return repeat(names[0]!, seeds, options);
  if (form === 'table') for (const each of names) await reproduceOne(each, options);
  else await printResult(form, { columns: COLUMNS, pages: numbersOf(names, options) });
}

const COLUMNS = ['experiment', 'number', 'value', 'low', 'high', 'unit', 'n'].map((name) => ({ name }));

/** All numbers of experiments, each read when its experiment is done. */
async function* numbersOf(names: readonly string[], options: ReproduceOptions): AsyncGenerator<Rows> {
  for (const each of names) {
    const folder = await reproduceOne(each, options);
    const { name, numbers } = readSummary(folder);
    yield Object.entries(numbers).map(([number, { value, interval = [null, null], unit, n }]) => [
      ...[name, number, value, ...interval, unit, n],
    ]);
  }
}

/** Folders of results, by how much of an experiment is run. */
const STANDARD: Readonly<Record<EffortName, (name: string) => string>> = {
  full: (name) => name,
  quick: (name) => `runs/${name}-quick`,
  exhaustive: (name) => `${name}-exhaustive`,
};

/** Runs one experiment; gives the folder that it wrote. */
async function reproduceOne(name: string, options: ReproduceOptions): Promise<string> {
  const { all, out } = options;
  const { experiment } = await loadExperiment(name);
  const effort = effortOf(name, experiment, options);
  const standard = join('results', STANDARD[effort](experiment.name));
  const folder = out === undefined ? standard : all ? join(out, experiment.name) : out;
  const form = formOf(options);
  if (all && form === 'table') process.stdout.write(`${name}\n`);
  // The standard folders have their experiment's name: what stands there is the same work.
  const work = { work: `reproduce ${experiment.name}`, replaces: out === undefined };
  await runInto(folder, { ...taskOf(name, effort, options), ...work }, form === 'table' ? 'inherit' : process.stderr);
  return folder;
}

/** Runs one experiment with several seeds. */
async function repeat(name: string, seeds: readonly number[], options: ReproduceOptions): Promise<void> {
  const { experiment } = await loadExperiment(name);
  const effort = effortOf(name, experiment, options);
  const standard = join('results', 'runs', `${basename(STANDARD[effort](experiment.name))}-seeds`);
  const { out = standard } = options;
  const task = taskOf(name, effort, options);
  const run = (seed: number, folder: string, work: string) =>
    runInto(folder, { ...task, seed, work, replaces: false }, 'ignore');
  await reproduceSeeds({ experiment, effort, seeds, out, form: formOf(options) }, run);
}

/** @param name as the user gave it */
function effortOf(name: string, experiment: AnyExperiment, { quick, full }: ReproduceOptions): EffortName {
  if (full && !isExhaustive(experiment)) {
    fail('--full', 'an experiment that has an exhaustive run', name, 'leave it out, or run sendek2017');
  }
  return quick ? 'quick' : full ? 'exhaustive' : 'full';
}

/** What is the same for every folder that one command line fills. */
interface CommonTask extends Omit<ReproduceTask, 'out' | 'work' | 'locks' | 'seed'> {
  readonly overwrite: boolean;
}

function taskOf(name: string, effort: EffortName, options: ReproduceOptions): CommonTask {
  const { threads, png = false, overwrite = false } = options;
  return { name, effort, threads, png, overwrite, command: commandLine(), parent: process.pid };
}

/** A task without its folder, and whether it may replace what stands there. */
type Work = CommonTask & { readonly work: string; readonly replaces: boolean; readonly seed?: number };

/** Runs an experiment in a process of its own, alone in its folder. */
async function runInto(folder: string, { overwrite, replaces, ...task }: Work, stdout: Stdout): Promise<void> {
  const stops = hearStops();
  try {
    await withOwnFolder(folder, [RECORD_FILE, CRATE_FILE], () => {
      if (!replaces && !overwrite) refuseOwnFiles(folder, task.work);
      return inOwnProcess({ ...task, out: folder, locks: heldLocks() }, stdout, stops);
    });
  } finally {
    stops.end();
  }
}

/** Where the table of a process goes: to standard error where standard output is for other programs, nowhere where it is one of many. */
type Stdout = 'inherit' | 'ignore' | NodeJS.WriteStream;

/** Signals that ask for an end, from before the folder has its lock: they are for the process that does the work. */
interface Stops {
  /** The one that came when there was no such process yet. */
  heard?: NodeJS.Signals;
  worker?: ChildProcess;
  end(): void;
}

function hearStops(): Stops {
  const handlers = STOP_SIGNALS.map((signal) => [signal, () => hear(signal)] as const);
  const stops: Stops = {
    end() {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
  const hear = (signal: NodeJS.Signals): void => {
    if (stops.worker !== undefined) stops.worker.kill(signal);
    else if (heldLocks().length > 0) stops.heard = signal;
    else {
      stops.end();
      process.kill(process.pid, signal);
    }
  };
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return stops;
}

/**
 * Teachers and students are fitted without a pause, for minutes in which a process cannot hear Ctrl-C: the work is done by
 * a process that a signal ends at once, and this one reports it.
 */
async function inOwnProcess(task: ReproduceTask, stdout: Stdout, stops: Stops): Promise<void> {
  if (stops.heard !== undefined) throw new Interrupted(stops.heard, 'nothing was written');
  const script = fileURLToPath(new URL(`./reproduce-process${extname(import.meta.url)}`, import.meta.url));
  stops.worker = spawn(process.execPath, [...process.execArgv, script, JSON.stringify(task)], {
    stdio: ['inherit', stdout, 'inherit'],
  });
  const [code, signal] = (await once(stops.worker, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) {
    if (process.stderr.isTTY) process.stderr.write(RESTORE_TERMINAL);
    const wasComplete = finishSwap(task.out);
    throw new Interrupted(signal, wasComplete ? 'the results were complete, and are written' : 'nothing was written');
  }
  if (code !== 0) throw new AlreadyTold(code!);
}

/** The progress bar that was cut off had hidden the cursor and stopped the wrapping of lines. */
const RESTORE_TERMINAL = '\u001b[?25h\u001b[?7h\n';
