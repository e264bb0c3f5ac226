/** A space as it is stated beside what was found in it: symbols, and where a list came from, not its compounds. */
import { SYMBOLS } from '../chemistry/elements.ts';
import type { ListOrigin } from './list-space.ts';
import { type CompositionSpace, countSpace } from './space.ts';

/** A space in a few words of JSON. */
export type SpaceStatement = {
  /** Symbol of the element that every compound contains; null without one. */
  readonly anchor: string | null;
  /** Symbols of all other elements, in canonical order. */
  readonly partners: readonly string[];
  /** Numbers of elements in a compound. */
  readonly arities: readonly number[];
} & (
  | { readonly kind: 'grid'; readonly max_coefficient: number }
  | {
      readonly kind: 'list';
      readonly list: ListOrigin;
      /** Formulas of the list; of these, those without the anchor, and further ones of a compound. */
      readonly formulas: number;
      readonly without_anchor: number;
      readonly repeated: number;
    }
);

/**
 * States a space.
 * @example stateSpace(createSpace({ anchor: 3, partners: [8], arities: [2], maxCoefficient: 2 })).kind; // 'grid'
 */
export function stateSpace(space: CompositionSpace): SpaceStatement {
  const { anchor, partners, arities } = space;
  const stated = {
    anchor: anchor === null ? null : SYMBOLS[anchor]!,
    partners: partners.map((z) => SYMBOLS[z]!),
    arities,
  };
  if (space.kind === 'grid') return { kind: 'grid', ...stated, max_coefficient: space.maxCoefficient };
  const { origin, given, withoutAnchor } = space;
  return {
    kind: 'list',
    ...stated,
    list: origin,
    formulas: given,
    without_anchor: withoutAnchor,
    repeated: given - withoutAnchor - countSpace(space).distinct,
  };
}
