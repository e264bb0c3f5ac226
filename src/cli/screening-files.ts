import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { stableJson, writeAtomic } from '../core/files.ts';
import { formatCsv } from '../core/table.ts';
import { screeningSummary, TOP_HEADER, topRows } from '../experiment/screen-stage.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import type { ScreeningJob } from '../screening/job.ts';
import type { ScreeningResult } from '../screening/screening-result.ts';

const TOP_FILE = 'top.csv';
const SUMMARY_FILE = 'screening.json';

/** Names of the files that a screening leaves behind. */
export const SCREENING_FILES: readonly string[] = [TOP_FILE, SUMMARY_FILE];

/**
 * Makes sure that a folder holds no files of compounds: they would be taken for those of the screening that is to come.
 * @throws {UserError} when it does
 * @example refuseOldFiles('screened');
 */
export function refuseOldFiles(folder: string): void {
  const old = readdirSync(folder).find(isCandidateFile);
  if (old !== undefined) fail(join(folder, old), 'no files of an earlier screening', 'one', 'choose another --out');
}

/**
 * Writes top.csv and screening.json.
 * @throws {UserError} when they cannot be written
 * @example writeScreening(job, result, 'screened');
 */
export function writeScreening(job: ScreeningJob, result: ScreeningResult, folder: string): void {
  writeAtomic(join(folder, TOP_FILE), formatCsv(TOP_HEADER, topRows(result.top)));
  writeAtomic(join(folder, SUMMARY_FILE), stableJson(screeningSummary(job, result)));
}

/**
 * Tells what a screening found.
 * @param seconds how long it took; undefined for one that was merged
 * @example tellScreening(job, result, 'screened', 7.5);
 */
export function tellScreening(job: ScreeningJob, result: ScreeningResult, folder: string, seconds?: number): void {
  const { distinct, scored, aboveThreshold, decidedByBounds, written } = result;
  const probability = Number((1 / (1 + Math.exp(-job.threshold))).toPrecision(6));
  const time = seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s (${Math.round(distinct / seconds)} a second)`;
  const lines = [`screened ${distinct} compounds${time}: ${folder}`];
  for (const [filter, count] of Object.entries(result.removed)) {
    if (count > 0) lines.push(`  ${count} removed: ${filter.replaceAll('_', ' ')}`);
  }
  lines.push(`  ${scored} scored, ${aboveThreshold} of them with P >= ${probability}`);
  if (decidedByBounds > 0) lines.push(`  ${((100 * decidedByBounds) / scored).toFixed(1)} % of them decided by bounds`);
  for (const { score, atLeast } of result.ranks) {
    const share = scored === 0 ? '' : ` (${((100 * atLeast) / scored).toFixed(3)} %)`;
    lines.push(`  ${atLeast} with log-odds of ${score.toFixed(4)} or more${share}`);
  }
  if (job.writeAbove !== null) lines.push(`  ${written} written to Parquet files`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
