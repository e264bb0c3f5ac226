/** The shipped powder patterns of anion sublattices (data/anion-patterns.csv.gz), computed by this program. */
import { parseCsv } from 'ionsieve';
import { readShipped } from 'ionsieve/core';
import { decodeLines, type PowderLines } from 'ionsieve/crystal';

/**
 * Bins of 0.1 degrees, as in Zhang et al. 2019.
 * @example new Float64Array(PATTERN_BINS); // an empty pattern
 */
export const PATTERN_BINS = 900;
/**
 * Largest 2 theta of the patterns, degrees.
 * @example PATTERN_END / PATTERN_BINS; // 0.1, the width of a bin
 */
export const PATTERN_END = 90;

const FILE = 'anion-patterns.csv.gz';

/** Where a structure comes from. */
export type PatternSource = 'materials-project' | 'obelix' | 'sendek2017';

/** The anions of one structure. */
export interface AnionPattern {
  readonly source: PatternSource;
  /** Materials Project id, OBELiX id, or the name of the structure file. */
  readonly id: string;
  /** Of the whole compound: reduced, or as printed in the table of measurements for `sendek2017`. */
  readonly formula: string;
  readonly lines: PowderLines;
}

/**
 * All patterns: lithium compounds of the Materials Project without transition metals, then those measured whose structure
 * is public (with any cations, since cations are left out).
 * @throws {UserError} when the table in data/ was changed
 * @example loadAnionPatterns().filter(({ source }) => source === 'materials-project').length; // 2305
 */
export function loadAnionPatterns(): AnionPattern[] {
  return parseCsv(readShipped(FILE), `data/${FILE}`, ['source', 'id', 'formula', 'pattern']).map((row) => ({
    source: row.source as PatternSource,
    id: row.id!,
    formula: row.formula!,
    lines: decodeLines(row.pattern!, PATTERN_END, `data/${FILE}, ${row.id}`),
  }));
}
