import type { BenchRow } from '../../src/report/bench-figure.ts';
import type { Timing } from './measure.ts';

/** Keeps the rows of a benchmark, and prints each as it comes. */
export interface Recorder {
  readonly rows: readonly BenchRow[];
  /** Adds a row; its ratio is that to the baseline. */
  add(row: RowKey, timing: Timing, baseline?: BenchRow): BenchRow;
}

/** What a row is about. */
export type RowKey = Pick<BenchRow, 'group' | 'name' | 'student' | 'elements' | 'threads' | 'unit'>;

/** The unit of nearly all rows. */
export const RATE = 'million compounds/s/core';

/** An empty recorder. */
export function createRecorder(): Recorder {
  const rows: BenchRow[] = [];
  let group = '';
  return {
    rows,
    add(key, timing, baseline) {
      const ratio = baseline === undefined ? null : fourDigits(timing.median / baseline.median);
      const { median, min, max } = timing;
      const row: BenchRow = {
        ...key,
        median: fourDigits(median),
        min: fourDigits(min),
        max: fourDigits(max),
        ratio,
        baseline: baseline?.name ?? null,
      };
      rows.push(row);
      if (row.group !== group) process.stdout.write(`\n${row.group}\n`);
      group = row.group;
      process.stdout.write(`${lineOf(row)}\n`);
      return row;
    },
  };
}

/** Four digits say more than five runs know. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

function lineOf({ name, student, elements, threads, median, min, max, unit, ratio, baseline }: BenchRow): string {
  const about = `${student}, ${elements.join(' and ')} elements, ${threads} thread${threads === 1 ? '' : 's'}`;
  const compared = baseline === null ? '' : ` = ${ratio} x ${baseline}`;
  return `  ${name.padEnd(36)} ${about.padEnd(40)} ${median} (${min} to ${max}) ${unit}${compared}`;
}
