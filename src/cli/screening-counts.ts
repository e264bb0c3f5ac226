/** What a screening found, as counts for people and programs. */
import { otherClass } from '../experiment/property/other-class.ts';
import { className } from '../screening/class-name.ts';
import { screenedValue } from '../screening/compile.ts';
import type { ScreeningJob } from '../screening/job.ts';
import { nothingFound } from '../screening/nothing-found.ts';
import type { ScreeningResult } from '../screening/screening-result.ts';
import { type Count, countsResult } from './counts.ts';
import type { StableList } from './list-stability.ts';
import type { Result } from './print-result.ts';

/** How a screening was written. */
export interface WrittenScreening {
  readonly folder: string;
  /** What stability took out of the list; null where it was not asked. */
  readonly leftOut: StableList['leftOut'] | null;
  /** How long it took; missing of one that was merged. */
  readonly seconds?: number;
}

/**
 * What a screening found, under the names of screening.json.
 * @example await printResult('table', screeningResult(job, result, { folder: 'screened', leftOut: null, seconds: 7.5 }));
 */
export function screeningResult(
  job: ScreeningJob,
  result: ScreeningResult,
  { folder, leftOut, seconds }: WrittenScreening,
): Result {
  const { decidedByBounds, ranks, written } = result;
  const { value } = job.plan.student;
  const isFast = value === undefined && otherClass(job.plan.student) === undefined;
  const scoreText = (score: number): string =>
    value === undefined
      ? `log_odds_at_least.${score.toFixed(4)}`
      : `${value.column}_as_good_as.${screenedValue(value, score).toFixed(4)}`;
  const distinct = { what: 'distinct_formulas', value: result.distinct };
  const scored = { what: 'scored', value: result.scored };
  const removed = Object.entries(result.removed).filter(([, value]) => value > 0);
  const compounds = [
    distinct,
    ...removed.map(([filter, value]) => ({ what: `removed.${filter}`, value, of: distinct })),
    { ...scored, of: distinct },
    { what: isFast ? 'fast' : 'reached', value: result.aboveThreshold, of: scored },
    ...(decidedByBounds > 0 ? [{ what: 'decided_by_bounds', value: decidedByBounds, of: scored }] : []),
    ...ranks.map(({ score, atLeast }) => ({
      what: scoreText(score),
      value: atLeast,
      of: scored,
    })),
    ...listCounts(result, leftOut),
    ...(job.writeAbove === null ? [] : [{ what: 'written_to_parquet', value: written, of: scored }]),
  ];
  return {
    ...countsResult([
      ...compounds.map((count) => ({ ...count, unit: 'compounds' })),
      ...(seconds === undefined ? [] : speed(result.distinct, seconds)),
    ]),
    notes: [thresholdText(job), ...nothingText(job, result), `written to ${folder}`],
  };
}

function listCounts({ top }: ScreeningResult, leftOut: WrittenScreening['leftOut']): Omit<Count, 'unit'>[] {
  if (leftOut === null) return [];
  const ranked = { what: 'ranked', value: top.length };
  const removed = Object.entries(leftOut).filter(([, value]) => value > 0);
  const listed = removed.reduce((left, [, value]) => left - value, top.length);
  return [
    ranked,
    ...removed.map(([filter, value]) => ({ what: `taken_out.${filter}`, value, of: ranked })),
    { what: 'listed', value: listed, of: ranked },
  ];
}

/** Nobody is to look for compounds in an empty list. */
function nothingText({ writeAbove }: ScreeningJob, { distinct, removed, scored, written }: ScreeningResult): string[] {
  if (scored === 0) return [nothingFound({ distinct_formulas: distinct, removed, scored })];
  return writeAbove === null || written > 0 ? [] : ['no compound reaches --write-above: none is written to Parquet'];
}

function thresholdText({ threshold, plan }: ScreeningJob): string {
  const { value } = plan.student;
  if (value === undefined) {
    const other = otherClass(plan.student);
    const what = other === undefined ? 'fast: probability P' : `reached: probability P(${className(other)})`;
    return `${what} >= ${Number((1 / (1 + Math.exp(-threshold))).toPrecision(6))}`;
  }
  const sign = value.better === 'larger' ? '>=' : '<=';
  return `reached: ${value.column} ${sign} ${Number(screenedValue(value, threshold).toPrecision(6))}`;
}

/**
 * How long some compounds took.
 * @example speed(1000, 2); // 2 s, 500 a second
 */
export function speed(compounds: number, seconds: number): Count[] {
  return [
    { what: 'time', value: Number(seconds.toFixed(3)), unit: 's' },
    { what: 'speed', value: Math.round(compounds / seconds), unit: 'compounds/s' },
  ];
}
