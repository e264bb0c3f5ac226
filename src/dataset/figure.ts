/** Figures as tables write them: a number, or a bound such as <1e-9. */
import { decimalNumber } from '../core/decimal-number.ts';

/** Which way the value lies from the figure: -1 below it (an upper bound), 1 above it (a lower bound), 0 at it. */
export type Bound = -1 | 0 | 1;

/** A figure; the value is NaN where there is no number. */
export interface Figure {
  readonly value: number;
  readonly bound: Bound;
}

const SIGNED = /^\s*(<=?|>=?|≤|≥)\s*(?=[\d.,+-])/;

/**
 * The figure in a cell.
 * @example readFigure('<1e-9'); // { value: 1e-9, bound: -1 }
 */
export function readFigure(cell: string): Figure {
  const { sign, number } = signedCell(cell);
  return { value: decimalNumber(number), bound: boundOf(sign)! };
}

/**
 * A cell as the sign of a bound, empty without one, and the rest.
 * @example signedCell('> 0,5'); // { sign: '>', number: '0,5' }
 */
export function signedCell(cell: string): { readonly sign: string; readonly number: string } {
  const found = SIGNED.exec(cell);
  return found === null ? { sign: '', number: cell } : { sign: found[1]!, number: cell.slice(found[0].length) };
}

/**
 * What the sign of a bound says; undefined for what is no sign.
 * @example boundOf('<='); // -1
 */
export function boundOf(sign: string): Bound | undefined {
  if (sign === '' || sign === '=') return 0;
  if (/^(<=?|≤)$/.test(sign)) return -1;
  return /^(>=?|≥)$/.test(sign) ? 1 : undefined;
}
