import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { packageRoot } from '../core/files.ts';
import { loadExperiment } from '../experiment/load.ts';
import type { RunOptions } from '../experiment/run.ts';
import { Interrupted, STOP_SIGNALS } from './interrupt.ts';
import { threadsOption } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { AlreadyTold } from './run-to-exit.ts';

/** What the process that runs an experiment is told, as JSON. */
export interface ReproduceTask {
  readonly name: string;
  readonly effort: RunOptions['effort'];
  readonly threads: number;
  /** Folder to write. */
  readonly out: string;
}

interface ReproduceOptions {
  readonly quick?: true;
  readonly threads: number;
  readonly out?: string;
}

const HELP = `
Reads the package's data only and writes summary.json, report.md, figures, top.csv and student.json. The same experiment
gives the same files on any number of threads. Ctrl-C ends the work and leaves nothing behind.

Example: ionsieve reproduce cubuk2019 --quick`;

/**
 * `ionsieve reproduce NAME`: a published experiment, its summary, report and figures.
 * @example program.addCommand(reproduceCommand());
 */
export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('run a published experiment and write its summary, report and figures')
    .argument('[name]', 'file name of an experiment', 'cubuk2019')
    .option('--quick', 'a small space and few resamples, in seconds; written to results/runs')
    .addOption(threadsOption())
    .option('--out <dir>', 'folder to write (default: results/NAME of the package)')
    .addHelpText('after', HELP)
    .action(runReproduce);
}

async function runReproduce(name: string, { quick, threads, out }: ReproduceOptions): Promise<void> {
  await loadExperiment(name);
  const folder = out ?? join(packageRoot(), 'results', quick ? join('runs', `${name}-quick`) : name);
  const task: ReproduceTask = { name, effort: quick ? 'quick' : 'full', threads, out: folder };
  await withOutputFolder(folder, [], () => inOwnProcess(task));
}

/**
 * Teachers and students are fitted without a pause, for minutes in which a process cannot hear Ctrl-C: the work is done by
 * a process that a signal ends at once, and this one tells of it.
 */
async function inOwnProcess(task: ReproduceTask): Promise<void> {
  const script = fileURLToPath(new URL(`./reproduce-process${extname(import.meta.url)}`, import.meta.url));
  const worker = spawn(process.execPath, [...process.execArgv, script, JSON.stringify(task)], { stdio: 'inherit' });
  for (const signal of STOP_SIGNALS) process.on(signal, () => worker.kill(signal));
  const [code, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) {
    if (process.stderr.isTTY) process.stderr.write(RESTORE_TERMINAL);
    throw new Interrupted(signal, 'nothing was written');
  }
  if (code !== 0) throw new AlreadyTold(code!);
}

/** The progress bar that was cut off had hidden the cursor and stopped the wrapping of lines. */
const RESTORE_TERMINAL = '\u001b[?25h\u001b[?7h\n';
