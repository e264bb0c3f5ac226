/**
 * Bins of equal width for scores. An edge falls on the threshold, exactly: floor((score - threshold) / width) is not
 * negative if and only if score >= threshold, in floating point too. So the compounds above the threshold are counted
 * by adding bins, with no comparison of their own.
 */
import type { ScoreBounds } from './bounds.ts';

/** Number of bins of every score histogram. */
export const BINS = 512;

/** Bin of a score: floor((score - origin) * scale) + originBin. */
export interface ScoreHistogram {
  /** The threshold where it lies within the bounds, else the nearer bound. */
  readonly origin: number;
  /** 1 / width. */
  readonly scale: number;
  /** The bin whose lower edge is the origin. */
  readonly originBin: number;
  /** The first bin that is above the threshold; BINS when no score can be. */
  readonly thresholdBin: number;
  readonly lowerEdge: number;
  readonly width: number;
}

/**
 * Lays 512 bins over the bounds, with an edge on the threshold; all scores within the bounds have a bin.
 * @example layHistogram({ lower: -1, upper: 1 }, 0).thresholdBin; // 256
 */
export function layHistogram({ lower, upper }: ScoreBounds, threshold: number): ScoreHistogram {
  const origin = Math.min(Math.max(threshold, lower), upper);
  const narrow = (upper - lower) / (BINS - 2);
  const width = Number.isFinite(1 / narrow) ? narrow : 1; // all scores equal, or nearer than 1 / width can hold
  const originBin = Math.floor((origin - lower) / width) + 1;
  let thresholdBin = originBin;
  if (threshold < lower) thresholdBin = 0;
  if (threshold > upper) thresholdBin = BINS;
  return { origin, scale: 1 / width, originBin, thresholdBin, lowerEdge: origin - originBin * width, width };
}
