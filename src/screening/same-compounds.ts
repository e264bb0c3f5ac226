/** Which compounds of a space are those of a list, where a list has decimal amounts and a space has small whole ones. */
import { createComposition } from '../chemistry/composition.ts';
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { compoundDifference, SAME_COMPOUND } from '../chemistry/same-compound.ts';
import { gcd } from './coefficients.ts';
import type { GridSpace } from './grid-space.ts';
import { compositionsOf, type ListSpace, rankInList } from './list-space.ts';
import { type CompositionSpace, elementsOf } from './space.ts';

/** Room for rounding where coefficients are bounded; compoundDifference decides. */
const ROUNDING = 1e-6;

/**
 * The formulas of a space that are the same compound as one of a list: the same elements, and each atomic fraction differs by at
 * most 1 % of the larger of the two (src/chemistry/same-compound.ts). Each once, in the order of the list; of a grid reduced, the
 * smallest first.
 * @example sameCompounds(space, [parseFormula('Na2.99PS4')]);
 */
export function sameCompounds(space: CompositionSpace, compositions: readonly Composition[]): string[] {
  const nearTo = space.kind === 'grid' ? nearInGrid(space) : nearInList(space);
  const found = new Set<string>();
  for (const composition of compositions) {
    for (const near of nearTo(composition)) {
      if (compoundDifference(near, composition) <= SAME_COMPOUND) found.add(formatFormula(near));
    }
  }
  return [...found];
}

/** Compounds of a space that may be the same as a composition. */
type Near = (composition: Composition) => Iterable<Composition>;

function nearInGrid(space: GridSpace): Near {
  const { anchor, arities, maxCoefficient } = space;
  const elements = new Set(elementsOf(space));
  return (composition) => {
    const { atomicNumbers } = composition;
    const isIn =
      (anchor === null || atomicNumbers.includes(anchor)) &&
      arities.includes(atomicNumbers.length) &&
      atomicNumbers.every((z) => elements.has(z));
    return isIn ? wholeNear(composition, maxCoefficient) : [];
  };
}

function nearInList(space: ListSpace): Near {
  const written = new Map<number, readonly Composition[]>();
  return ({ atomicNumbers }) => {
    const rank = rankInList(space, atomicNumbers);
    if (rank < 0) return [];
    const known = written.get(rank) ?? compositionsOf(space.sets[rank]!);
    written.set(rank, known);
    return known;
  };
}

/** Compositions of whole amounts without a common factor whose fractions are near to those of another, the smallest first. */
function* wholeNear({ atomicNumbers, amounts }: Composition, max: number): Generator<Composition> {
  const sum = amounts.reduce((a, b) => a + b, 0);
  for (let total = amounts.length; total <= amounts.length * max; total++) {
    const wanted = Array.from(amounts, (amount) => (amount / sum) * total);
    const least = wanted.map((amount) => Math.max(1, Math.ceil(amount * (1 - SAME_COMPOUND) - ROUNDING)));
    const most = wanted.map((amount) => Math.min(max, Math.floor(amount / (1 - SAME_COMPOUND) + ROUNDING)));
    for (const whole of vectors(least, most, total, 0)) {
      if (whole.reduce(gcd) === 1) yield createComposition(atomicNumbers, whole);
    }
  }
}

/** The vectors of a sum that lie between bounds, from the place `start` on. */
function* vectors(least: readonly number[], most: readonly number[], sum: number, start: number): Generator<number[]> {
  const [from, to] = [least[start]!, most[start]!];
  if (start === least.length - 1) {
    if (sum >= from && sum <= to) yield [sum];
    return;
  }
  for (let value = from; value <= to; value++) {
    for (const rest of vectors(least, most, sum - value, start + 1)) yield [value, ...rest];
  }
}
