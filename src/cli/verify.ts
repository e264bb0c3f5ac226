import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { packageRoot, readBytes } from '../core/files.ts';
import type { AnyExperiment } from '../experiment/kinds.ts';
import { experimentNames, loadExperiment } from '../experiment/load.ts';
import type { Numbers } from '../experiment/numbers.ts';
import { expectedOfSubsetSearch } from '../experiment/subset-search/run.ts';
import { type CheckedNumber, checkCommitted, checkExpected } from '../experiment/verify.ts';
import { alignedText, numberText } from '../report/text.ts';

const HELP = `
Every number of every summary.json: those that a paper or a mark expects, and all of them against the committed results.
A number that misses without a reason stated in its experiment, is missing, or is not the committed one makes the exit
code 2. Explained misses are listed with the experiment's reason in its report.md.

Example: ionsieve verify sendek2019`;

/** What was looked at in one experiment. */
interface Checked {
  readonly name: string;
  readonly rows: readonly CheckedNumber[];
  readonly numbers: number;
  /** Whether there was a committed summary to compare with. */
  readonly compared: boolean;
}

/**
 * `ionsieve verify [NAMES...]`: results against expectations and against the committed ones.
 * @example program.addCommand(verifyCommand());
 */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check every number of the results against its expectation and against the committed one')
    .argument('[names...]', 'experiments; all that came with the package if none is named')
    .option('--results <dir>', 'folder that holds a folder for each experiment', join(packageRoot(), 'results'))
    .addHelpText('after', HELP)
    .action(runVerify);
}

async function runVerify(names: string[], { results }: { results: string }): Promise<void> {
  const all = names.length > 0 ? names : experimentNames();
  // An experiment of one's own that was put beside those of the package, and never run, is no miss.
  const notRun = names.length > 0 ? [] : all.filter((name) => !hasRun(name, results) && !committedNumbers(name));
  const checked: Checked[] = [];
  for (const name of all) if (!notRun.includes(name)) checked.push(...(await check(name, results)));
  const rows = checked.flatMap(({ name, rows }) => rows.map((row) => ({ name, ...row })));
  const table = rows.map(({ name, number, expected, ours, unit, verdict }) => [
    name,
    number,
    expected,
    numberText(ours),
    unit,
    verdict,
  ]);
  process.stdout.write(alignedText([['experiment', 'number', 'expected', 'ours', 'unit', 'verdict'], ...table]));
  const count = (...verdicts: string[]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const numbers = checked.reduce((sum, run) => sum + run.numbers, 0);
  const alone = checked.filter(({ compared }) => !compared).map(({ name }) => name);
  process.stdout.write(
    `\n${numbers} numbers of ${checked.length} runs: ${count('reproduced')} reproduced, ${count('explained')} differ from the ` +
      `paper for a stated reason, ${count('missed', 'missing')} missed, ${count('changed')} not the committed ones\n` +
      (alone.length > 0 ? `no committed results to compare with: ${alone.join(', ')}\n` : '') +
      (notRun.length > 0 ? `not run: ${notRun.join(', ')}\n` : ''),
  );
  const wrong = count('missed', 'missing', 'changed');
  if (wrong > 0) {
    fail(
      'verify',
      'every number reproduced, explained and as committed',
      `${wrong} that are not`,
      'see the table above',
    );
  }
}

/** The run of an experiment, and that of every subset where there is one. */
async function check(name: string, results: string): Promise<Checked[]> {
  const { experiment } = await loadExperiment(name);
  const runs: [string, AnyExperiment][] = [[experiment.name, experiment]];
  const exhaustive = `${experiment.name}-exhaustive`;
  if (experiment.kind === 'subset-search' && hasRun(exhaustive, results)) {
    runs.push([exhaustive, { ...experiment, expected: expectedOfSubsetSearch(experiment, 'exhaustive') }]);
  }
  return runs.map(([folder, expecting]) => checkRun(folder, expecting, results));
}

const hasRun = (name: string, results: string): boolean => existsSync(join(results, name, 'summary.json'));

function checkRun(name: string, experiment: AnyExperiment, results: string): Checked {
  const path = join(results, name, 'summary.json');
  if (!hasRun(name, results)) fail(path, 'the summary of a run', 'no such file', `run ionsieve reproduce ${name}`);
  const { numbers } = JSON.parse(new TextDecoder().decode(readBytes(path))) as { numbers: Numbers };
  const committed = committedNumbers(name);
  return {
    name,
    rows: [...checkExpected(experiment, numbers), ...(committed ? checkCommitted(numbers, committed) : [])],
    numbers: Object.keys(numbers).length,
    compared: committed !== undefined,
  };
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
