/**
 * Which compounds of an element set are charge-neutral over published oxidation states, all at once. The neutral vectors of
 * one choice of states depend on the states only, not on the elements that have them: they are listed once and kept, so
 * that an element set of a grid costs the union of a few lists. The compounds of a list are asked one by one.
 */
import { isRealAnion } from '../chemistry/composition.ts';
import {
  type ChargeAssignment,
  chargeAssignments,
  isNeutral,
  type OxidationRule,
} from '../chemistry/oxidation-states.ts';
import { primitiveMask, wordsPerRow } from './coefficients.ts';
import { openCompounds } from './compounds.ts';
import type { GridSpace } from './grid-space.ts';
import type { CompositionSpace } from './space.ts';

/** Masks of an element set after another. */
export interface NeutralMasks {
  /** Compounds for which some choice of states is neutral. */
  readonly neutral: Uint32Array;
  /** Compounds for which some choice of states is neutral and in Pauling order. */
  readonly paulingOrder: Uint32Array;
  /** Compounds for which such a choice has negative states on real anions only. */
  readonly ionic: Uint32Array;
  /** Fills the masks for an element set, in the order of `elementSet`. */
  load(elements: Uint8Array): void;
}

/** Most vectors kept in lists, 4 bytes each; beyond that the lists are made anew. */
const MOST_KEPT = 16_000_000;

/**
 * Masks for the element sets of one arity.
 * @example const masks = createNeutralMasks(space, 3, 'common'); masks.load(Uint8Array.of(3, 16, 8)); masks.neutral;
 */
export function createNeutralMasks(space: CompositionSpace, arity: number, states: OxidationRule): NeutralMasks {
  const { length } = openCompounds(space, arity).whole;
  const neutral = new Uint32Array(length);
  const paulingOrder = new Uint32Array(length);
  const ionic = new Uint32Array(length);
  const bits = space.kind === 'grid' ? neutralOfGrid(space, arity) : neutralOfList(space, arity);
  return {
    neutral,
    paulingOrder,
    ionic,
    load(elements) {
      bits.load(elements);
      for (const mask of [neutral, paulingOrder, ionic]) mask.fill(0);
      for (const assignment of chargeAssignments(elements, states)) {
        const list = bits.of(assignment);
        setBits(neutral, list);
        const { charges, paulingOrder: inOrder } = assignment;
        if (!inOrder) continue;
        setBits(paulingOrder, list);
        if (charges.every((charge, i) => charge > 0 || isRealAnion(elements[i]!))) setBits(ionic, list);
      }
    },
  };
}

/** Places in a mask of the compounds of an element set that one choice of states makes neutral. */
interface NeutralBits {
  load(elements: Uint8Array): void;
  /** Overwritten by the next call. */
  of(assignment: ChargeAssignment): Uint32Array;
}

function neutralOfList(space: CompositionSpace, arity: number): NeutralBits {
  const compounds = openCompounds(space, arity);
  const bits = new Uint32Array(compounds.whole.length * compounds.rowLength);
  return {
    load: compounds.load,
    of(assignment) {
      let found = 0;
      for (let index = 0; index < compounds.count; index++) {
        if (isNeutral(assignment, compounds.amounts(index))) bits[found++] = index;
      }
      return bits.subarray(0, found);
    },
  };
}

function neutralOfGrid({ maxCoefficient: max }: GridSpace, arity: number): NeutralBits {
  const primitive = primitiveMask(arity, max);
  const lists = new Map<string, Uint32Array>();
  let kept = 0;
  const of = ({ charges, mixed }: ChargeAssignment): Uint32Array => {
    const key = mixed === null ? charges.join(' ') : `${charges.join(' ')} ${mixed.state} at ${mixed.place}`;
    const known = lists.get(key);
    if (known !== undefined) return known;
    const list = mixed === null ? neutralBits(charges, max, primitive) : mixedBits(charges, mixed, max, primitive);
    if (kept + list.length > MOST_KEPT) {
      lists.clear();
      kept = 0;
    }
    kept += list.length;
    lists.set(key, list);
    return list;
  };
  return { load() {}, of };
}

function setBits(mask: Uint32Array, bits: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) {
    const bit = bits[i]!;
    mask[bit >>> 5]! |= 1 << (bit & 31);
  }
}

/** Places in a mask, 32 a word, of the primitive vectors with sum c_i q_i = 0. */
function neutralBits(charges: readonly number[], max: number, primitive: Uint32Array): Uint32Array {
  const words = wordsPerRow(max);
  const arity = charges.length;
  const last = charges[arity - 1]!;
  const head = new Uint8Array(arity - 1).fill(1);
  const bits: number[] = [];
  const rows = max ** (arity - 1);
  for (let row = 0; row < rows; row++) {
    let charge = 0;
    for (let i = 0; i < arity - 1; i++) charge += head[i]! * charges[i]!;
    const n = -charge / last;
    if (n >= 1 && n <= max && Number.isInteger(n)) {
      const bit = row * words * 32 + n - 1;
      if ((primitive[bit >>> 5]! >>> (bit & 31)) & 1) bits.push(bit);
    }
    for (let i = arity - 2; i >= 0 && ++head[i]! > max; i--) head[i] = 1;
  }
  return Uint32Array.from(bits);
}

/** The same of mixed valence: the vectors whose charges cancel for some division of the atoms of one element, with some in both states. */
function mixedBits(
  charges: readonly number[],
  { place, state }: NonNullable<ChargeAssignment['mixed']>,
  max: number,
  primitive: Uint32Array,
): Uint32Array {
  const words = wordsPerRow(max);
  const arity = charges.length;
  const second = charges.with(place, state);
  const head = new Uint8Array(arity - 1).fill(1);
  const bits: number[] = [];
  const rows = max ** (arity - 1);
  for (let row = 0; row < rows; row++) {
    let [low, high] = [0, 0];
    for (let i = 0; i < arity - 1; i++) {
      low += head[i]! * charges[i]!;
      high += head[i]! * second[i]!;
    }
    for (let n = 1; n <= max; n++) {
      if (low + n * charges[arity - 1]! >= 0 || high + n * second[arity - 1]! <= 0) continue;
      const bit = row * words * 32 + n - 1;
      if ((primitive[bit >>> 5]! >>> (bit & 31)) & 1) bits.push(bit);
    }
    for (let i = arity - 2; i >= 0 && ++head[i]! > max; i--) head[i] = 1;
  }
  return Uint32Array.from(bits);
}
