/**
 * The compounds of one element set after another, by index: what filters and the general engine need to know of a space, whatever
 * its kind. A mask has a bit a compound, in rows of `rowLength` (src/screening/coefficients.ts).
 */
import { countBits, primitiveMask, readCoefficients, wordsPerRow } from './coefficients.ts';
import type { GridSpace } from './grid-space.ts';
import { compoundsIn, type ListedSet, type ListSpace, rankInList } from './list-space.ts';
import type { CompositionSpace } from './space.ts';

/** Compounds of element sets of one arity. */
export interface SetCompounds {
  /** Compounds of a row of mask. */
  readonly rowLength: number;
  /** The mask of all compounds of the set at hand; it may be longer than they are. */
  readonly whole: Uint32Array;
  /** Compounds of the set at hand. */
  readonly count: number;
  /**
   * Takes up an element set.
   * @returns whether `whole` is another than before
   */
  load(elements: Uint8Array): boolean;
  /** Amounts of a compound of the set, in the order of its elements; overwritten by the next call. */
  amounts(index: number): Float64Array;
}

/**
 * A reader of the compounds of a space that have a number of elements.
 * @example const compounds = openCompounds(space, 3); compounds.load(elements); compounds.amounts(0);
 */
export function openCompounds(space: CompositionSpace, arity: number): SetCompounds {
  return space.kind === 'grid' ? ofGrid(space, arity) : ofList(space, arity);
}

function ofGrid({ maxCoefficient }: GridSpace, arity: number): SetCompounds {
  const whole = primitiveMask(arity, maxCoefficient);
  const coefficients = new Float64Array(arity);
  return {
    rowLength: maxCoefficient,
    whole,
    count: countBits(whole),
    load: () => false,
    amounts: (index) => readCoefficients(index, maxCoefficient, coefficients),
  };
}

/** Bits of a word: a list is one row after another without gaps. */
const WORD = 32;

function ofList(space: ListSpace, arity: number): SetCompounds {
  const { sets } = space;
  const longest = sets.reduce((most, set) => Math.max(most, set.elements.length === arity ? compoundsIn(set) : 0), 0);
  const whole = new Uint32Array(wordsPerRow(longest));
  const amounts = new Float64Array(arity);
  let set: ListedSet = { elements: [], amounts: [] };
  let count = 0;
  return {
    rowLength: WORD,
    whole,
    get count() {
      return count;
    },
    load(elements) {
      set = sets[rankInList(space, elements)]!;
      count = compoundsIn(set);
      for (let word = 0; word < whole.length; word++) {
        const left = count - WORD * word;
        whole[word] = left >= WORD ? -1 : left > 0 ? (1 << left) - 1 : 0;
      }
      return true;
    },
    amounts(index) {
      for (let i = 0; i < arity; i++) amounts[i] = set.amounts[index * arity + i]!;
      return amounts;
    },
  };
}
