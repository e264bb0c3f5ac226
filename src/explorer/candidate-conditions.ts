/** Filters as conditions of SQL. Every text here is ours: what a client wrote is bound as a value, never spliced in. */
import { atomicNumber } from '../chemistry/elements.ts';
import type { CandidateFilters } from './api.ts';
import type { CandidateOrder } from './read-filters.ts';
import type { Search } from './search-text.ts';

/** Conditions that all hold, with the values of $1, $2 and so on. */
export interface Conditions {
  /** A condition of SQL; `true` where there is no filter. */
  readonly where: string;
  readonly values: readonly (string | number | boolean)[];
}

/**
 * The condition that filters and a search make on the table candidates (and systems, its chemical systems).
 * @example candidateConditions({ probability_min: 0.9 }, undefined).where; // 'probability >= $1'
 */
export function candidateConditions(filters: CandidateFilters, search: Search | undefined): Conditions {
  const values: (string | number | boolean)[] = [];
  const bind = (value: string | number | boolean): string => `$${values.push(value)}`;
  const parts: string[] = [];
  const systems: string[] = [];
  const all = (value: string | number | undefined, condition: (place: string) => string, to = parts): void => {
    if (value !== undefined) to.push(condition(bind(value)));
  };
  const flag = (value: 'yes' | 'no' | undefined, column: string): void => {
    if (value !== undefined) parts.push(value === 'yes' ? column : `NOT ${column}`);
  };

  all(filters.elements, (place) => `list_has_all(elements, string_split(${place}, ','))`, systems);
  all(filters.without, (place) => `NOT list_has_any(elements, string_split(${place}, ','))`, systems);
  if (search !== undefined) {
    if (search.kind === 'formula') {
      systems.push(`name = ${bind(search.system)}`);
      parts.push(`formula = ${bind(search.formula)}`);
    } else if (search.kind === 'prefix') {
      parts.push(`formula >= ${bind(search.prefix)} AND formula < ${bind(`${search.prefix}~`)}`); // ~ is above all letters
    } else {
      all(search.elements.join(','), (place) => `list_has_all(elements, string_split(${place}, ','))`, systems);
      if (search.kind === 'system') systems.push(`len(elements) = ${bind(search.elements.length + search.more)}`);
    }
  }
  if (filters.anion !== undefined) {
    const places = filters.anion.split(',').map((symbol) => bind(atomicNumber(symbol)));
    parts.push(`anion IN (${places.join(', ')})`);
  }
  all(filters.probability_min, (place) => `probability >= ${place}`);
  all(filters.probability_max, (place) => `probability <= ${place}`);
  all(filters.log_odds_min, (place) => `log_odds >= ${place}`);
  all(filters.log_odds_max, (place) => `log_odds <= ${place}`);
  all(filters.value_min, (place) => `value >= ${place}`);
  all(filters.value_max, (place) => `value <= ${place}`);
  all(filters.log10_low_min, (place) => `log10_low >= ${place}`);
  all(filters.width_max, (place) => `log10_high - log10_low <= ${place}`);
  all(filters.distance_max, (place) => `domain_distance <= ${place}`);
  all(filters.window_min, (place) => `window_V >= ${place}`);
  all(filters.predicted_above_hull_max, (place) => `predicted_above_hull_eV_atom <= ${place}`);
  flag(filters.neutral, 'charge_neutral');
  flag(filters.pauling, 'pauling_order');
  flag(filters.known, 'known');
  all(filters.domain, (place) => `domain = ${place}`);
  if (systems.length > 0) parts.push(`system IN (SELECT id FROM systems WHERE ${systems.join(' AND ')})`);
  return { where: parts.length === 0 ? 'true' : parts.join(' AND '), values };
}

/**
 * The ORDER BY of an order: ties by rank, compounds without a value last.
 * @example orderBy({ column: 'probability', descending: true }); // 'probability DESC NULLS LAST, candidates.rowid'
 */
export function orderBy({ column, descending }: CandidateOrder): string {
  const direction = descending ? ' DESC' : '';
  if (column === 'rank') return `candidates.rowid${direction}`;
  return `${column === 'chemical_system' ? 'system' : column}${direction} NULLS LAST, candidates.rowid`;
}

/**
 * The same order from its end.
 * @example backwards({ column: 'probability', descending: true }); // 'probability NULLS FIRST, candidates.rowid DESC'
 */
export function backwards({ column, descending }: CandidateOrder): string {
  const direction = descending ? '' : ' DESC';
  if (column === 'rank') return `candidates.rowid${direction}`;
  return `${column === 'chemical_system' ? 'system' : column}${direction} NULLS FIRST, candidates.rowid DESC`;
}
