/** The outcome of a screening as a plain record, with formulas for the best compounds. */
import { createComposition } from '../chemistry/composition.ts';
import { formatFormula } from '../chemistry/formula.ts';
import type { ScoreHistogram } from './histogram.ts';
import { type PrimitiveVectors, primitiveVectors } from './primitive-vectors.ts';
import { type CompositionSpace, countArity, countSpace, elementSet } from './space.ts';
import type { Counts, Tally } from './tally.ts';

/** Compounds that contain an element, or have it as anion. */
export interface ElementCount {
  /** Atomic number. */
  readonly Z: number;
  readonly scored: number;
  readonly aboveThreshold: number;
}

/** Compounds of one arity. */
export interface ArityCount {
  readonly arity: number;
  readonly elementSets: number;
  readonly formulaStrings: number;
  readonly distinct: number;
  readonly scored: number;
  readonly aboveThreshold: number;
}

/** Outcome of a screening. Every count is an exact integer; scores are in the student's unit. */
export interface ScreeningResult {
  /** Formulas as written, multiples of each other counted each. */
  readonly formulaStrings: number;
  /** Distinct reduced formulas, from the closed form. */
  readonly distinct: number;
  /** Compounds scored; always equal to `distinct`. */
  readonly scored: number;
  /** Compounds with a score of at least the threshold. */
  readonly aboveThreshold: number;
  readonly lowestScore: number;
  readonly highestScore: number;
  /** Bin i holds the scores from lowerEdge + i width, included, to the next edge; one edge is the threshold. */
  readonly histogram: { readonly lowerEdge: number; readonly width: number; readonly counts: readonly number[] };
  readonly perArity: readonly ArityCount[];
  /** One entry for each partner element, in canonical order. */
  readonly byElement: readonly ElementCount[];
  /** By the most electronegative element of the compound, in order of atomic number; empty groups left out. */
  readonly byAnion: readonly ElementCount[];
  /** The best compounds, best first; ties as in `compareCandidates`. */
  readonly top: readonly { readonly formula: string; readonly score: number }[];
}

/**
 * Writes a complete tally out as a result.
 * @example summarise(plan.space, histogram, tally).aboveThreshold;
 */
export function summarise(space: CompositionSpace, histogram: ScoreHistogram, tally: Tally): ScreeningResult {
  const { formulaStrings, distinct } = countSpace(space);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const byZ = (counts: Counts, Z: number): ElementCount => ({
    Z,
    scored: counts.scored[Z]!,
    aboveThreshold: counts.above[Z]!,
  });
  return {
    formulaStrings,
    distinct,
    scored: sum(tally.bins),
    aboveThreshold: sum(tally.arities.above),
    lowestScore: tally.lowest,
    highestScore: tally.highest,
    histogram: { lowerEdge: histogram.lowerEdge, width: histogram.width, counts: [...tally.bins] },
    perArity: space.arities.map((arity) => ({
      arity,
      ...countArity(space, arity),
      scored: tally.arities.scored[arity]!,
      aboveThreshold: tally.arities.above[arity]!,
    })),
    byElement: space.partners.map((Z) => byZ(tally.partners, Z)),
    byAnion: [...tally.anions.scored.keys()].map((Z) => byZ(tally.anions, Z)).filter(({ scored }) => scored > 0),
    top: topFormulas(space, tally),
  };
}

function topFormulas(space: CompositionSpace, tally: Tally): ScreeningResult['top'] {
  const vectorsOf = new Map<number, PrimitiveVectors>();
  return tally.top.map(({ score, set, vector }) => {
    const elements = elementSet(space, set);
    const arity = elements.length;
    if (!vectorsOf.has(arity)) vectorsOf.set(arity, primitiveVectors(arity, space.maxCoefficient));
    const coefficients = vectorsOf.get(arity)!.columns.map((column) => column[vector]!);
    return { formula: formatFormula(createComposition(elements, coefficients)), score };
  });
}
