/**
 * A list of compounds along one variable: a doping series such as Li7-3xAlxLa3Zr2O12. An amount is a number, or a sum of numbers and
 * multiples of x: 3, x, 2x, 7-3x, 1+0.5x; brackets may stand around it, as in (1-x)Li2S·xP2S5, and groups of elements may have one,
 * as in Li4-3x(PO4)x. What has the amount 0 is left out of the formula.
 */
import { plainDecimal, twelveDigits } from '../chemistry/canonical.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail, UserError } from '../core/errors.ts';
import { createList, type ListOptions, type ListSpace } from './list-space.ts';

/** Values of x from one to another, both ends included. */
export interface SeriesRange {
  readonly from: number;
  readonly to: number;
  /** Above 0. */
  readonly step: number;
}

/** Longest series. */
const MOST_VALUES = 100_000;

const NUMBER = '\\d+(?:\\.\\d+)?';
const TERM = `(?:(?:${NUMBER})?x|${NUMBER})`;
/** An amount, whatever it is made of, with brackets around it or not. */
const AMOUNT = new RegExp(`\\((${TERM}(?:[+-]${TERM})*)\\)|(${TERM}(?:[+-]${TERM})*)`, 'g');

/** An element, or a group without another group in it, of the amount 0. */
const NOTHING = /(?:[A-Z][a-z]?|[([{][^()[\]{}]*[)\]}])0(?![.\d])/g;
/** A part of the amount 0. */
const NO_PART = /(^|·)0(?![.\d])[^·]*/g;
/** A group that nothing is left of. */
const EMPTY = /(?:\(\)|\[\]|\{\})(?:\d+(?:\.\d+)?)?/g;

/**
 * The compounds of a series.
 * @param series a formula with x in its amounts
 * @throws {UserError} for a formula without x or that cannot be read, a range without values, an amount below 0
 * @example seriesSpace('Li7-3xAlxLa3Zr2O12', { from: 0, to: 0.5, step: 0.05 }).sets.length; // 2: without and with Al
 */
export function seriesSpace(series: string, range: SeriesRange, options: Omit<ListOptions, 'origin'> = {}): ListSpace {
  if (!/x/.test(series))
    fail(`series ${series}`, 'a formula with x in its amounts', 'none', 'write one such as Na1-xKxCl');
  const x = valuesOf(range);
  const compositions = x.map((value) => compositionAt(series, value));
  return createList(compositions, { ...options, origin: { from: 'series', series, x } });
}

function valuesOf({ from, to, step }: SeriesRange): number[] {
  const isRange = [from, to, step].every(Number.isFinite) && step > 0 && to >= from;
  const found = `${from}:${to}:${step}`;
  if (!isRange) fail('--x', 'from:to:step with a step above 0', found, 'give one such as 0:0.5:0.05');
  const steps = Math.floor(twelveDigits((to - from) / step) + 1e-9);
  if (steps >= MOST_VALUES) fail('--x', `at most ${MOST_VALUES} values`, found, 'take a larger step');
  return Array.from({ length: steps + 1 }, (_, i) => twelveDigits(from + i * step));
}

/** The formula at one x, read by the reader of formulas. */
function compositionAt(series: string, x: number): Composition {
  const where = `series ${series} at x = ${x}`;
  const plain = series.replace(/[−–]/g, '-').replace(/[•∙⋅*]/g, '·');
  const written = plain.replace(AMOUNT, (text, inBrackets?: string, bare?: string) => {
    const value = amountAt(inBrackets ?? bare!, x);
    if (value < 0) fail(where, 'amounts of 0 or more', `${text} = ${value}`, 'take a narrower range of x');
    return plainDecimal(value);
  });
  try {
    return parseFormula(withoutNothing(written));
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${where}: ${error.message}`);
    throw error;
  }
}

/** The value of a sum of numbers and multiples of x. */
function amountAt(sum: string, x: number): number {
  const terms = sum.match(/[+-]?[^+-]+/g)!;
  return twelveDigits(
    terms.reduce((total, term) => {
      if (!term.endsWith('x')) return total + Number(term);
      const factor = term.slice(0, -1);
      return total + x * (/\d/.test(factor) ? Number(factor) : Number(`${factor}1`));
    }, 0),
  );
}

/** A formula without what has the amount 0. */
function withoutNothing(formula: string): string {
  const shorter = formula.replace(NO_PART, '').replace(/^·/, '').replace(NOTHING, '').replace(EMPTY, '');
  return shorter === formula ? formula : withoutNothing(shorter);
}
