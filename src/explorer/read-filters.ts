/** The query of a URL as typed filters: every name and every value is checked here, once. */
import { atomicNumber } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { type CandidateFilters, SORT_COLUMNS, type SortColumn } from './api.ts';

/** In which order compounds are listed. */
export interface CandidateOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

type Reader = (text: string, name: string) => string | number;

const READERS: Record<keyof CandidateFilters, Reader> = {
  q: (text) => text,
  elements: symbols,
  without: symbols,
  anion: symbols,
  probability_min: share,
  probability_max: share,
  log_odds_min: finite,
  log_odds_max: finite,
  value_min: finite,
  value_max: finite,
  log10_low_min: finite,
  width_max: finite,
  distance_max: finite,
  window_min: finite,
  predicted_above_hull_max: finite,
  neutral: oneOf('yes', 'no'),
  pauling: oneOf('yes', 'no'),
  known: oneOf('yes', 'no'),
  domain: oneOf('inside', 'outside'),
};

/**
 * The filters of a query; empty values are no filters.
 * @param others further names that the query may have
 * @throws {UserError} for an unknown name, one that is given twice, and a value that is none of its kind
 * @example readFilters(new URLSearchParams('elements=P,S&neutral=yes'), []); // { elements: 'P,S', neutral: 'yes' }
 */
export function readFilters(query: URLSearchParams, others: readonly string[]): CandidateFilters {
  const filters: Record<string, string | number> = {};
  const names = [...Object.keys(READERS), ...others];
  for (const name of new Set(query.keys())) {
    if (!names.includes(name)) {
      const near = nearestWord(name, names);
      const remedy = near === undefined ? 'leave it out' : `perhaps ${near}`;
      fail(`query ${shown(name)}`, `one of ${names.join(', ')}`, 'another name', remedy);
    }
    if (query.getAll(name).length > 1) fail(`query ${name}`, 'one value', 'several', 'leave the others out');
    const text = query.get(name)!.trim();
    if (text === '' || others.includes(name)) continue;
    filters[name] = READERS[name as keyof CandidateFilters](text, name);
  }
  return filters;
}

/**
 * The order that a query asks for; by rank where it says nothing.
 * @throws {UserError} for a column that cannot be sorted by
 * @example readOrder(new URLSearchParams('sort=formula')); // { column: 'formula', descending: false }
 */
export function readOrder(query: URLSearchParams): CandidateOrder {
  const column = oneOf(...SORT_COLUMNS)(query.get('sort') || 'rank', 'sort') as SortColumn;
  return { column, descending: oneOf('asc', 'desc')(query.get('order') || 'asc', 'order') === 'desc' };
}

/**
 * A whole number of a query.
 * @param other what holds where the query has none
 * @throws {UserError} for anything but a whole number in the range
 * @example readWhole(new URLSearchParams('page=2'), 'page', 1, 1, 100); // 2
 */
export function readWhole(query: URLSearchParams, name: string, other: number, least: number, most: number): number {
  const text = query.get(name) || String(other);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    fail(`query ${name}`, `a whole number from ${least} to ${most}`, shown(text), 'choose one in that range');
  }
  return value;
}

function symbols(text: string, name: string): string {
  const all = text.split(',').map((symbol) => symbol.trim());
  for (const symbol of all) {
    if (!/^[A-Z][a-z]?$/.test(symbol)) {
      fail(`query ${name}`, 'element symbols with commas', shown(text), 'write them as P,S');
    }
    atomicNumber(symbol, `query ${name}`);
  }
  return [...new Set(all)].sort().join(',');
}

function finite(text: string, name: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : fail(`query ${name}`, 'a number', shown(text), 'write it as 0.5');
}

function share(text: string, name: string): number {
  const value = finite(text, name);
  return value >= 0 && value <= 1
    ? value
    : fail(`query ${name}`, 'a probability from 0 to 1', shown(text), 'choose one in that range');
}

function oneOf(...words: string[]): (text: string, name: string) => string {
  return (text, name) =>
    words.includes(text) ? text : fail(`query ${name}`, `one of ${words.join(', ')}`, shown(text), 'choose one');
}

/** What a stranger wrote, cut short. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
