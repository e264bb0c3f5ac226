/**
 * The inner loops of a screening: all primitive coefficient vectors of one element set, row by row. A row's scores go
 * to a small buffer that stays in the processor's nearest cache, and the histogram is counted from there. In a factorised
 * plan sum_i c_i s_i = head + tail, with one head a row and one table of tails an element set, so that a compound costs
 * two loads, two additions and a product. The loops take four compounds a turn: the engine's checks of the arrays
 * are then shared, which nearly doubles the rate. The arithmetic of a score depends on its compound only: any order of work, shard
 * or thread gives the same bits.
 */
import { setConstant } from './bounds.ts';
import type { ScreeningPlan } from './compile.ts';
import { BINS, type ScoreHistogram } from './histogram.ts';
import type { PrimitiveVectors } from './primitive-vectors.ts';

/** Scores the rows of one element set after another. */
export interface RowScorer {
  /** Prepares for an element set (atomic numbers in the order of `elementSet`). */
  load(elements: Uint8Array): void;
  /** Writes the scores of a row into the first places of `out`. */
  scoreRow(row: number, out: Float64Array): void;
}

/**
 * Scorer of the factorised part of a plan, all of a factorised plan: (head + tail) / N + constant.
 * @example factorisedScorer(plan, primitiveVectors(3, 20)).load(Uint8Array.of(3, 16, 8));
 */
export function factorisedScorer(plan: ScreeningPlan, vectors: PrimitiveVectors): RowScorer {
  const { arity, heads, rowStart, rowTail, tails, inverseTotals } = vectors;
  const tailSums = new Float64Array(tails[0].length);
  const scalars = new Float64Array(arity);
  let constant = 0;
  return {
    load(elements) {
      constant = setConstant(plan, elements);
      for (let i = 0; i < arity; i++) scalars[i] = plan.scalars[elements[i]!]!;
      weighTails(tails, scalars[arity - 2]!, scalars[arity - 1]!, tailSums);
    },
    scoreRow(row, out) {
      let head = 0;
      for (let i = 0; i < heads.length; i++) head += heads[i]![row]! * scalars[i]!;
      const start = rowStart[row]!;
      meansOfRow(head, tailSums, rowTail[row]!, inverseTotals, start, rowStart[row + 1]! - start, constant, out);
    },
  };
}

/**
 * Weighed sums of all tails: out[t] = tails[0][t] a + tails[1][t] b.
 * @example weighTails([Float64Array.of(1), Float64Array.of(2)], 10, 100, out); // out[0] is 210
 */
export function weighTails(
  tails: readonly [Float64Array, Float64Array],
  a: number,
  b: number,
  out: Float64Array,
): void {
  const [first, second] = tails;
  for (let t = 0; t < out.length; t++) out[t] = first[t]! * a + second[t]! * b;
}

function meansOfRow(
  head: number,
  tailSums: Float64Array,
  tail: number,
  inverseTotals: Float64Array,
  start: number,
  length: number,
  constant: number,
  out: Float64Array,
): void {
  let t = 0;
  for (; t + 3 < length; t += 4) {
    const a = (tail + t) | 0;
    const b = (start + t) | 0;
    out[t] = (head + tailSums[a]!) * inverseTotals[b]! + constant;
    out[t + 1] = (head + tailSums[a + 1]!) * inverseTotals[b + 1]! + constant;
    out[t + 2] = (head + tailSums[a + 2]!) * inverseTotals[b + 2]! + constant;
    out[t + 3] = (head + tailSums[a + 3]!) * inverseTotals[b + 3]! + constant;
  }
  for (; t < length; t++) out[t] = (head + tailSums[tail + t]!) * inverseTotals[start + t]! + constant;
}

/**
 * Counts the first `length` scores into bins. Neighbouring scores often share a bin; two tables, for even and odd
 * places, spare the processor the wait for its own last increment.
 * @param counts two tables of BINS counts, one after the other; a bin's count is the sum of both
 * @example countRow(scores, 273, histogram, new Uint32Array(2 * BINS));
 */
export function countRow(
  scores: Float64Array,
  length: number,
  { origin, scale, originBin }: ScoreHistogram,
  counts: Uint32Array,
): void {
  let t = 0;
  for (; t + 3 < length; t += 4) {
    const a = ((Math.floor((scores[t]! - origin) * scale) | 0) + originBin) | 0;
    const b = ((Math.floor((scores[t + 1]! - origin) * scale) | 0) + originBin) | 0;
    const c = ((Math.floor((scores[t + 2]! - origin) * scale) | 0) + originBin) | 0;
    const d = ((Math.floor((scores[t + 3]! - origin) * scale) | 0) + originBin) | 0;
    counts[a]!++;
    counts[b + BINS]!++;
    counts[c]!++;
    counts[d + BINS]!++;
  }
  for (; t < length; t++) counts[(Math.floor((scores[t]! - origin) * scale) | 0) + originBin]!++;
}
