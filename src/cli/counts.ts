/** Results that are a list of counts, as of a screening: each with its unit and share. */
import type { Column, Result, Rows } from './print-result.ts';
import type { Value } from './value-text.ts';

/** One count, or another number beside the counts. */
export interface Count {
  /** A name as in screening.json, such as `removed.not_neutral`. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it is a part of. */
  readonly of?: { readonly what: string; readonly value: number };
}

const COLUMNS: readonly Column[] = [
  { name: 'what', title: 'what', text: readable },
  { name: 'value', title: 'value' },
  { name: 'unit', title: 'unit' },
  { name: 'share', title: 'share (%)', text: (share) => (100 * (share as number)).toFixed(3) },
  { name: 'of', title: 'of', text: readable },
];

/**
 * Counts as a result.
 * @example printResult('table', { ...countsResult([{ what: 'scored', value: 47, unit: 'compounds' }]), notes: [] });
 */
export function countsResult(counts: readonly Count[]): Pick<Result, 'columns'> & { readonly pages: readonly Rows[] } {
  const rows = counts.map(({ what, value, unit, of }): Value[] => {
    const share = of === undefined || of.value === 0 ? null : value / of.value;
    return [what, value, unit, share, of?.what ?? null];
  });
  return { columns: COLUMNS, pages: [rows] };
}

/** `removed.not_neutral` as `removed: not neutral`. */
function readable(name: Value): string {
  return String(name).replace('.', ': ').replaceAll('_', ' ');
}
