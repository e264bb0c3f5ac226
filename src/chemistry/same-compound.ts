/** When two compositions count as one compound: what was measured of the one is no news of the other. */
import type { Composition } from './canonical.ts';

/** Largest difference between two compositions of one compound, as {@link compoundDifference} has it: 1 %. */
export const SAME_COMPOUND = 0.01;

/** Digits of a difference that are kept: a multiple of a formula differs by nothing, and one of exactly 1 % is within. */
const DIGITS = 9;

/**
 * How far two compositions lie apart: the largest difference of an atomic fraction, over the larger of the two fractions. Infinite
 * for other elements. The order of the two does not matter.
 * @example compoundDifference(parseFormula('Li2S'), parseFormula('Li1.99S')); // 0.003344482
 */
export function compoundDifference(a: Composition, b: Composition): number {
  const size = a.atomicNumbers.length;
  if (b.atomicNumbers.length !== size) return Number.POSITIVE_INFINITY;
  const [totalA, totalB] = [total(a), total(b)];
  let largest = 0;
  for (let i = 0; i < size; i++) {
    if (a.atomicNumbers[i] !== b.atomicNumbers[i]) return Number.POSITIVE_INFINITY;
    const [shareA, shareB] = [a.amounts[i]! / totalA, b.amounts[i]! / totalB];
    largest = Math.max(largest, Math.abs(shareA - shareB) / Math.max(shareA, shareB));
  }
  return Number(largest.toFixed(DIGITS));
}

function total({ amounts }: Composition): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
