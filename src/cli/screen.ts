import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { packageRoot } from '../core/files.ts';
import { startProgress } from '../core/progress.ts';
import { SHIPPED_STUDENTS, type ShippedStudentName } from '../experiment/shipped.ts';
import { screeningStudent } from '../experiment/transfer/screen-stage.ts';
import { compileStudent, type ScreeningPlan } from '../screening/compile.ts';
import type { ScreeningJob } from '../screening/job.ts';
import { createRanker } from '../screening/rank.ts';
import { CHECKPOINT_FILE, createJob, finishScreening, screen } from '../screening/screen.ts';
import { createSpace, defaultPartners } from '../screening/space.ts';
import { planUnits, type Shard, shardUnits } from '../screening/units.ts';
import { readStudentFile, type ShippedStudent } from '../transfer/student-file.ts';
import { countsResult } from './counts.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { list, partnerElements, studentNameOption, threadsOption, wholeNumber } from './options.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult } from './print-result.ts';
import { type FilterOptions, filtersOf, probability, shard, withFilterOptions } from './screen-options.ts';
import {
  type MeasuredReader,
  openMeasuredReader,
  refuseOldFiles,
  SCREENING_FILES,
  screeningResult,
  speed,
  writeScreening,
} from './screening-files.ts';

interface ScreenCommandOptions extends FilterOptions, FormOptions {
  readonly student: ShippedStudentName;
  readonly model?: string;
  readonly elements?: number[];
  readonly arity: number[];
  readonly maxCoefficient: number;
  readonly threshold: number;
  readonly top: number;
  readonly onePerSystem?: true;
  readonly histogram?: true;
  readonly rank?: string[];
  readonly writeAbove?: number;
  readonly exhaustive?: true;
  readonly shard?: Shard;
  readonly resume?: true;
  readonly threads: number;
  readonly out: string;
}

const HELP = `
Formulas that are multiples of each other are one compound and scored once. Writes top.csv, the best compounds with
log-odds, probability, distance from what the student learned from, and whether they are neutral, in Pauling order and
known, with what the student of measured conductivities says of each (probability, log10 of the conductivity with a 90 %
interval, whether measurements cover it); and screening.json, all counts. The files do not depend on the number of threads, on --exhaustive, on
interruptions, or on shards. The whole default space is 18.7 billion compounds.

Each filter counts what it removed. A distance of 1 is as far out as a training compound usually is; beyond 2 the student
extrapolates. Without a neutrality filter most compounds of the list cannot exist.

Ctrl-C ends the work with a checkpoint, and --resume continues it. Shards are put together by ionsieve merge; files of
--write-above are read by ionsieve query.

Examples:
  ionsieve screen --elements P,S,Cl --arity 3 --out screened
  ionsieve screen --pauling --exclude radioactive,toxic,noble-gas --unknown --max-distance 1 --one-per-system --out list
  ionsieve screen --neutral --write-above 0.9 --shard 2/17 --out shard-2`;

/**
 * `ionsieve screen --out DIR`: a student over every distinct reduced formula of a composition space.
 * @example program.addCommand(screenCommand());
 */
export function screenCommand(): Command {
  const command = new Command('screen')
    .description('score every lithium compound of a composition space with a student')
    .addOption(studentNameOption())
    .option('--model <file>', 'a student file of your own, instead of --student')
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
    .option('--max-coefficient <n>', 'largest coefficient in a formula', wholeNumber('--max-coefficient', 1, 255), 20);
  withFilterOptions(command)
    .addOption(
      new Option('--threshold <p>', 'probability from which a compound counts as fast')
        .default(0, '0.5')
        .argParser(probability('--threshold')),
    )
    .option('--top <n>', 'length of the ranked list', wholeNumber('--top', 1, 1_000_000), 10_000)
    .option('--one-per-system', 'list the best compound of each chemical system only')
    .option('--histogram', 'count a histogram of all scores; every compound is visited for it')
    .option(
      '--rank <formulas>',
      'count the compounds with at least the score of these',
      list('--rank', (text) => text),
    )
    .option(
      '--write-above <p>',
      'write all compounds of this probability or more to Parquet files',
      probability('--write-above'),
    )
    .option('--exhaustive', 'visit every compound instead of letting bounds decide; gives the same files')
    .option('--shard <i/n>', 'do part i of n of the space, of about equal work', shard)
    .option('--resume', 'continue from the checkpoint in --out')
    .addOption(threadsOption())
    .requiredOption('--out <dir>', 'folder for what comes out');
  return withFormOptions(command).addHelpText('after', HELP).action(runScreen);
}

async function runScreen(options: ScreenCommandOptions): Promise<void> {
  const model = options.model ?? join(packageRoot(), SHIPPED_STUDENTS[options.student]);
  const job = jobOf(options, readStudentFile(model));
  const measured = openMeasuredReader();
  await withOwnFolder(options.out, SCREENING_FILES, () => screenInto(job, options, measured));
}

function jobOf(options: ScreenCommandOptions, shipped: ShippedStudent): ScreeningJob {
  const space = createSpace({
    anchor: atomicNumber('Li'),
    partners: options.elements ?? defaultPartners(),
    arities: options.arity,
    maxCoefficient: options.maxCoefficient,
  });
  const plan = compileStudent(screeningStudent(shipped.student), space);
  const { threshold, top, writeAbove } = options;
  return createJob(plan, {
    threshold,
    top,
    filters: filtersOf(options, shipped),
    onePerSystem: options.onePerSystem ?? false,
    histogram: options.histogram ?? false,
    ranks: ranksOf(plan, options.rank ?? []),
    ...(writeAbove === undefined ? {} : { writeAbove }),
  });
}

function ranksOf(plan: ScreeningPlan, formulas: readonly string[]): number[] {
  const score = createRanker(plan);
  return formulas.map((formula) => score(parseFormula(formula)));
}

async function screenInto(job: ScreeningJob, options: ScreenCommandOptions, measured: MeasuredReader): Promise<void> {
  const { threads, out, exhaustive = false, resume = false } = options;
  // Beside a checkpoint the files are those of a screening in progress, which screen() tells of.
  if (!resume && !existsSync(join(out, CHECKPOINT_FILE))) refuseOldFiles(out);
  const started = performance.now();
  const part = options.shard ?? { index: 1, count: 1 };
  const units = planUnits(job.plan);
  const range = shardUnits(units, part);
  const total = units.slice(range.start, range.end).reduce((sum, { compounds }) => sum + compounds, 0);
  const bar = startProgress('screen', total, 'compounds');
  const work = {
    threads,
    exhaustive,
    resume,
    folder: out,
    shard: part,
    signal: stopOnInterrupt('continue it with --resume'),
  };
  const result = await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop());
  const seconds = (performance.now() - started) / 1000;
  if (part.count > 1) {
    const counts = [{ what: 'done', value: total, unit: 'compounds' }, ...speed(total, seconds)];
    const notes = [`shard ${part.index} of ${part.count} in ${out}: put all together with ionsieve merge`];
    await printResult(formOf(options), { ...countsResult(counts), notes });
    return;
  }
  writeScreening(job, result, out, measured);
  finishScreening(out);
  await printResult(formOf(options), screeningResult(job, result, out, seconds));
}
