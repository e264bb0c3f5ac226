import { join } from 'node:path';
import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { stableJson, writeAtomic } from '../core/files.ts';
import { startProgress } from '../core/progress.ts';
import { formatCsv } from '../core/table.ts';
import { runScreenStage, TOP_HEADER } from '../experiment/screen-stage.ts';
import { type CompositionSpace, countSpace, createSpace, defaultPartners } from '../screening/space.ts';
import type { Student } from '../transfer/student.ts';
import { readStudentFile } from '../transfer/student-file.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { list, partnerElements, studentOption, threadsOption, wholeNumber } from './options.ts';
import { withOutputFolder } from './output-folder.ts';

interface ScreenCommandOptions {
  readonly model: string;
  readonly elements?: number[];
  readonly arity: number[];
  readonly maxCoefficient: number;
  readonly top: number;
  readonly threads: number;
  readonly out: string;
}

const TOP_FILE = 'top.csv';
const SUMMARY_FILE = 'screening.json';

const HELP = `
Formulas that are multiples of each other are one compound and scored once. Writes ${TOP_FILE}, the best compounds with
log-odds and probability, and ${SUMMARY_FILE}, all counts. The files do not depend on the number of threads. The whole
default space is 18.7 billion compounds. Ctrl-C ends the work and leaves nothing behind.

Example: ionsieve screen --elements P,S,Cl --arity 3 --out screened`;

/**
 * `ionsieve screen --out DIR`: a linear student over every distinct reduced formula of a composition space.
 * @example program.addCommand(screenCommand());
 */
export function screenCommand(): Command {
  return new Command('screen')
    .description('score every lithium compound of a composition space with a student')
    .addOption(studentOption())
    .option(
      '--elements <list>',
      'partner elements of lithium (default: all with Z from 1 to 93)',
      partnerElements('--elements'),
    )
    .addOption(
      new Option('--arity <list>', 'numbers of elements in a compound, lithium included: some of 2, 3, 4 and 5')
        .default([3, 4], '3,4')
        .argParser(list('--arity', wholeNumber('--arity', 2, 5))),
    )
    .option('--max-coefficient <n>', 'largest coefficient in a formula', wholeNumber('--max-coefficient', 1, 255), 20)
    .option('--top <n>', 'length of the ranked list', wholeNumber('--top', 1, 1_000_000), 10_000)
    .addOption(threadsOption())
    .requiredOption('--out <dir>', `folder for ${TOP_FILE} and ${SUMMARY_FILE}`)
    .addHelpText('after', HELP)
    .action(runScreen);
}

async function runScreen(options: ScreenCommandOptions): Promise<void> {
  const { student } = readStudentFile(options.model);
  if (student.predictor.linear === undefined) {
    fail(options.model, 'a student with a linear model', student.spec.model.kind, 'screen with a linear one');
  }
  const { elements, arity, maxCoefficient } = options;
  const space = createSpace({
    anchor: atomicNumber('Li'),
    partners: elements ?? defaultPartners(),
    arities: arity,
    maxCoefficient,
  });
  await withOutputFolder(options.out, [TOP_FILE, SUMMARY_FILE], () => screenInto(student, space, options));
}

async function screenInto(
  student: Student,
  space: CompositionSpace,
  { top, threads, out }: ScreenCommandOptions,
): Promise<void> {
  const started = performance.now();
  const bar = startProgress('screen', countSpace(space).distinct, 'compounds');
  const stage = { top, threads, signal: stopOnInterrupt() };
  const { summary, top: rows } = await runScreenStage(student, space, stage, bar).finally(() => bar.stop());
  const seconds = (performance.now() - started) / 1000;
  writeAtomic(join(out, TOP_FILE), formatCsv(TOP_HEADER, rows));
  writeAtomic(join(out, SUMMARY_FILE), stableJson(summary));
  process.stdout.write(
    `scored ${summary.scored} compounds in ${seconds.toFixed(1)} s (${Math.round(summary.scored / seconds)} a second), ` +
      `${summary.fast} with P >= 0.5: ${out}\n`,
  );
}
