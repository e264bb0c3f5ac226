/**
 * Conformal intervals of two widths: one for rows that training rows cover, set on held-out rows whose like was known, and one for the
 * others, set on held-out rows of groups that were not.
 */
import { conformalQuantile, leastScores } from './conformal.ts';
import { shareCount } from './share-count.ts';

/** A held-out row: how wrong the model was about it, and how far the nearest row was that it had learned from. */
export interface HeldOutMiss {
  readonly miss: number;
  readonly distance: number;
}

/** Two widths, and the rows that they were set on. */
export interface NearAndFar<Row> {
  /** Distance up to which a row counts as covered. */
  readonly nearLimit: number;
  readonly near: readonly Row[];
  readonly far: readonly Row[];
  readonly widths: { readonly near: number; readonly far: number };
}

/** Share of the held-out rows of known kinds that count as covered: the domain is what such a row usually needs. */
const COVERED = 0.9;

/**
 * Sets both widths.
 * @param known rows held out while others of their kind were learned from; the covered ones of them set the width `near`
 * @param unknown rows held out with all of their kind; those that are not covered set the width `far`,
 * or all of them where too few are not covered
 * @throws {UserError} where one of them has too few rows for the coverage
 * @example nearAndFar([{ miss: 1, distance: 0.1 }], [{ miss: 2, distance: 1 }], 0.9).widths.near;
 */
export function nearAndFar<Row extends HeldOutMiss>(
  known: readonly Row[],
  unknown: readonly Row[],
  coverage: number,
): NearAndFar<Row> {
  const distances = known.map(({ distance }) => distance);
  const nearLimit = roundedUp(shareOf(distances, COVERED));
  const near = known.filter(({ distance }) => distance <= nearLimit);
  const beyond = unknown.filter(({ distance }) => distance > nearLimit);
  const far = beyond.length < leastScores(coverage) ? unknown : beyond;
  const width = (rows: readonly Row[]) =>
    conformalQuantile(
      rows.map(({ miss }) => miss),
      coverage,
    );
  return { nearLimit, near, far, widths: { near: width(near), far: width(far) } };
}

/** To three digits and never down: rows at the very limit are covered, and many may lie there. */
function roundedUp(value: number): number {
  const rounded = Number(value.toPrecision(3));
  return rounded >= value ? rounded : Number((rounded + 10 ** (Math.floor(Math.log10(value)) - 2)).toPrecision(3));
}

/**
 * The least of some values that a share of them does not exceed.
 * @example shareOf([3, 1, 2, 4], 0.5); // 2
 */
export function shareOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[shareCount(share, sorted.length) - 1]!;
}
