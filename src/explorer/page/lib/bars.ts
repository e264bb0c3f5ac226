/** Histograms with few enough bars to draw. */
import type { ScoreHistogram } from '../../api.ts';

/** A bar over [from, to). */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * The bars of a histogram from its first to its last count, neighbouring bins taken together. Edges are edges of bins.
 * @param most most bars
 * @example barsOf({ lower_edge: 0, width: 1, counts: [0, 2, 3, 0] }, 60); // [{ from: 1, to: 2, count: 2 }, { from: 2, to: 3, count: 3 }]
 */
export function barsOf({ lower_edge, width, counts }: ScoreHistogram, most: number): Bar[] {
  const first = counts.findIndex((n) => n > 0);
  if (first < 0) return [];
  const last = counts.findLastIndex((n) => n > 0);
  const each = Math.ceil((last - first + 1) / most);
  const bars: Bar[] = [];
  for (let i = first; i <= last; i += each) {
    const sum = counts.slice(i, i + each).reduce((a, b) => a + b, 0);
    bars.push({ from: edge(lower_edge, width, i), to: edge(lower_edge, width, i + each), count: sum });
  }
  return bars;
}

/** Free of the dust of binary fractions, for the URL; finer bins have more decimals. */
function edge(lower: number, width: number, i: number): number {
  const decimals = Math.min(100, Math.max(6, 4 - Math.floor(Math.log10(width))));
  return Number((lower + width * i).toFixed(decimals));
}

/**
 * Decimals that tell ticks over a range apart: 1 of log-odds.
 * @example decimalsOf(0, 0.05); // 3
 */
export function decimalsOf(low: number, high: number): number {
  const range = high - low;
  return range > 0 ? Math.min(100, Math.max(1, 1 - Math.floor(Math.log10(range)))) : 1;
}

/**
 * Round ticks over a range, at most about `most` of them.
 * @example ticks(0, 10, 5); // [0, 2, 4, 6, 8, 10]
 */
export function ticks(low: number, high: number, most: number): number[] {
  const raw = (high - low) / most;
  if (!(raw > 0)) return [low];
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = size * ([1, 2, 5].find((factor) => size * factor >= raw) ?? 10);
  const found: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    found.push(Number((i * step).toPrecision(12)));
  return found;
}
