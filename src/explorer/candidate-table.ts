/** Questions to the compounds of one screening. */
import type { DuckDBInstance, DuckDBListValue, DuckDBValue } from '@duckdb/node-api';
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Measurement } from '../transfer/measurements.ts';
import type { CandidateFilters, CandidateRow, ListedStability, ScoreHistogram } from './api.ts';
import { openAsker, type QueryValue } from './asker.ts';
import type { Busy } from './busy.ts';
import { backwards, type Conditions, candidateConditions, orderBy } from './candidate-conditions.ts';
import { type ListedRow, openListedMeasurements } from './listed-measurements.ts';
import { BINS } from './load-candidates.ts';
import type { CandidateOrder } from './read-filters.ts';
import { readSearch } from './search-text.ts';

/** The compounds of a screening; every method throws {@link Busy} when too much is asked at once. */
export interface CandidateTable {
  readonly candidates: number;
  /** Compounds with an interval. */
  readonly withInterval: number;
  /** Compounds with competing phases, and with a predicted energy above the hull. */
  readonly withStability: number;
  readonly withAboveHull: number;
  /** Symbols of the most electronegative elements, commonest first. */
  readonly anions: readonly string[];
  /** The page that begins at a place; the last one where there are fewer rows. */
  page(filters: CandidateFilters, order: CandidateOrder, place: Place): Promise<Found>;
  histogram(filters: CandidateFilters): Promise<ScoreHistogram>;
  /** All rows of a filter, some thousand at a time. */
  rows(filters: CandidateFilters, order: CandidateOrder): AsyncGenerator<CandidateRow[]>;
  /** Frees all memory. */
  close(): void;
}

/** Where a page begins: `skip` rows come before it. */
export interface Place {
  readonly skip: number;
  readonly size: number;
}

/** A page of the rows of a filter, and how many rows stand before it. */
export interface Found {
  readonly total: number;
  readonly skip: number;
  readonly rows: CandidateRow[];
}

/** Rows before a page from which it is found from the nearer end: to sort more of ten million takes seconds. */
const FAR = 10_000;
/** Rows that are found while others are counted. */
const NEAR = 2000;
const ROW_COUNTS_KEPT = 1000;

const COLUMNS = `candidates.rowid + 1, formula, name, anion, log_odds, probability, value, domain_distance, charge_neutral, pauling_order,
  known, log10_conductivity_S_per_cm, log10_low, log10_high, domain, hull_energy_eV_atom, competing_phases, elemental_products, reduction_V,
  oxidation_V, window_V, oxidation_states, oxidation_states_probability, predicted_above_hull_eV_atom`;
const FROM = `SELECT ${COLUMNS} FROM candidates JOIN systems ON id = system`;

/**
 * Opens the tables of loadCandidates.
 * @param measurements that may stand beside its compounds
 * @param far rows before a page from which it is found from the nearer end
 * @example
 * const table = await openCandidateTable(await loadCandidates('screened', 'parquet'), loadMeasurements());
 * (await table.page({ q: 'Li-P-S' }, { column: 'rank', descending: false }, { skip: 0, size: 50 })).rows[0].formula;
 */
