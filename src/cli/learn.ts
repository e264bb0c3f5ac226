import { basename, dirname, extname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { UserError } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { withProgress } from '../core/progress.ts';
import type { Target } from '../dataset/target.ts';
import { learn } from '../experiment/property/learn.ts';
import { LEARN_DESCRIPTORS, LEARN_METHODS, learnMethod } from '../experiment/property/learn-methods.ts';
import type { ScoreRow } from '../learning/learner.ts';
import { learnerText } from '../learning/learner-file.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { commandLine } from './command-line.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { learnNotes } from './learn-notes.ts';
import { MOST_LISTED } from './most-listed.ts';
import { numeric, wholeNumber } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { type Column, printResult } from './print-result.ts';
import { progressBar } from './progress-bar.ts';
import { complain, endWithFailures } from './run-to-exit.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { unreadText } from './tell-dropped.ts';
import type { Value } from './value-text.ts';

interface LearnOptions extends FormOptions, StrictOption {
  readonly target: string;
  readonly out: string;
  readonly property?: string;
  readonly unit: string;
  readonly scale: 'linear' | 'log10';
  readonly threshold?: number;
  readonly smallestFirst?: true;
  readonly contains?: string;
  readonly model: string;
  readonly descriptors?: (typeof LEARN_DESCRIPTORS)[number];
  readonly with?: 'measured';
  readonly folds: number;
  readonly resamples: number;
  readonly seed: number;
  readonly overwrite?: true;
}

/** Scores of the table that is printed; the file has all. */
const SHOWN: readonly (readonly [metric: string, title: string])[] = [
  ['mae', 'mean error'],
  ['spearman', 'Spearman'],
  ['mcc', 'MCC'],
  ['auc', 'AUC'],
];

const COLUMNS: readonly Column[] = [
  { name: 'on', title: 'judged on' },
  { name: 'subject', title: 'model' },
  ...SHOWN.flatMap(([name, title]): Column[] => [
    { name, title, sparse: true },
    { name: `${name}_low`, title: '95 % from', sparse: true },
    { name: `${name}_high`, title: 'to', sparse: true },
  ]),
  { name: 'n', title: 'compounds' },
];

const HELP = `
The table needs a column of compositions (composition, formula, ...) and the one of --target; a row a compound, and rows of one reduced
formula count once, with their median. A bound such as <1e-9 or >2 stands for the value, and is counted; one with the threshold beyond
it is left out, for nobody knows on which side the value lies. --scale log10 learns the logarithm,
for figures over decades. --threshold is a figure in --unit: with one the scores also say how well a model tells what reaches it, and
screen counts it. --smallest-first: small values are wanted, as of a barrier, and a compound counts up to the threshold.

Models: extra-trees, ridge, gaussian-process, kernel (support vector regression) and pls tell the value; logistic and boosted-trees tell
only whether it reaches the threshold. Each has its own --descriptors of a composition unless you name others. Everything is judged on
compounds held out: unseen formulas, and unseen chemical systems, which are the harder question. median, nearest-neighbour, majority and
anion-rule are floors: a model that is no better than these has learned nothing.

--with measured learns from the shipped measurements of ionic conductivity too (lithium, log10, S/cm, at room temperature; an upper bound
stands for the value): a compound that your table has, or one within 1 % of every atomic fraction, is yours and not the shipped one.
Rows of yours outside 15 to 35 C, by a column such as temperature_C or temperature_K, are then left out and counted. The scores on own rows say what the Learner is worth on compounds such as yours.

The file holds target, unit, threshold, the ion that all compounds have, descriptors, scores, 90 % intervals (conformal, set on
held-out compounds) and the compounds it learned from: docs/models.md. predict and screen take it with --model.

A row that cannot be read is counted, with a line on standard error for each of the first 20, and the exit code is then 1. --strict stops
at the first instead.

Examples:
  ionsieve learn mine.csv --target conductivity --unit S/cm --scale log10 --threshold 1e-4 --with measured --out mine.json
  ionsieve learn barriers.csv --target barrier_eV --unit eV --smallest-first --model ridge --out barriers.json`;

/**
 * `ionsieve learn TABLE --target COLUMN --out mine.json`: a Learner on the user's own rows.
 * @example program.addCommand(learnCommand());
 */
export function learnCommand(): Command {
  const command = new Command('learn')
    .description('fit a model to figures of your own, alone or with the shipped measurements, and judge it')
    .argument('<table>', 'CSV, JSON lines (.gz too) or Parquet, with a column of compositions and one of figures')
    .requiredOption('--target <column>', 'column of the figures to learn')
    .requiredOption('--out <file>', 'file to write; the model has the name of the file')
    .option('--property <text>', 'what the figures are (default: the name of the column)')
    .option('--unit <text>', 'unit of the figures, such as S/cm', '1')
    .addOption(
      new Option('--scale <scale>', 'learn the figures as they stand, or their logarithm')
        .choices(['linear', 'log10'])
        .default('linear'),
    )
    .option(
      '--threshold <figure>',
      'figure from which (--smallest-first: up to which) a compound counts, in --unit',
      numeric('--threshold'),
    )
    .option('--contains <element>', 'learn from compounds with this element only, such as the ion', element)
    .option('--smallest-first', 'small values are wanted: screen lists them first')
    .addOption(new Option('--model <name>', 'what is fitted').choices([...LEARN_METHODS]).default(LEARN_METHODS[0]))
    .addOption(
      new Option('--descriptors <set>', 'what it sees of a composition (default: what suits the model)').choices([
        ...LEARN_DESCRIPTORS,
      ]),
    )
    .addOption(new Option('--with <tables>', 'shipped measurements to learn from too').choices(['measured']))
    .option('--folds <n>', 'parts in which compounds are held out', wholeNumber('--folds', 2, 100), 5)
    .option(
      '--resamples <n>',
      'bootstrap resamples behind each interval',
      wholeNumber('--resamples', 10, 100_000),
      1000,
    )
    .option('--seed <n>', 'seed of all random numbers', wholeNumber('--seed', 0, 2 ** 31), 0)
    .option('--overwrite', 'replace an --out that holds something else than an earlier Learner of the same table');
  return withFormOptions(withStrictOption(command))
    .addHelpText('after', HELP)
    .action((table: string, options: LearnOptions) =>
      withOutputFolder(dirname(options.out), [basename(options.out), `${basename(options.out)}.${RECORD_FILE}`], () =>
        runLearn(table, options),
      ),
    );
}

/** @throws {UserError} for what is no element */
function element(text: string): string {
  return SYMBOLS[atomicNumber(text, '--contains')]!;
}

async function runLearn(path: string, options: LearnOptions): Promise<void> {
  const { out, overwrite, strict, folds, resamples, seed } = options;
  const method = learnMethod(options.model, options.descriptors);
  const record = `${out}.${RECORD_FILE}`;
  const work = `learn ${resolve(path)}`;
  if (!overwrite) refuseOtherWork(record, work, [basename(out)]);
  const run = startRun(record, { command: commandLine(), work });
  const result = await withProgress(progressBar, () =>
    learn({
      name: basename(out, extname(out)),
      ...{ file: path, value: options.target, target: targetOf(options), method },
      ...(options.contains !== undefined && { contains: options.contains }),
      ...{ withMeasured: options.with === 'measured', folds, resamples, seed },
    }),
  );
  const unread = result.unread.map(unreadText);
  if (strict && unread.length > 0) throw new UserError(unread[0]!);
  for (const line of unread.slice(0, MOST_LISTED)) complain(line);
  writeAtomic(out, learnerText(result.learner));
  finishRun(run, { outputs: [basename(out)], seeds: [seed], tensorBackend: null });
  await printResult(formOf(options), {
    columns: COLUMNS,
    pages: [tableRows(result.learner.scores)],
    notes: [...learnNotes(result), `written to ${out}`],
  });
  endWithFailures(unread.length, result.counts.rows_read - unread.length);
}

function targetOf(options: LearnOptions): Target {
  const { unit, scale, threshold = null, smallestFirst = false } = options;
  return {
    property: options.property ?? options.target,
    ...{ unit, threshold },
    scale: scale === 'log10' ? 'log10' : 'as it stands',
    better: smallestFirst ? 'smaller' : 'larger',
  };
}

/** One row for what was held out and who was judged. */
function tableRows(scores: readonly ScoreRow[]): Value[][] {
  const keys = new Map<string, ScoreRow[]>();
  for (const row of scores) {
    const key = JSON.stringify([row.on, row.subject]);
    keys.set(key, [...(keys.get(key) ?? []), row]);
  }
  return [...keys.values()].map((rows) => [
    rows[0]!.on,
    rows[0]!.subject,
    ...SHOWN.flatMap(([metric]) => {
      const found = rows.find((row) => row.metric === metric);
      return [found?.value ?? null, found?.low ?? null, found?.high ?? null];
    }),
    rows[0]!.n,
  ]);
}
