/** `ionsieve reproduce --seeds`: one experiment with several seeds, and the spread of its numbers. */
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { formatCsv } from '../core/table.ts';
import type { AnyExperiment } from '../experiment/kinds.ts';
import { roundOnce } from '../experiment/numbers.ts';
import { type SeedSpread, seedSpread } from '../experiment/seed-spread.ts';
import { checkRecord } from '../provenance/check-record.ts';
import { finishRun } from '../provenance/end-run.ts';
import { readRecord } from '../provenance/read-record.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { mainNumbers } from '../report/summary-table.ts';
import { commandLine } from './command-line.ts';
import type { Form } from './form-options.ts';
import { Interrupted } from './interrupt.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult } from './print-result.ts';
import { readSummary } from './read-summary.ts';
import { complain } from './run-to-exit.ts';

/** What is repeated, and where its results go. */
export interface SeedsRequest {
  readonly experiment: AnyExperiment;
  readonly effort: string;
  readonly seeds: readonly number[];
  /** Folder that gets a folder seed-N for each seed, and seeds.csv. */
  readonly out: string;
  readonly form: Form;
}

const FILE = 'seeds.csv';

/**
 * Runs an experiment with each seed that is not done yet, writes seeds.csv and prints the spread.
 * @param run runs it with one seed into a folder, under a name of the work for its record
 * @throws {Interrupted} where the user stops it; seeds that are done are kept
 * @example await reproduceSeeds({ experiment, effort: 'quick', seeds: [0, 1], out: 'spread', form: 'csv' }, run);
 */
export async function reproduceSeeds(
  { experiment, effort, seeds, out, form }: SeedsRequest,
  run: (seed: number, folder: string, work: string) => Promise<void>,
): Promise<void> {
  const work = `reproduce ${experiment.name}, ${effort}`;
  const folderOf = (seed: number) => join(out, `seed-${seed}`);
  const done = seeds.filter((seed) => isDone(folderOf(seed), `${work}, seed ${seed}`));
  if (done.length > 0) complain(`note: done before, not run again: seeds ${done.join(', ')}`);
  for (const seed of seeds.filter((each) => !done.includes(each))) {
    complain(`note: seed ${seed}, ${seeds.indexOf(seed) + 1} of ${seeds.length}`);
    await orKept(out, () => run(seed, folderOf(seed), `${work}, seed ${seed}`));
  }
  const record = startRun(join(out, RECORD_FILE), { command: commandLine(), work: `${work}, seeds` });
  const summaries = seeds.map((seed) => readSummary(folderOf(seed)));
  const spread = seedSpread(summaries.map(({ numbers }) => numbers));
  await withOwnFolder(out, [FILE, RECORD_FILE], () => {
    writeAtomic(join(out, FILE), formatCsv([...NAMES, ...seeds.map((seed) => `seed_${seed}`)], spread.map(csvRow)));
    finishRun(record, { outputs: [FILE], seeds, tensorBackend: null });
  });
  const main = new Set(mainNumbers(summaries[0]!));
  const shown = form === 'table' ? spread.filter(({ number }) => main.has(number)) : spread;
  await printResult(form, {
    columns: NAMES.map((name) => ({ name, title: name.replaceAll('_', ' ') })),
    pages: [shown.map(cells)],
    notes: [
      `${experiment.name} with seeds ${seeds.join(', ')}; all ${spread.length} numbers are in ${join(out, FILE)}`,
    ],
  });
}

const NAMES = ['number', 'mean', 'standard_deviation', 'least', 'most', 'unit', 'seeds'];

function cells({ number, mean, standardDeviation, least, most, unit, seeds }: SeedSpread): (string | number | null)[] {
  return [number, roundOnce(mean), roundOnce(standardDeviation), roundOnce(least), roundOnce(most), unit, seeds];
}

function csvRow(spread: SeedSpread): (string | number)[] {
  return [...cells(spread), ...spread.values].map((cell) => cell ?? Number.NaN);
}

/** Whether a folder holds this very work, done from inputs that are still the same, and none of its files was changed. */
function isDone(folder: string, work: string): boolean {
  const path = join(folder, RECORD_FILE);
  try {
    const isSame = checkRecord(path).every(({ verdict }) => verdict === 'same' || verdict === 'input gone');
    return isSame && readRecord(path).work === work;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function orKept(out: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(error.signal, `seeds that are done are kept in ${out}; the same command continues`);
  }
}
