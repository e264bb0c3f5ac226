/** Compounds as columns: rows are collected in flat buffers, one for each column, that become a row group of Parquet. */
import type { ColumnSource, SchemaElement } from 'hyparquet-writer';
import type { ScreenedValue } from './compile.ts';
import { scoreColumns } from './score-columns.ts';

/** One compound for the Parquet files. */
export interface CandidateRow {
  readonly formula: string;
  /** Symbols with hyphens, as in `Li-O-P`. */
  readonly chemicalSystem: string;
  /** Symbol of the most electronegative element. */
  readonly anion: string;
  readonly score: number;
  /** Distance to the centre of what the student learned from; null (or NaN) where there is none. */
  readonly domainDistance: number | null;
  /** Symbols, with spaces between, of its elements that the student has not learned: it says nothing of these. */
  readonly unlearnedElements: string;
  readonly chargeNeutral: boolean;
  readonly paulingOrder: boolean;
  /** Is the formula among the known ones? */
  readonly known: boolean;
}

const required = { repetition_type: 'REQUIRED' } as const;
const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', ...required } as const;
const flag = { type: 'BOOLEAN', ...required } as const;

/**
 * The columns of the files, in their order, below the root that Parquet asks for.
 * @param value that scores tell; undefined of log-odds
 * @example candidateSchema(undefined)[4].name; // 'log_odds'
 */
export function candidateSchema(value: ScreenedValue | undefined): SchemaElement[] {
  const columns: SchemaElement[] = [
    { name: 'formula', ...text },
    { name: 'chemical_system', ...text },
    { name: 'anion', ...text },
    ...scoreColumns(value).map(({ name }): SchemaElement => ({ name, type: 'DOUBLE', ...required })),
    { name: 'domain_distance', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
    { name: 'unlearned_elements', ...text },
    { name: 'charge_neutral', ...flag },
    { name: 'pauling_order', ...flag },
    { name: 'known', ...flag },
  ];
  return [{ name: 'ionsieve', num_children: columns.length }, ...columns];
}

/** Buffers for up to a fixed number of rows. */
export interface CandidateColumns {
  /** Rows collected. */
  readonly size: number;
  push(row: CandidateRow): void;
  /** The rows collected, as columns; the buffers are used again by the next `push`. */
  take(): ColumnSource[];
}

/**
 * Empty buffers. A formula is stored as what differs from the formula before, which is little; chemical systems and
 * anions by number in a dictionary where that is smaller.
 * @param capacity most rows between two calls of `take`
 * @param value that scores tell; undefined of log-odds
 * @example createCandidateColumns(100_000, undefined).size; // 0
 */
export function createCandidateColumns(capacity: number, value: ScreenedValue | undefined): CandidateColumns {
  const formulas = createTexts(capacity);
  const systems: string[] = [];
  const anions: string[] = [];
  const scores = scoreColumns(value).map((column) => ({ ...column, data: new Float64Array(capacity) }));
  const distances = new Float64Array(capacity);
  const unlearned: string[] = [];
  const neutral = new Uint8Array(capacity);
  const ordered = new Uint8Array(capacity);
  const known = new Uint8Array(capacity);
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(row) {
      formulas.push(row.formula, size);
      systems[size] = row.chemicalSystem;
      anions[size] = row.anion;
      for (const { data, of } of scores) data[size] = of(row.score);
      distances[size] = row.domainDistance ?? Number.NaN;
      unlearned[size] = row.unlearnedElements;
      neutral[size] = Number(row.chargeNeutral);
      ordered[size] = Number(row.paulingOrder);
      known[size] = Number(row.known);
      size++;
    },
    take() {
      const rows = size;
      size = 0;
      const flags = (name: string, data: Uint8Array): ColumnSource => ({
        name,
        data: data.subarray(0, rows),
        encoding: 'RLE',
        statistics: false,
      });
      return [
        { name: 'formula', data: formulas.take(rows), encoding: 'DELTA_BYTE_ARRAY', statistics: false },
        { name: 'chemical_system', data: systems.slice(0, rows) },
        { name: 'anion', data: anions.slice(0, rows) },
        ...scores.map(({ name, data }): ColumnSource => ({ name, data: data.subarray(0, rows), encoding: 'PLAIN' })),
        { name: 'domain_distance', data: nullable(distances.subarray(0, rows)), encoding: 'PLAIN' },
        { name: 'unlearned_elements', data: unlearned.slice(0, rows) },
        flags('charge_neutral', neutral),
        flags('pauling_order', ordered),
        flags('known', known),
      ];
    },
  };
}

function nullable(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/** Texts as UTF-8 in one buffer. */
function createTexts(capacity: number): { push(text: string, index: number): void; take(count: number): Uint8Array[] } {
  const ends = new Uint32Array(capacity);
  let bytes = Buffer.alloc(16 * capacity);
  return {
    push(text, index) {
      const start = index === 0 ? 0 : ends[index - 1]!;
      const most = start + 3 * text.length;
      if (most > bytes.length) bytes = Buffer.concat([bytes], 2 * most);
      ends[index] = start + bytes.write(text, start, 'utf8');
    },
    take: (count) => Array.from({ length: count }, (_, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!)),
  };
}
