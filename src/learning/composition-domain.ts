/**
 * Which compound of a list is nearest to a composition. The distance of two compositions is the sum of the absolute differences of their
 * atomic fractions: 0 for the same, 2 without a common element. Only those with a common element are looked at, so that lists may be long.
 */
import { fractions } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';

/** A compound of the list by its index, and how far a composition is from it. */
export interface NearComposition {
  readonly index: number;
  readonly distance: number;
}

/** What a list of compounds covers. */
export interface CompositionDomain {
  /** The nearest to a composition; of equals the first. */
  nearest(composition: Composition): NearComposition;
  /** The nearest few, nearest first. */
  nearestFew(composition: Composition, count: number): NearComposition[];
}

/**
 * The domain of some compositions, at least one.
 * @example compositionDomain([parseFormula('Na3PS4')]).nearest(parseFormula('Na3PS4')); // { index: 0, distance: 0 }
 */
export function compositionDomain(known: readonly Composition[]): CompositionDomain {
  const { holders, shares } = holdersOf(known);
  const common = new Float64Array(known.length);
  /** Both compositions add up to 1, so that |a - b| adds up to 2 less twice what they share. */
  const distanceTo = (index: number): number => Math.max(2 - 2 * common[index]!, 0);
  /** Asks with what each compound shares in `common`; `touched` are those that share something. */
  const room = new Int32Array(known.length);
  const asked = <Answer>(composition: Composition, ask: (touched: Int32Array) => Answer): Answer => {
    let count = 0;
    const own = fractions(composition);
    for (let i = 0; i < own.length; i++) {
      const [indices, others] = [holders[composition.atomicNumbers[i]!]!, shares[composition.atomicNumbers[i]!]!];
      for (let k = 0; k < indices.length; k++) {
        const index = indices[k]!;
        if (common[index] === 0) room[count++] = index;
        common[index]! += Math.min(own[i]!, others[k]!);
      }
    }
    const touched = room.subarray(0, count);
    const answer = ask(touched);
    for (let k = 0; k < count; k++) common[room[k]!] = 0;
    return answer;
  };
  return {
    nearest: (composition) =>
      asked(composition, (touched) => {
        let best = { index: 0, distance: distanceTo(0) };
        for (let k = 0; k < touched.length; k++) {
          const index = touched[k]!;
          const distance = distanceTo(index);
          if (distance < best.distance || (distance === best.distance && index < best.index))
            best = { index, distance };
        }
        return best;
      }),
    nearestFew: (composition, count) =>
      asked(composition, () =>
        Array.from(known.keys(), (index) => ({ index, distance: distanceTo(index) }))
          .sort((a, b) => a.distance - b.distance || a.index - b.index)
          .slice(0, count),
      ),
  };
}

/** By atomic number: the compounds that hold the element, and their shares of it. */
function holdersOf(known: readonly Composition[]) {
  const holders: number[][] = SYMBOLS.map(() => []);
  const shares: number[][] = SYMBOLS.map(() => []);
  known.forEach((composition, index) => {
    fractions(composition).forEach((share, i) => {
      const z = composition.atomicNumbers[i]!;
      holders[z]!.push(index);
      shares[z]!.push(share);
    });
  });
  return {
    holders: holders.map((list) => Int32Array.from(list)),
    shares: shares.map((list) => Float64Array.from(list)),
  };
}
