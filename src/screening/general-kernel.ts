/**
 * Scorer of a plan with spreads over the atoms of a compound, sd and mad, column by column for one row of coefficient
 * vectors at a time. Values are centred on the anchor, which every compound contains, so the direct form
 * sd^2 = sum c v^2 / N - (sum c v / N)^2 loses no digits that matter: the range of the values bounds every |v|, and the
 * coefficients bound sd from below by a fixed part of that range.
 */
import type { GeneralPlan, SpreadTerm } from './compile.ts';
import { factorisedScorer, type RowScorer, weighTails } from './kernel.ts';
import type { PrimitiveVectors } from './primitive-vectors.ts';

/**
 * Scorer of a general plan.
 * @example generalScorer(plan, primitiveVectors(3, 20)).load(Uint8Array.of(3, 16, 8));
 */
export function generalScorer(plan: GeneralPlan, vectors: PrimitiveVectors): RowScorer {
  const means = factorisedScorer(plan, vectors);
  const spreads = plan.spreads.map((term) => spreadAdder(term, vectors));
  return {
    load(elements) {
      means.load(elements);
      for (const spread of spreads) spread.load(elements);
    },
    scoreRow(row, out) {
      means.scoreRow(row, out);
      for (const spread of spreads) spread.addRow(row, out);
    },
  };
}

interface SpreadAdder {
  load(elements: Uint8Array): void;
  /** Adds this property's share of the score to a row. */
  addRow(row: number, out: Float64Array): void;
}

function spreadAdder(term: SpreadTerm, vectors: PrimitiveVectors): SpreadAdder {
  const { arity, heads, rowStart, rowTail, tails } = vectors;
  const values = new Float64Array(arity);
  const first = new Float64Array(tails[0].length);
  const second = new Float64Array(tails[0].length);
  const head = new Float64Array(heads.length);
  return {
    load(elements) {
      for (let i = 0; i < arity; i++) values[i] = term.centred[elements[i]!]!;
      const [a, b] = [values[arity - 2]!, values[arity - 1]!];
      weighTails(tails, a, b, first);
      if (term.sd !== 0) weighTails(tails, a * a, b * b, second);
    },
    addRow(row, out) {
      let headFirst = 0;
      let headSecond = 0;
      for (let i = 0; i < heads.length; i++) {
        head[i] = heads[i]![row]!;
        headFirst += head[i]! * values[i]!;
        headSecond += head[i]! * values[i]! * values[i]!;
      }
      const span = { start: rowStart[row]!, length: rowStart[row + 1]! - rowStart[row]!, tail: rowTail[row]! };
      if (term.sd !== 0) addDeviations(term.sd, headFirst, headSecond, first, second, vectors, span, out);
      if (term.mad !== 0) addAbsoluteDeviations(term.mad, head, headFirst, values, first, vectors, span, out);
    },
  };
}

/** Where a row lies: its first rank, its number of vectors, the place of its first tail. */
interface RowSpan {
  readonly start: number;
  readonly length: number;
  readonly tail: number;
}

function addDeviations(
  weight: number,
  headFirst: number,
  headSecond: number,
  first: Float64Array,
  second: Float64Array,
  { inverseTotals }: PrimitiveVectors,
  { start, length, tail }: RowSpan,
  out: Float64Array,
): void {
  for (let t = 0; t < length; t++) {
    const inverse = inverseTotals[start + t]!;
    const mean = (headFirst + first[tail + t]!) * inverse;
    const variance = (headSecond + second[tail + t]!) * inverse - mean * mean;
    out[t]! += variance > 0 ? weight * Math.sqrt(variance) : 0;
  }
}

function addAbsoluteDeviations(
  weight: number,
  head: Float64Array,
  headFirst: number,
  values: Float64Array,
  first: Float64Array,
  { inverseTotals, tails }: PrimitiveVectors,
  { start, length, tail }: RowSpan,
  out: Float64Array,
): void {
  const [a, b] = [values[values.length - 2]!, values[values.length - 1]!];
  const [tailsA, tailsB] = tails;
  for (let t = 0; t < length; t++) {
    const inverse = inverseTotals[start + t]!;
    const mean = (headFirst + first[tail + t]!) * inverse;
    let total = tailsA[tail + t]! * Math.abs(a - mean) + tailsB[tail + t]! * Math.abs(b - mean);
    for (let i = 0; i < head.length; i++) total += head[i]! * Math.abs(values[i]! - mean);
    out[t]! += weight * total * inverse;
  }
}
