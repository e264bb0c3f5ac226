/** Filters of candidates, as the URL of the page and of the server's answers writes them. */
import type { CandidateFilters, SortColumn } from '../../api.ts';
import { numberIn, type Params } from './url.ts';

const TEXTS = ['q', 'elements', 'without', 'anion'] as const;
const SHARE = { least: 0, most: 1, expected: 'a probability from 0 to 1, such as 0.8' };
const ANY = { least: -Infinity, most: Infinity, expected: 'a number with a decimal point, such as 1.5' };

/** Filters that are numbers, with what each may be. */
export const NUMBERS = {
  probability_min: SHARE,
  probability_max: SHARE,
  log_odds_min: ANY,
  log_odds_max: ANY,
  value_min: ANY,
  value_max: ANY,
  log10_low_min: ANY,
  width_max: ANY,
  distance_max: ANY,
  window_min: ANY,
  predicted_above_hull_max: ANY,
} as const;

/** Name of a filter that is a number. */
export type NumberName = keyof typeof NUMBERS;
const NUMBER_NAMES = Object.keys(NUMBERS) as NumberName[];

/** The last page that can be asked for. */
const LAST_PAGE = 100_000_000;

const CHOICES = {
  neutral: ['yes', 'no'],
  pauling: ['yes', 'no'],
  known: ['yes', 'no'],
  domain: ['inside', 'outside'],
} as const;

const COLUMNS: readonly SortColumn[] = [
  'rank',
  'formula',
  'chemical_system',
  'log_odds',
  'probability',
  'value',
  'domain_distance',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'hull_energy_eV_atom',
  'window_V',
  'predicted_above_hull_eV_atom',
];

/** Columns of which the lowest is first of use. */
const RISING: readonly SortColumn[] = [
  'rank',
  'formula',
  'chemical_system',
  'domain_distance',
  'hull_energy_eV_atom',
  'predicted_above_hull_eV_atom',
];

/** Rows that a page of the table may have. */
export const PAGE_SIZES = [25, 50, 100] as const;

/** What stands in the fields of numbers. */
export type NumberTexts = Readonly<Partial<Record<NumberName, string>>>;

/** What the table of candidates shows, all of it in the URL. */
export interface TableState {
  readonly filters: CandidateFilters;
  /** The numbers as they were typed, also what is no number and so no filter. */
  readonly texts: NumberTexts;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/**
 * The filters of a query; what cannot be read is left out.
 * @example readFilters(new URLSearchParams('q=Li-P-S&known=no')); // { q: 'Li-P-S', known: 'no' }
 */
export function readFilters(query: URLSearchParams): CandidateFilters {
  const found: Record<string, string | number> = {};
  for (const key of TEXTS) {
    const text = query.get(key)?.trim();
    if (text) found[key] = text;
  }
  for (const key of NUMBER_NAMES) {
    const value = readNumber(key, query.get(key) ?? '');
    if (value !== null) found[key] = value;
  }
  for (const [key, values] of Object.entries(CHOICES)) {
    const value = query.get(key);
    if (value !== null && (values as readonly string[]).includes(value)) found[key] = value;
  }
  return found as CandidateFilters;
}

/**
 * The number of a filter, of its kind; null for anything else.
 * @example readNumber('probability_min', '80%'); // null
 */
export function readNumber(name: NumberName, text: string): number | null {
  const value = Number(text.replace('−', '-'));
  const { least, most } = NUMBERS[name];
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : null;
}

/**
 * The whole state of the table; sorted by rank, page 1 of 50 rows where nothing is said.
 * @example readTable(new URLSearchParams('sort=formula&page=3')).page; // 3
 */
export function readTable(query: URLSearchParams): TableState {
  const sort = COLUMNS.find((column) => column === query.get('sort')) ?? 'rank';
  return {
    filters: readFilters(query),
    texts: Object.fromEntries(
      NUMBER_NAMES.map((name) => [name, query.get(name)?.trim() ?? '']).filter(([, text]) => text !== ''),
    ),
    sort,
    order: query.get('order') === 'desc' ? 'desc' : 'asc',
    page: Math.min(LAST_PAGE, Math.max(1, Math.floor(numberIn(query, 'page') ?? 1))),
    size: PAGE_SIZES.find((size) => size === numberIn(query, 'size')) ?? 50,
  };
}

/**
 * A state as parameters of a URL, without what is the default.
 * @example tableParams({ filters: { q: 'Li-P-S' }, texts: {}, sort: 'rank', order: 'asc', page: 1, size: 50 }); // { q: 'Li-P-S' }
 */
export function tableParams({ filters, texts, sort, order, page, size }: TableState): Params {
  return {
    ...filters,
    ...texts,
    ...(sort === 'rank' ? {} : { sort }),
    ...(order === 'asc' ? {} : { order }),
    ...(page === 1 ? {} : { page }),
    ...(size === 50 ? {} : { size }),
  };
}

/**
 * The state after a click on a column's header: the other order in the same column, the useful order first in another.
 * @example sortBy(state, 'probability').order; // 'desc'
 */
export function sortBy(state: TableState, column: SortColumn): TableState {
  const first = RISING.includes(column) ? 'asc' : 'desc';
  const order = state.sort !== column ? first : state.order === 'asc' ? 'desc' : 'asc';
  return { ...state, sort: column, order, page: 1 };
}

/**
 * A list of symbols with one put in, or taken out where it was.
 * @example toggleSymbol('Li,P', 'S'); // 'Li,P,S'
 */
export function toggleSymbol(list: string | undefined, symbol: string): string {
  const symbols = symbolsOf(list);
  return (symbols.includes(symbol) ? symbols.filter((other) => other !== symbol) : [...symbols, symbol]).join(',');
}

/**
 * The symbols of a list.
 * @example symbolsOf('Li, P'); // ['Li', 'P']
 */
export function symbolsOf(list: string | undefined): string[] {
  return (list ?? '').split(/[\s,]+/).filter((symbol) => symbol !== '');
}
