/**
 * What is left out of a screening, compound by compound and each with its count. A compound is counted with the first of the
 * filters that removes it, in the order of {@link FILTERS}. Neutrality and Pauling order are those of SMACT
 * (src/chemistry/oxidation-states.ts).
 */
import { createComposition, hasRealAnion } from '../chemistry/composition.ts';
import type { OxidationRule } from '../chemistry/oxidation-states.ts';
import { countBits, forEachIndex, wordsPerRow } from './coefficients.ts';
import { newTo, type ScreeningPlan } from './compile.ts';
import { openCompounds } from './compounds.ts';
import { createDomainReader, type DomainAxes } from './domain-reader.ts';
import { locateAll } from './locate.ts';
import { createNeutralMasks } from './neutral-masks.ts';

/**
 * Names of the filters, in the order in which they remove compounds.
 * @example FILTERS.map((filter) => result.removed[filter]);
 */
export const FILTERS = [
  'excluded_element',
  'no_real_anion',
  'not_charge_neutral',
  'not_in_pauling_order',
  'not_ionic',
  'known_formula',
  'outside_domain',
] as const;

/** What a screening knows of compounds, and which of it filters them. Plain data. */
export interface ScreeningFilters {
  /** Atomic numbers that no compound may contain. */
  readonly excluded: readonly number[];
  /** Only compounds with a real anion: any other is an alloy or intermetallic (src/chemistry/composition.ts). */
  readonly realAnion: boolean;
  /** Which oxidation states are asked. */
  readonly states: OxidationRule;
  /**
   * Only compounds that are charge-neutral; or neutral and in Pauling order; or, ionic, both with negative states on real
   * anions only, which leaves out silicides, germanides and their like.
   */
  readonly charges: 'any' | 'neutral' | 'pauling-order' | 'ionic';
  /** Formulas that are known. */
  readonly known: readonly string[];
  /** Leaves the known formulas out. */
  readonly unknownOnly: boolean;
  /** Where the student learned; not all students know. */
  readonly domain: DomainAxes | null;
  /** Only compounds at most this far from the middle of the domain, and of elements that the student has learned. */
  readonly domainLimit: number | null;
}

/**
 * No filter at all.
 * @example createJob(plan, { threshold: 0, top: 100, filters: { ...NO_FILTERS, charges: 'neutral' } });
 */
export const NO_FILTERS: ScreeningFilters = {
  excluded: [],
  realAnion: false,
  states: 'common',
  charges: 'any',
  known: [],
  unknownOnly: false,
  domain: null,
  domainLimit: null,
};

/** Room for rounding between a bound on distances and the distances. */
const ROUNDING = 1e-9;

/** Fills the masks of element sets of one arity. */
export interface SetFilter {
  /**
   * Fills a mask with the compounds that pass.
   * @param removed adds to the counts, in the order of FILTERS
   * @returns how many pass
   */
  apply(rank: number, elements: Uint8Array, mask: Uint32Array, removed: Float64Array): number;
}

/**
 * A filter for the element sets of one arity.
 * @throws {Error} for a limit without a domain
 * @example createFilter(plan, NO_FILTERS, 4).apply(0, elements, engine.mask, removed); // 148527
 */
export function createFilter(plan: ScreeningPlan, filters: ScreeningFilters, arity: number): SetFilter {
  const { space, student } = plan;
  const compounds = openCompounds(space, arity);
  const { whole, rowLength } = compounds;
  const excluded = new Set(filters.excluded);
  const charges = filters.charges === 'any' ? undefined : createNeutralMasks(space, arity, filters.states);
  const known = filters.unknownOnly ? locateAll(space, filters.known) : new Map<number, Set<number>>();
  const { domain, domainLimit: limit } = filters;
  if (limit !== null && domain === null) throw new Error('a limit of the domain without a domain');
  const reader = limit === null || domain === null ? undefined : createDomainReader(student.descriptors, domain, arity);
  const ones = new Uint8Array(arity).fill(1);
  const words = wordsPerRow(rowLength);
  const clear = (mask: Uint32Array, index: number): void => {
    const n = index % rowLength;
    mask[((index - n) / rowLength) * words + (n >>> 5)]! &= ~(1 << (n & 31));
  };
  let masksWhole = false;

  return {
    apply(rank, elements, mask, removed) {
      if (compounds.load(elements)) masksWhole = false;
      let left = compounds.count;
      const leaves = (count: number, filter: number): number => {
        removed[filter]! += left - count;
        left = count;
        return count;
      };
      for (let i = 0; i < arity; i++) if (excluded.has(elements[i]!)) return leaves(0, 0);
      if (filters.realAnion && !hasRealAnion(createComposition(elements, ones))) return leaves(0, 1);
      if (charges === undefined) {
        if (!masksWhole) mask.set(whole);
        masksWhole = true;
      } else {
        charges.load(elements);
        leaves(countBits(charges.neutral), 2);
        mask.set(charges.neutral);
        if (filters.charges !== 'neutral') {
          leaves(countBits(charges.paulingOrder), 3);
          mask.set(charges.paulingOrder);
        }
        if (filters.charges === 'ionic') {
          leaves(countBits(charges.ionic), 4);
          mask.set(charges.ionic);
        }
      }
      const indices = known.get(rank);
      if (indices !== undefined) {
        masksWhole = false;
        for (const index of indices) clear(mask, index);
        leaves(countBits(mask), 5);
      }
      if (reader === undefined || left === 0) return left;
      if (newTo(student, elements).length > 0) return leaves(0, 6);
      reader.load(elements);
      if (reader.leastDistance() > limit! * (1 + ROUNDING)) return leaves(0, 6);
      masksWhole = false;
      let inside = 0;
      forEachIndex(mask, rowLength, (index) => {
        if (reader.distance(compounds.amounts(index)) <= limit!) inside++;
        else clear(mask, index);
      });
      return leaves(inside, 6);
    },
  };
}
