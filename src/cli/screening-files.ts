import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { packageRoot, packageVersion, stableJson, writeAtomic } from '../core/files.ts';
import { checkLocks } from '../core/held-locks.ts';
import { formatCsv } from '../core/table.ts';
import { roundOnce } from '../experiment/numbers.ts';
import { otherClass } from '../experiment/property/other-class.ts';
import { valueSummary } from '../experiment/property/value-summary.ts';
import { screeningSummary } from '../experiment/screening-summary.ts';
import { SHIPPED_MEASURED } from '../experiment/shipped.ts';
import { type TopRow, topHeader, topRows } from '../experiment/top-rows.ts';
import { askLearner, type LearnerAnswer } from '../learning/ask-learner.ts';
import { LEARNER_FILE } from '../learning/learner-file.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { CRATE_FILE, RECORD_FILE } from '../provenance/run-record.ts';
import type { StartedRun } from '../provenance/start-run.ts';
import { writeCrate } from '../provenance/write-crate.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import type { ScreeningJob } from '../screening/job.ts';
import { hashJob } from '../screening/job-file.ts';
import { CHECKPOINT_FILE, JOB_FILE } from '../screening/screen.ts';
import type { ScreeningResult } from '../screening/screening-result.ts';
import { MEASURED_FIELDS, measuredFields } from '../transfer/measured-fields.ts';
import { readMeasured } from '../transfer/measured-learner.ts';
import {
  loadMeasurements,
  type Measurement,
  type MeasurementFinder,
  openMeasurements,
} from '../transfer/measurements.ts';
import { OWN_MEASUREMENTS, parseOwnMeasurements } from '../transfer/own-measurements.ts';
import { FAST_CONDUCTION } from '../transfer/published-model.ts';
import { type StableList, withStability } from './list-stability.ts';

const TOP_FILE = 'top.csv';

/** The counts of a screening. */
export const SUMMARY_FILE = 'screening.json';

/** Names of the files that a screening leaves behind. */
export const SCREENING_FILES: readonly string[] = [TOP_FILE, SUMMARY_FILE, LEARNER_FILE];

/**
 * Those of them that this screening leaves: of one by a module no Learner.
 * @example filesOfScreening(job); // ['top.csv', 'screening.json', 'learner.json']
 */
export function filesOfScreening({ texts }: Pick<ScreeningJob, 'texts'>): readonly string[] {
  return SCREENING_FILES.filter((name) => name !== LEARNER_FILE || LEARNER_FILE in texts);
}

/**
 * What a screening is called in its record: the same for runs that give the same files.
 * @example screeningWork(job); // 'screening 5f0c...'
 */
export function screeningWork(job: ScreeningJob): string {
  return `screening ${hashJob({ version: packageVersion(), job })}`;
}

/**
 * Makes sure that a folder holds no files of another screening: its compounds would be taken for those of the one that is to come.
 * @param work from `screeningWork`
 * @throws {UserError} when it does
 * @example refuseOldFiles('screened', screeningWork(job));
 */
export function refuseOldFiles(folder: string, work: string): void {
  const old = [...readdirSync(folder).filter(isCandidateFile), ...SCREENING_FILES];
  refuseOtherWork(join(folder, RECORD_FILE), work, old);
}

/**
 * Removes all that a screening leaves in its folder, and no other file.
 * @throws {Error} of the file system
 * @example removeScreening('screened');
 */
export function removeScreening(folder: string): void {
  checkLocks();
  const fixed = [...SCREENING_FILES, RECORD_FILE, CRATE_FILE, JOB_FILE, CHECKPOINT_FILE];
  for (const name of readdirSync(folder)) if (fixed.includes(name) || isCandidateFile(name)) rmSync(join(folder, name));
}

/**
 * Writes the record of a screening, or of a shard, that is done, and the metadata of its folder. Nothing in it depends on chance.
 * @param folder where its files of compounds are
 * @param stage where its other files are, and these are written
 * @param names of the other files
 * @throws {UserError} when they cannot be written
 * @example endScreening(run, 'screened', 'screened', ['top.csv', 'screening.json']);
 */
export function endScreening(run: StartedRun, folder: string, stage: string, names: readonly string[]): void {
  const candidates = [folder, stage].flatMap((each) => readdirSync(each).filter(isCandidateFile));
  finishRun(run, { outputs: [...new Set([...names, ...candidates])], seeds: [], tensorBackend: null }, stage);
  writeCrate(folder, stage);
}

/** What the student of measurements says of each compound of the list that holds its ion, whichever student ranked it. */
const STUDENT_HEADER = [
  'measured_probability',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'log10_high',
  'domain',
  'unmeasured_elements',
  'nearest_measured',
];

