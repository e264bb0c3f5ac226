import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { experimentNames, loadExperiment } from '../experiment/load.ts';
import { Interrupted, STOP_SIGNALS } from './interrupt.ts';
import { threadsOption } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { AlreadyTold } from './run-to-exit.ts';

/** How much of an experiment is run; `exhaustive` only where the experiment has it. */
export type EffortName = 'full' | 'quick' | 'exhaustive';

/** What the process that runs an experiment is told, as JSON. */
export interface ReproduceTask {
  readonly name: string;
  readonly effort: EffortName;
  readonly threads: number;
  /** Folder to write. */
  readonly out: string;
}

interface ReproduceOptions {
  readonly all?: true;
  readonly quick?: true;
  readonly full?: true;
  readonly threads: number;
  readonly out?: string;
}

const HELP = `
Reads the package's data only, or the table that your own experiment names, and writes summary.json, report.md, figures and
what else the experiment makes. The same experiment gives the same files on any number of threads. Ctrl-C ends the work and
leaves nothing of the experiment that was running; with --all, those done before it stay.

Example: ionsieve reproduce cubuk2019 --quick`;

/**
 * `ionsieve reproduce [NAME|--all]`: a published experiment, its summary, report and figures.
 * @example program.addCommand(reproduceCommand());
 */
export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('run a published experiment, or your own, and write its summary, report and figures')
    .argument('[name]', 'an experiment that came with the package, or the path of a file (default: cubuk2019)')
    .option('--all', 'every experiment that came with the package')
    .option('--quick', 'as small as it can be, in seconds; written to results/runs')
    .option('--full', 'every subset, where an experiment searches among them; written to results/NAME-exhaustive')
    .addOption(threadsOption())
    .option('--out <dir>', 'folder to write (default: results/NAME of the package, or of here for your own)')
    .addHelpText('after', HELP)
    .action(runReproduce);
}

async function runReproduce(name: string | undefined, options: ReproduceOptions): Promise<void> {
  const { all, quick, full, threads, out } = options;
  if (all && name !== undefined) fail('--all', 'no name beside it', name, 'leave out one of them');
  if (quick && full) fail('--quick', 'no --full beside it', 'both', 'leave out one of them');
  const effort = quick ? 'quick' : full ? 'exhaustive' : 'full';
  const names = all ? experimentNames() : [name ?? 'cubuk2019'];
  for (const each of names) {
    const { experiment, shipped } = await loadExperiment(each);
    if (full && experiment.kind !== 'subset-search') {
      fail('--full', 'an experiment that searches among subsets', each, 'leave it out, or run sendek2017');
    }
    const root = join(shipped ? packageRoot() : '.', 'results');
    const standard = {
      full: experiment.name,
      quick: `runs/${experiment.name}-quick`,
      exhaustive: `${experiment.name}-exhaustive`,
    };
    const folder = out === undefined ? join(root, standard[effort]) : all ? join(out, experiment.name) : out;
    if (all) process.stdout.write(`${each}\n`);
    const task: ReproduceTask = { name: each, effort, threads, out: folder };
    await withOutputFolder(folder, [], () => inOwnProcess(task));
  }
}

/**
 * Teachers and students are fitted without a pause, for minutes in which a process cannot hear Ctrl-C: the work is done by
 * a process that a signal ends at once, and this one tells of it.
 */
async function inOwnProcess(task: ReproduceTask): Promise<void> {
  const script = fileURLToPath(new URL(`./reproduce-process${extname(import.meta.url)}`, import.meta.url));
  const worker = spawn(process.execPath, [...process.execArgv, script, JSON.stringify(task)], { stdio: 'inherit' });
  const stops = STOP_SIGNALS.map((signal) => [signal, () => worker.kill(signal)] as const);
  for (const [signal, stop] of stops) process.on(signal, stop);
  const [code, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const [name, stop] of stops) process.off(name, stop);
  if (signal !== null) {
    if (process.stderr.isTTY) process.stderr.write(RESTORE_TERMINAL);
    throw new Interrupted(signal, 'nothing was written');
  }
  if (code !== 0) throw new AlreadyTold(code!);
}

/** The progress bar that was cut off had hidden the cursor and stopped the wrapping of lines. */
const RESTORE_TERMINAL = '\u001b[?25h\u001b[?7h\n';
