/**
 * The plain engine: every score in float64, row by row, in TypeScript. It defines what a score of a factorised plan is, to
 * the last bit; the kernel asks it wherever float32 cannot tell, and the tests hold the kernel to it.
 */
import { readCoefficients, wordsPerRow } from './coefficients.ts';
import { type ScreeningPlan, type SetTerms, setReader } from './compile.ts';
import { binOf, type SetEngine, type Visit, type Visited } from './engine.ts';
import type { GridSpace } from './grid-space.ts';

/** Scores rows: all compounds that differ in the last coefficient only. */
export interface RowScorer {
  /** Takes up an element set. */
  load(elements: Uint8Array): void;
  /** Scores of a row's compounds for n = 1 .. max, written into `out`. */
  scoreRow(row: number, out: Float64Array): void;
  /** Score of one compound: the same bits as in its row. */
  score(index: number): number;
}

/**
 * The plain engine of a factorised plan for one arity.
 * @example const twin = createTwin(plan, 4); twin.mask.set(primitiveMask(4, 20)); twin.load(elements); twin.score(0);
 */
export function createTwin(plan: ScreeningPlan<GridSpace>, arity: number): SetEngine {
  return rowEngine(factorisedRows(plan, arity), arity, plan.space.maxCoefficient);
}

/**
 * An engine from a scorer of rows.
 * @example rowEngine(factorisedRows(plan, 4), 4, 20);
 */
export function rowEngine(scorer: RowScorer, arity: number, max: number): SetEngine {
  const words = wordsPerRow(max);
  const rows = max ** (arity - 1);
  const mask = new Uint32Array(rows * words);
  const scores = new Float64Array(max);
  return {
    mask,
    load: scorer.load,
    score: scorer.score,
    visit(visit: Visit): Visited {
      const { threshold, histogram } = visit;
      let { floor } = visit;
      let above = 0;
      for (let row = 0; row < rows; row++) {
        if (isEmpty(mask, row * words, words)) continue;
        scorer.scoreRow(row, scores);
        for (let n = 0; n < max; n++) {
          if (((mask[row * words + (n >>> 5)]! >>> (n & 31)) & 1) === 0) continue;
          const score = scores[n]!;
          if (score >= threshold) above++;
          if (score >= floor) floor = visit.offer(row * max + n, score);
          if (histogram) histogram.counts[binOf(score, histogram.layout)]!++;
        }
      }
      return { above, undecided: visit.live };
    },
  };
}

function isEmpty(mask: Uint32Array, from: number, words: number): boolean {
  for (let word = 0; word < words; word++) if (mask[from + word] !== 0) return false;
  return true;
}

/**
 * Scores of a factorised plan: (sum_i c_i s_i + sum_p sign_p sqrt(alpha_p + n beta_p)) (1 / N) + K, sums from left to right.
 * @example factorisedRows(plan, 4).load(Uint8Array.of(3, 15, 16, 8));
 */
export function factorisedRows(
  plan: ScreeningPlan<GridSpace>,
  arity: number,
): RowScorer & { readonly terms: SetTerms } {
  const max = plan.space.maxCoefficient;
  const { terms, read } = setReader(plan, arity);
  const inverses = Float64Array.from({ length: arity * max + 1 }, (_, n) => 1 / n);
  const coefficients = new Uint8Array(arity);
  const roots = new Float64Array(max);
  const rootCount = terms.signs.length;

  /** sign_p sqrt(alpha_p + n beta_p) for n = from .. to, added up over p. */
  const addRoots = (from: number, to: number): void => {
    roots.fill(0, from - 1, to);
    const { signs, pairs } = terms;
    for (let p = 0; p < rootCount; p++) {
      let alpha = 0;
      let beta = 0;
      let at = p;
      for (let i = 0; i < arity - 1; i++) {
        for (let j = i + 1; j < arity - 1; j++, at += rootCount) {
          alpha += coefficients[i]! * coefficients[j]! * pairs[at]!;
        }
        beta += coefficients[i]! * pairs[at]!;
        at += rootCount;
      }
      for (let n = from; n <= to; n++) roots[n - 1]! += signs[p]! * Math.sqrt(alpha + n * beta);
    }
  };
  const scoreSpan = (from: number, to: number, out: Float64Array): void => {
    const { scalars, constant } = terms;
    let head = 0;
    let total = 0;
    for (let i = 0; i < arity - 1; i++) {
      head += coefficients[i]! * scalars[i]!;
      total += coefficients[i]!;
    }
    const last = scalars[arity - 1]!;
    if (rootCount === 0) {
      for (let n = from; n <= to; n++) out[n - 1] = (head + n * last) * inverses[total + n]! + constant;
      return;
    }
    addRoots(from, to);
    for (let n = from; n <= to; n++) out[n - 1] = (head + n * last + roots[n - 1]!) * inverses[total + n]! + constant;
  };
  const one = new Float64Array(max);
  return {
    terms,
    load: read,
    scoreRow(row, out) {
      readCoefficients(row * max, max, coefficients);
      scoreSpan(1, max, out);
    },
    score(index) {
      const n = readCoefficients(index, max, coefficients)[arity - 1]!;
      scoreSpan(n, n, one);
      return one[n - 1]!;
    },
  };
}
