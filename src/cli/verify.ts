import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { fail, UserError } from '../core/errors.ts';
import { packageRoot, readBytes } from '../core/files.ts';
import type { AnyExperiment } from '../experiment/kinds.ts';
import { experimentNames, loadExperiment } from '../experiment/load.ts';
import type { Numbers } from '../experiment/numbers.ts';
import { expectedOf, isExhaustive } from '../experiment/own/efforts.ts';
import { type CheckedNumber, checkCommitted, checkExpected } from '../experiment/verify.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { type Column, printResult } from './print-result.ts';
import type { Value } from './value-text.ts';
import { isRun, verifyRuns } from './verify-runs.ts';

const HELP = `
An experiment: every number of every summary.json: those that a paper or a mark expects, and all of them against the committed results.
A number that misses without a reason stated in its experiment, is missing, or is not the committed one makes the exit
code 2. Explained misses are listed with the experiment's reason in its report.md.

A run: the folder that a command wrote, or a file run.json or X.run.json. The SHA-256 of its outputs, and of the inputs that are still
there, is computed again and compared with the record; ro-crate-metadata.json is compared with what the records say. A file that changed, an
output that is missing, a foreign file that query or explore would read, a record that was edited, or files of which a killed command
had put only some in their place make the exit code 2. A name that is an experiment's means the experiment; write ./NAME for a folder
of that name.

Examples: ionsieve verify sendek2019
          ionsieve verify screened labels.csv.run.json`;

const COLUMNS: readonly Column[] = [
  { name: 'experiment', title: 'experiment' },
  { name: 'number', title: 'number' },
  { name: 'expected', title: 'expected' },
  { name: 'ours', title: 'ours' },
  { name: 'committed', title: 'committed' },
  { name: 'unit', title: 'unit' },
  {
    name: 'verdict',
    title: 'verdict',
    colours: { reproduced: 'green', explained: 'yellow', missed: 'red', missing: 'red', changed: 'red' },
  },
];

/** What was looked at in one experiment. */
interface Checked {
  readonly name: string;
  readonly rows: readonly CheckedNumber[];
  readonly numbers: number;
  /** Undefined where there is no committed summary to compare with. */
  readonly committed: Numbers | undefined;
}

/**
 * `ionsieve verify [NAMES...]`: results against expectations and against the committed ones.
 * @example program.addCommand(verifyCommand());
 */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'check the numbers of experiments against expected and committed ones, or the files of runs against their records',
    )
    .argument('[names...]', 'experiments, or runs; all experiments that came with the package if none is named')
    .option('--results <dir>', 'folder that holds a folder for each experiment', join(packageRoot(), 'results'));
  return withFormOptions(command).addHelpText('after', HELP).action(runVerify);
}

interface VerifyOptions extends FormOptions {
  readonly results: string;
}

async function runVerify(names: string[], { results, ...options }: VerifyOptions): Promise<void> {
  const runs = names.filter(isRun);
  if (runs.length === 0) return verifyExperiments(names, { results, ...options });
  const other = names.find((name) => !runs.includes(name));
  if (other !== undefined) fail(other, 'a run, as the others are', 'no folder with run.json', 'verify it by itself');
  return verifyRuns(runs, formOf(options));
}

async function verifyExperiments(names: string[], { results, ...options }: VerifyOptions): Promise<void> {
  const all = names.length > 0 ? names : experimentNames();
  // An experiment of the user's that was put beside those of the package, and never run, is no miss.
  const notRun = names.length > 0 ? [] : all.filter((name) => !hasRun(name, results) && !committedNumbers(name));
  const checked: Checked[] = [];
  for (const name of all) if (!notRun.includes(name)) checked.push(...(await check(name, results)));
  const rows = checked.flatMap(({ name, rows, committed }) => rows.map((row) => ({ name, committed, ...row })));
  const count = (...verdicts: string[]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const numbers = checked.reduce((sum, run) => sum + run.numbers, 0);
  const alone = checked.filter(({ committed }) => committed === undefined).map(({ name }) => name);
  await printResult(formOf(options), {
    columns: COLUMNS,
    pages: [
      rows.map(({ name, number, expected, ours, committed, unit, verdict }): Value[] => [
        ...[name, number, verdict === 'changed' ? null : expected, ours],
        ...[committed?.[number]?.value ?? null, unit, verdict],
      ]),
    ],
    notes: [
      `${numbers} numbers of ${checked.length} runs: ${count('reproduced')} reproduced, ${count('explained')} differ from the ` +
        `paper for a stated reason, ${count('missed', 'missing')} missed, ${count('changed')} not the committed ones`,
      ...(alone.length > 0 ? [`no committed results to compare with: ${alone.join(', ')}`] : []),
      ...(notRun.length > 0 ? [`not run: ${notRun.join(', ')}`] : []),
    ],
  });
  const wrong = count('missed', 'missing', 'changed');
  if (wrong > 0) {
    fail(
      'verify',
      'every number reproduced, explained and as committed',
      `${wrong} that are not`,
      'see the numbers above',
    );
  }
}

/** The run of an experiment, and its exhaustive run where there is one. */
async function check(name: string, results: string): Promise<Checked[]> {
  const { experiment } = await loadExperiment(name);
  const runs: [string, AnyExperiment][] = [[experiment.name, experiment]];
  const exhaustive = `${experiment.name}-exhaustive`;
  if (isExhaustive(experiment) && hasRun(exhaustive, results)) {
    runs.push([exhaustive, { ...experiment, expected: expectedOf(experiment, 'exhaustive') }]);
  }
  return runs.map(([folder, expecting]) => checkRun(folder, expecting, results));
}

const hasRun = (name: string, results: string): boolean => existsSync(join(results, name, 'summary.json'));

function checkRun(name: string, experiment: AnyExperiment, results: string): Checked {
  const path = join(results, name, 'summary.json');
  if (!hasRun(name, results)) fail(path, 'the summary of a run', 'no such file', `run ionsieve reproduce ${name}`);
  const numbers = numbersIn(path);
  const committed = committedNumbers(name);
  return {
    name,
    rows: [...checkExpected(experiment, numbers), ...(committed ? checkCommitted(numbers, committed) : [])],
    numbers: Object.keys(numbers).length,
    committed,
  };
}

/** The numbers of a summary, each of which has a value. */
function numbersIn(path: string): Numbers {
  let numbers: unknown;
  try {
    numbers = (JSON.parse(new TextDecoder().decode(readBytes(path))) as { numbers?: unknown } | null)?.numbers;
  } catch (error) {
    if (error instanceof UserError) throw error;
  }
  const hasValue = (entry: unknown): boolean => {
    const value = (entry as { value?: unknown } | null)?.value;
    return value === null || typeof value === 'number';
  };
  const isSound = typeof numbers === 'object' && numbers !== null && Object.values(numbers).every(hasValue);
  return isSound
    ? (numbers as Numbers)
    : fail(path, 'the summary of a run', 'a damaged one', 'run the experiment again');
}

/** The numbers of the summary that the last commit holds; undefined outside a clone, and of a new experiment. */
function committedNumbers(name: string): Numbers | undefined {
  try {
    const file = `HEAD:./results/${name}/summary.json`;
    const shown = execFileSync('git', ['show', file], {
      cwd: packageRoot(),
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(shown) as { numbers: Numbers }).numbers;
  } catch {
    return undefined;
  }
}