/** What was measured of compositions, what the student of measurements says of them, and the ion that it has learned. */
export interface MeasuredReader {
  readonly anchor: string | null;
  readonly measurements: readonly Measurement[];
  readonly predict: ReturnType<typeof askLearner>;
}

/**
 * The shipped measurements and their student, to be opened before the work whose list they read again.
 * @throws {UserError} when a file cannot be read
 * @example writeScreening(job, result, 'screened', openMeasuredReader());
 */
export function openMeasuredReader(): MeasuredReader {
  const learner = readMeasured(join(packageRoot(), SHIPPED_MEASURED));
  return { anchor: learner.anchor, measurements: loadMeasurements(), predict: askLearner(learner) };
}

/**
 * Writes top.csv, screening.json, and a copy of the Learner that screened, unless it was a module. Beside a model of conductivities the
 * list has what was measured, next to the formula: of compounds of the ion that the student of measurements has learned the shipped
 * figures and the user's, of those of another ion the user's. What that student says stands there too, but not beside a Learner that
 * tells a value. A model of another property stands alone.
 * @returns how many compounds stability took out of the list; null where it was not asked
 * @throws {UserError} when they cannot be written
 * @example writeScreening(job, result, 'screened', openMeasuredReader());
 */
export function writeScreening(
  job: ScreeningJob,
  result: ScreeningResult,
  folder: string,
  reader: MeasuredReader,
): StableList['leftOut'] | null {
  const { anchor: ion } = job.plan.space;
  const anchor = ion === null ? null : SYMBOLS[ion]!;
  const { [LEARNER_FILE]: learner, ...texts } = job.texts;
  const { [OWN_MEASUREMENTS]: text } = texts;
  const own = text === undefined ? [] : parseOwnMeasurements(text, OWN_MEASUREMENTS).rows;
  const { value, unit } = job.plan.student;
  const other = otherClass(job.plan.student);
  const isLearned = anchor !== null && anchor === reader.anchor && unit === FAST_CONDUCTION.unit;
  const measurements = isLearned ? [...own, ...reader.measurements] : own;
  const predict = isLearned && value === undefined ? reader.predict : null;
  const list = { header: topHeader(value), lines: topRows(result.top, value) };
  const compositions = result.top.map(({ formula }) => parseFormula(formula));
  const told =
    measurements.length === 0 ? list : withMeasured(list, compositions, openMeasurements(measurements), predict);
  const stable = job.stability && withStability(told, compositions, job.stability);
  const { header, lines } = stable ?? told;
  const summary = value === undefined ? screeningSummary(job, result) : valueSummary(job, result, value);
  const files = {
    [TOP_FILE]: formatCsv(header, lines),
    [SUMMARY_FILE]: stableJson({
      ...{ ...summary, unit, ...(other && { class: other }), ...texts },
      ...(job.writeAbove !== null && { written_to_parquet: result.written }),
      ...(stable && { stability: { ...job.stability, left_out: stable.leftOut, listed: lines.length } }),
    }),
    ...(learner !== undefined && { [LEARNER_FILE]: learner }),
  };
  for (const [name, content] of Object.entries(files)) writeAtomic(join(folder, name), content);
  return stable?.leftOut ?? null;
}

function withMeasured(
  list: { readonly header: readonly string[]; readonly lines: readonly TopRow[] },
  compositions: readonly Composition[],
  find: MeasurementFinder,
  predict: MeasuredReader['predict'] | null,
) {
  const answers = predict?.(compositions);
  const lines = list.lines.map(([rank, formula, ...scores], i) => {
    const answer = answers?.[i];
    const fields = measuredFields(find(compositions[i]!), answer ?? null);
    const measured = MEASURED_FIELDS.map((name) => cell(fields[name]));
    return [rank!, formula!, ...measured, ...scores, ...(answer === undefined ? [] : studentCells(answer))];
  });
  const [rank, formula, ...scores] = list.header;
  const predicted = predict === null ? [] : STUDENT_HEADER;
  return { header: [rank!, formula!, ...MEASURED_FIELDS, ...scores, ...predicted], lines };
}

/** Empty where there is nothing. */
function cell(value: string | number | null): string | number {
  return typeof value === 'number' ? roundOnce(value)! : (value ?? '');
}

function studentCells(answer: LearnerAnswer): (string | number)[] {
  return [
    ...[answer.probability, answer.value, answer.low, answer.high].map((value) => roundOnce(value!)!),
    answer.domain!,
    answer.unlearned.join(' '),
    answer.nearest!.formula,
  ];
}
