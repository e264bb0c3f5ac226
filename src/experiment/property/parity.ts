/** Predicted against known values of held-out compounds, coarse enough to be drawn. */
import { type Numbers, roundOnce } from '../numbers.ts';
import { ranks } from './floors.ts';
import type { Judged } from './statistic.ts';

/** Cells a side of the figure. */
const CELLS = 30;
/** Largest errors to tell. */
const MISSES = 10;

/** One compound. */
export interface HeldOutCompound {
  readonly formula: string;
  readonly known: number | null;
  readonly predicted: number | null;
}

/** What one regression says of held-out compounds. */
export interface Parity {
  readonly validation: string;
  readonly method: string;
  /** Compounds counted in square cells, by the middle of the cell. */
  readonly cells: readonly {
    readonly known: number | null;
    readonly predicted: number | null;
    readonly compounds: number;
  }[];
  /** The largest errors, largest first. */
  readonly misses: readonly HeldOutCompound[];
}

/**
 * Of the regression of the highest Q2; null without a regression that tells compounds apart.
 * @param judged methods and students in one validation
 * @example parityOf(judged, numbers)?.method;
 */
export function parityOf(judged: readonly Judged[], numbers: Numbers): Parity | null {
  const q2 = ({ plan, method }: Judged) => numbers[`${plan.validation.name}.${method.name}.q2`]?.value ?? -Infinity;
  const [best] = judged
    .filter(({ method }) => method.does === 'regress' && ranks(method))
    .sort((a, b) => q2(b) - q2(a));
  if (!best) return null;
  const { data, answers, plan, method } = best;
  return {
    validation: plan.validation.name,
    method: method.name,
    cells: cellsOf(data.y, answers),
    misses: data.formulas
      .map((formula, i) => ({ formula, known: data.y[i]!, predicted: answers[i]! }))
      .sort((a, b) => Math.abs(b.predicted - b.known) - Math.abs(a.predicted - a.known))
      .slice(0, MISSES)
      .map((row) => ({ ...row, known: roundOnce(row.known), predicted: roundOnce(row.predicted) })),
  };
}

function cellsOf(y: Float64Array, predicted: Float64Array): Parity['cells'] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of [...y, ...predicted]) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const step = (high - low) / CELLS || 1;
  const cellOf = (value: number) => Math.min(Math.floor((value - low) / step), CELLS - 1);
  const middle = (cell: number) => roundOnce(low + (cell + 0.5) * step);
  const counts = new Map<number, number>();
  y.forEach((value, i) => {
    const cell = cellOf(value) * CELLS + cellOf(predicted[i]!);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  });
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cell, compounds]) => ({
      known: middle(Math.floor(cell / CELLS)),
      predicted: middle(cell % CELLS),
      compounds,
    }));
}
