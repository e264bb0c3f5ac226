import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { NOTHING, swapInto } from '../core/swap.ts';
import { CRATE_FILE, RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import type { ScreeningJob } from '../screening/job.ts';
import { CHECKPOINT_FILE, finishScreening, JOB_FILE, screen } from '../screening/screen.ts';
import { planUnits, type Shard, shardUnits } from '../screening/units.ts';
import { commandLine } from './command-line.ts';
import { countsResult } from './counts.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { keepPart } from './keep-part.ts';
import { threadsOption } from './options.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult } from './print-result.ts';
import { progressBar } from './progress-bar.ts';
import { complain } from './run-to-exit.ts';
import { type ScreenJobOptions, screenJob, withScreenJobOptions } from './screen-job.ts';
import { shard } from './screen-options.ts';
import { screeningResult, speed } from './screening-counts.ts';
import {
  endScreening,
  filesOfScreening,
  type MeasuredReader,
  openMeasuredReader,
  refuseOldFiles,
  removeScreening,
  SCREENING_FILES,
  screeningWork,
  writeScreening,
} from './screening-files.ts';

interface ScreenCommandOptions extends ScreenJobOptions, FormOptions {
  readonly exhaustive?: true;
  readonly shard?: Shard;
  readonly resume?: true;
  readonly overwrite?: true;
  readonly threads: number;
  readonly out: string;
}

const HELP = `
Formulas that are multiples of each other are one compound and scored once. Writes top.csv, the best compounds with
what was measured of lithium compounds (figure and source first, and whether a prediction disagrees, as ionsieve predict tells),
log-odds, probability, distance from what the student learned from, and whether they are neutral, in Pauling order and known: in the
Materials Project, JARVIS or a part of OQMD (192,094 compositions, exact to four decimals of a fraction), labelled or measured, or
within 1 % of a measured compound in every atomic fraction (1 % of the larger of the two). --unknown
leaves the known ones out. --measured takes measurements of your own (also temperature_C and source, a limit as <1e-10), which stand
first and are kept in screening.json, so that the explorer shows them. Then comes what the student of measured conductivities says of each lithium compound (probability, log10 of
the conductivity with a 90 % interval, whether measurements cover it); screening.json, all counts; and learner.json, the
model that screened, so that the explorer answers with it (a module is not copied). The files do not depend on the
number of threads, on --exhaustive, on interruptions, or on shards. The whole default space is 18.7 billion compounds.

A student that learned the compounds of one ion screens compounds of that ion, and no others: the shipped students lithium. One that
learned compounds without a common ion screens any compounds of the elements that it has learned: around --anchor, or every set of
--elements. Instead of such a grid it takes a list: --template with --site for each of its sites, each site another element; --series
with --x, where amounts are sums of numbers and multiples of x; --space FILE. Formulas of a list without the ion are left out, and
counted. A list is screened compound by compound, has at most 1,000,000 compounds of at most 8 elements, and keeps decimal amounts.

Each filter counts what it removed. A distance of 1 is as far out as a training compound usually is; beyond 2 the student
extrapolates. Without a neutrality filter most compounds of the list cannot exist.

--stability adds to the list what ionsieve stability says: energy on the hull of known phases, competing phases and the elements
among them, window against the metal, and the most probable oxidation states with the product of their shares of reports. With
--no-elemental-products and --min-window compounds are taken out of the list of --top; they leave a gap in the ranks, and are counted.

A row of --measured, --space or --known that cannot be read has a line on standard error (the first 20 of a table), is counted, and left
out: its compound then counts as unmeasured, or unknown. The exit code is 1 with such rows, and 2 where no row of a table can be read.

A folder with the files of another screening is refused, unless --overwrite is given; the same screening may be done again.
Ctrl-C ends the work with a checkpoint, and --resume continues it. Shards are put together by ionsieve merge; files of
--write-above are read by ionsieve query.

Examples:
  ionsieve screen --elements P,S,Cl --arity 3 --out screened
  ionsieve screen --pauling --exclude radioactive,toxic,noble-gas --unknown --max-distance 1 --one-per-system --out list
  ionsieve screen --neutral --write-above 0.9 --shard 2/17 --out shard-2
  ionsieve screen --series 'Li7-3xAlxLa3Zr2O12' --x 0:0.5:0.05 --out garnets
  ionsieve screen --model any.json --template ABX --site A=Ti,Zr,Hf --site B=Ni,Co --site X=Sn,Sb --out half-heuslers`;

/**
 * `ionsieve screen --out DIR`: a student over every distinct reduced formula of a composition space.
 * @example program.addCommand(screenCommand());
 */
export function screenCommand(): Command {
  const command = new Command('screen').description(
    'score every compound of a composition space: a grid of elements and coefficients, a template, a series, or a file',
  );
  withScreenJobOptions(command)
    .option('--exhaustive', 'visit every compound instead of letting bounds decide; gives the same files')
    .option('--shard <i/n>', 'do part i of n of the space, of about equal work', shard)
    .option('--resume', 'continue from the checkpoint in --out')
    .option('--overwrite', 'remove the files of another screening in --out first')
    .addOption(threadsOption())
    .requiredOption('--out <dir>', 'folder for what comes out');
  return withFormOptions(command).addHelpText('after', HELP).action(runScreen);
}

async function runScreen(options: ScreenCommandOptions): Promise<void> {
  const job = await screenJob(options);
  const measured = openMeasuredReader();
  await withOwnFolder(options.out, [...SCREENING_FILES, RECORD_FILE, CRATE_FILE], () =>
    screenInto(job, options, measured),
  );
}

/** Names so many of the files. */
const NAMED = 3;

function tellLost(names: readonly string[]): void {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const files = names.length === 1 ? '1 file of compounds is' : `${names.length} files of compounds are`;
  complain(`note: ${files} missing or changed, and written again: ${names.slice(0, NAMED).join(', ')}${more}`);
}

async function screenInto(job: ScreeningJob, options: ScreenCommandOptions, measured: MeasuredReader): Promise<void> {
  const { threads, out, exhaustive = false, resume = false, overwrite = false } = options;
  if (overwrite && resume) fail('--overwrite', 'no --resume beside it', 'both', 'leave out one of them');
  const checkpoint = join(out, CHECKPOINT_FILE);
  // Beside a checkpoint the files are those of a screening in progress, which screen() reports.
  const work = screeningWork(job);
  if (overwrite) removeScreening(out);
  if (!resume && !existsSync(checkpoint)) refuseOldFiles(out, work);
  const run = startRun(join(out, RECORD_FILE), { command: commandLine(), work, checkpoint, resume });
  const started = performance.now();
  const part = options.shard ?? { index: 1, count: 1 };
  const units = planUnits(job.plan);
  const range = shardUnits(units, part);
  const total = units.slice(range.start, range.end).reduce((sum, { compounds }) => sum + compounds, 0);
  const bar = progressBar('screen', total, 'compounds');
  const how = {
    threads,
    exhaustive,
    resume,
    folder: out,
    shard: part,
    signal: stopOnInterrupt('continue it with --resume'),
    onLost: tellLost,
  };
  const screening = screen(job, { ...how, onProgress: bar.update }).finally(() => bar.stop());
  const result = await keepPart(run, screening);
  const seconds = (performance.now() - started) / 1000;
  if (part.count > 1) {
    await swapInto(out, NOTHING, (stage) => endScreening(run, out, stage, [CHECKPOINT_FILE, JOB_FILE]));
    const counts = [{ what: 'done', value: total, unit: 'compounds' }, ...speed(total, seconds)];
    const notes = [`shard ${part.index} of ${part.count} in ${out}: put all together with ionsieve merge`];
    await printResult(formOf(options), { ...countsResult(counts), notes });
    return;
  }
  const leftOut = await swapInto(out, NOTHING, (stage) => {
    const found = writeScreening(job, result, stage, measured);
    endScreening(run, out, stage, filesOfScreening(job));
    return found;
  });
  finishScreening(out);
  await printResult(formOf(options), screeningResult(job, result, { folder: out, leftOut, seconds }));
}
