/** Single values as text for other programs: in full precision, numbers of any kind as plain numbers. */
import type { DuckDBValue } from '@duckdb/node-api';

/** What a cell of a result holds: of our own, or of a query. */
export type Value = DuckDBValue;

/**
 * The text of a cell of CSV, not yet quoted; empty for null and for what is no number.
 * @example csvText(null); // ''
 */
export function csvText(value: Value): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}

/**
 * As JSON.stringify, with integers and decimals of any length as numbers.
 * @example jsonText(170141183460469231731687303715884105727n); // '170141183460469231731687303715884105727'
 */
export function jsonText(value: Value): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if ('items' in value) return `[${value.items.map(jsonText).join(', ')}]`;
  if ('entries' in value) {
    const pairs = Array.isArray(value.entries)
      ? value.entries.map((entry): [string, Value] => [String(entry.key), entry.value])
      : Object.entries(value.entries as Record<string, Value>);
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item)}`).join(', ')}}`;
  }
  return 'scale' in value ? String(value) : JSON.stringify(String(value));
}
