/** The numbers of a run: each with unit and n, and an interval where there is one. */

/** One number of a summary. */
export interface Measured {
  /** null where the quantity is not defined, such as the MCC of a constant prediction. */
  readonly value: number | null;
  readonly unit: string;
  /** Items that the number rests on. */
  readonly n: number;
  /** 95 % bootstrap interval. */
  readonly interval?: readonly [number | null, number | null];
}

/** Numbers by dotted key, such as `teacher.published.accuracy`. */
export type Numbers = Record<string, Measured>;

const DIGITS = 6;

/**
 * A number rounded once, at output, to six significant digits; integers are kept whole.
 * @example roundOnce(0.123456789); // 0.123457
 */
export function roundOnce(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
}

/**
 * A number of a summary.
 * @example measured(0.9, 'share', 40); // { value: 0.9, unit: 'share', n: 40 }
 */
export function measured(
  value: number | null,
  unit: string,
  n: number,
  interval?: readonly [number | null, number | null],
): Measured {
  const rounded = { value: roundOnce(value), unit, n };
  return interval ? { ...rounded, interval: [roundOnce(interval[0]), roundOnce(interval[1])] } : rounded;
}
