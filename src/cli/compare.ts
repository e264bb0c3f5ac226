import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { type ComparedScore, compareHeldOut } from '../experiment/compare/compare-held-out.ts';
import { readHeldOut } from '../experiment/compare/read-held-out.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { list, wholeNumber } from './options.ts';
import { type Column, printResult } from './print-result.ts';
import { readSummary } from './read-summary.ts';

interface CompareOptions extends FormOptions {
  readonly subject?: string[];
  readonly on?: string[];
  readonly resamples: number;
}

const HELP = `
Both folders are those of experiments whose rows were held out (file held-out.csv). Each measure is taken of the rows that both have; the
difference is B less A, with a 95 % bootstrap interval for which the same groups of rows, those held out together, are drawn for both.
\`better\` names the folder that is better beyond that interval. A file without the columns group and category is of an older version:
run its experiment again. Where all truths are 0 or 1 the measures are auc and, of probabilities, the Brier
score; else the mean absolute error, the root mean square error and Spearman's rank correlation.

Example: ionsieve compare results/mine results/mine-2 --subject ridge --on by_formula`;

/**
 * `ionsieve compare A B`: two results side by side, paired by held-out row.
 * @example program.addCommand(compareCommand());
 */
export function compareCommand(): Command {
  const command = new Command('compare')
    .description('set two results side by side, paired by held-out row')
    .argument('<dir>', 'folder of results with held-out.csv')
    .argument('<other dir>', 'another')
    .option(
      '--subject <names>',
      'methods to compare, separated by commas (default: all that both have)',
      list('--subject', (name) => name),
    )
    .option(
      '--on <names>',
      'validations to compare, separated by commas (default: all that both have)',
      list('--on', (name) => name),
    )
    .option(
      '--resamples <n>',
      'bootstrap resamples behind each interval',
      wholeNumber('--resamples', 1, 1_000_000),
      1000,
    );
  return withFormOptions(command).addHelpText('after', HELP).action(runCompare);
}

async function runCompare(
  first: string,
  second: string,
  { subject, on, resamples, ...form }: CompareOptions,
): Promise<void> {
  refuseOtherUnit(first, second);
  const scores = compareHeldOut(readHeldOut(first), readHeldOut(second), [first, second], {
    ...(subject && { subjects: subject }),
    ...(on && { on }),
    resamples,
  });
  const named = (score: ComparedScore) => (score.better === null ? null : score.better === 'first' ? 'A' : 'B');
  await printResult(formOf(form), {
    columns: COLUMNS,
    pages: [
      scores.map((score) => [
        ...[score.subject, score.on, score.metric, score.first, score.second],
        ...[score.difference, score.low, score.high, named(score), score.n, score.unpaired],
      ]),
    ],
    notes: [
      `A: ${first}; B: ${second}. Better beyond the interval: A ${count(scores, 'first')}, B ${count(scores, 'second')} of ${scores.length}`,
    ],
  });
}

const COLUMNS: readonly Column[] = [
  { name: 'subject', title: 'subject' },
  { name: 'on', title: 'on' },
  { name: 'metric', title: 'metric' },
  { name: 'a', title: 'A' },
  { name: 'b', title: 'B' },
  { name: 'difference', title: 'B - A' },
  { name: 'low', title: 'low' },
  { name: 'high', title: 'high' },
  { name: 'better', title: 'better' },
  { name: 'n', title: 'rows' },
  { name: 'unpaired', title: 'rows of one only' },
];

function count(scores: readonly ComparedScore[], side: 'first' | 'second'): number {
  return scores.filter(({ better }) => better === side).length;
}

/** Figures in two units are not set side by side. */
function refuseOtherUnit(first: string, second: string): void {
  const [one, other] = [first, second].map(unitOf);
  if (one === undefined || other === undefined || one === other) return;
  fail(second, `results in ${one}, as ${first}`, other, 'compare results in one unit');
}

/** Undefined where a folder has no summary that says it. */
function unitOf(folder: string): string | undefined {
  return existsSync(join(folder, 'summary.json')) ? readSummary(folder).unit : undefined;
}