export async function openCandidateTable(
  instance: DuckDBInstance,
  measurements: readonly Measurement[],
  far = FAR,
): Promise<CandidateTable> {
  const { ask, batches } = await openAsker(instance);
  const rowOf = rowReader(measurements);
  const totals = new Map<string, number>();
  const [counts, [[lowerEdge, width]], anionRows] = await Promise.all([
    ask(
      `SELECT count(*), count(log10_low), count(hull_energy_eV_atom), count(predicted_above_hull_eV_atom) FROM candidates`,
      [],
    ),
    ask('SELECT lower_edge, width FROM bins', []) as Promise<[[number, number]]>,
    ask('SELECT anion FROM candidates GROUP BY anion ORDER BY count(*) DESC, anion', []),
  ]);
  const [candidates, withInterval, withStability, withAboveHull] = counts[0]!.map(Number) as [
    number,
    number,
    number,
    number,
  ];

  const total = async ({ where, values }: Conditions): Promise<number> => {
    if (where === 'true') return candidates;
    const key = JSON.stringify([where, values]);
    const kept = totals.get(key);
    if (kept !== undefined) return kept;
    const found = Number((await ask(`SELECT count(*) FROM candidates WHERE ${where}`, values))[0]![0]);
    if (totals.size >= ROW_COUNTS_KEPT) totals.delete(totals.keys().next().value!);
    totals.set(key, found);
    return found;
  };

  /** Counts and finds the first rows in one pass. */
  const nearPage = async ({ where, values }: Conditions, skip: number, size: number) => {
    const [[count, first]] = (await ask(
      `SELECT count(*), min(rowid, ${skip + size}) FROM candidates WHERE ${where}`,
      values,
    )) as [[bigint, DuckDBListValue | null]];
    const places = (first?.items ?? []).slice(skip).map(Number);
    const rows =
      places.length === 0
        ? []
        : await ask(`${FROM} WHERE candidates.rowid IN (SELECT unnest([${places}])) ORDER BY candidates.rowid`, []);
    return { total: Number(count), skip, rows: rows.map(rowOf) };
  };

  const anyPage = async (conditions: Conditions, order: CandidateOrder, { skip, size }: Place): Promise<Found> => {
    const counted = total(conditions);
    const all = skip > far ? await counted : Number.POSITIVE_INFINITY;
    const [rows, found] = await Promise.all([ask(...pageQuery(conditions, order, { skip, size }, all)), counted]);
    return { total: found, skip, rows: rows.map(rowOf) };
  };

  return {
    candidates,
    withInterval,
    withStability,
    withAboveHull,
    anions: anionRows.map(([z]) => SYMBOLS[Number(z)]!),
    async page(filters, order, { skip, size }) {
      const conditions = conditionsOf(filters);
      const isNear = order.column === 'rank' && !order.descending && skip + size <= NEAR;
      const found =
        isNear && conditions.where !== 'true'
          ? await nearPage(conditions, skip, size)
          : await anyPage(conditions, order, { skip, size });
      if (found.total === 0 || skip < found.total) return found;
      return anyPage(conditions, order, { skip: Math.floor((found.total - 1) / size) * size, size });
    },
    async histogram(filters) {
      const { where, values } = conditionsOf(filters);
      const rows = await ask(`SELECT bin, count(*) FROM candidates WHERE ${where} GROUP BY bin`, values);
      const filled = new Array<number>(BINS).fill(0);
      for (const [bin, count] of rows) filled[Number(bin)] = Number(count);
      return { lower_edge: lowerEdge, width, counts: filled };
    },
    async *rows(filters, order) {
      const { where, values } = conditionsOf(filters);
      const sql = `${FROM} WHERE ${where} ORDER BY ${orderBy(order)}`;
      for await (const batch of batches(sql, values)) yield batch.map(rowOf);
    },
    close: () => instance.closeSync(),
  };
}

function conditionsOf(filters: CandidateFilters): Conditions {
  return candidateConditions(filters, filters.q === undefined ? undefined : readSearch(filters.q));
}

/** By rank without a filter a page is a range of ranks; a far page is found from the nearer end of `all` rows. */
function pageQuery(
  { where, values }: Conditions,
  order: CandidateOrder,
  { skip, size }: Place,
  all: number,
): [string, readonly QueryValue[]] {
  if (where === 'true' && order.column === 'rank' && !order.descending) {
    return [`${FROM} WHERE candidates.rowid BETWEEN $1 AND $2 ORDER BY candidates.rowid`, [skip, skip + size - 1]];
  }
  const places = [values.length + 1, values.length + 2];
  const after = Math.max(0, all - skip - size);
  const [from, before, least] =
    after < skip ? [backwards(order), after, Math.max(0, Math.min(size, all - skip))] : [orderBy(order), skip, size];
  const text = `${FROM} WHERE candidates.rowid IN (SELECT rowid FROM candidates WHERE ${where} ORDER BY ${from}
    LIMIT $${places[0]} OFFSET $${places[1]}) ORDER BY ${orderBy(order)}`;
  return [text, [...values, least, before]];
}

/** Reads rows of {@link COLUMNS}. */
function rowReader(measurements: readonly Measurement[]): (row: readonly DuckDBValue[]) => CandidateRow {
  const measured = openListedMeasurements(measurements);
  return (row) => {
    const listed = listedOf(row);
    return { ...listed, ...measured(listed) };
  };
}

function listedOf(row: readonly DuckDBValue[]): ListedRow {
  const [
    rank,
    formula,
    system,
    anion,
    logOdds,
    probability,
    value,
    distance,
    neutral,
    pauling,
    known,
    log10,
    low,
    high,
    domain,
    ...stability
  ] = row;
  return {
    rank: Number(rank),
    formula: formula as string,
    chemical_system: system as string,
    anion: SYMBOLS[Number(anion)]!,
    log_odds: logOdds as number | null,
    probability: probability as number | null,
    value: value as number | null,
    domain_distance: distance as number | null,
    charge_neutral: neutral as boolean,
    pauling_order: pauling as boolean,
    known: known as boolean,
    log10_conductivity_S_per_cm: log10 as number | null,
    log10_low: low as number | null,
    log10_high: high as number | null,
    domain: domain as CandidateRow['domain'],
    ...stabilityOf(stability),
  };
}

function stabilityOf(values: readonly DuckDBValue[]): ListedStability {
  const [energy, phases, elemental, reduction, oxidation, window, states, probability, aboveHull] = values;
  return {
    hull_energy_eV_atom: energy as number | null,
    competing_phases: phases as string | null,
    elemental_products: elemental as string | null,
    reduction_V: reduction as number | null,
    oxidation_V: oxidation as number | null,
    window_V: window as number | null,
    oxidation_states: states as string | null,
    oxidation_states_probability: probability as number | null,
    predicted_above_hull_eV_atom: aboveHull as number | null,
  };
}
