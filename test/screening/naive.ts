/**
 * The oracle of the screening tests: one object a compound, through the same chemistry and descriptors that train a
 * student, with nothing precomputed.
 */
import { createComposition, mostElectronegative, reducedFormula } from '../../src/chemistry/composition.ts';
import { rowOf } from '../../src/core/matrix.ts';
import { type DescriptorSet, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import type { LinearForm } from '../../src/models/prediction.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';

export interface NaiveCompound {
  readonly formula: string;
  readonly elements: readonly number[];
  readonly anion: number;
  readonly score: number;
}

/** Every distinct compound of a space with its score: formulas as written, reduced, each kept once. */
export function naiveScreening(set: DescriptorSet, linear: LinearForm, space: GridSpace): NaiveCompound[] {
  const found = new Map<string, NaiveCompound>();
  for (const arity of space.arities) {
    const first = space.anchor === null ? [] : [space.anchor];
    for (const partners of subsets([...space.partners], arity - first.length)) {
      for (const amounts of amountLists(arity, space.maxCoefficient)) {
        const elements = [...first, ...partners];
        const composition = createComposition(elements, amounts);
        const formula = reducedFormula(composition);
        if (found.has(formula)) continue;
        const row = rowOf(elementalDescriptors([composition], set), 0);
        const score = row.reduce((sum, value, i) => sum + value * linear.weights[i]!, linear.intercept);
        found.set(formula, { formula, elements, anion: mostElectronegative(composition), score });
      }
    }
  }
  return [...found.values()];
}

function subsets(items: number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

function amountLists(length: number, max: number): number[][] {
  if (length === 0) return [[]];
  const shorter = amountLists(length - 1, max);
  return shorter.flatMap((list) => Array.from({ length: max }, (_, i) => [...list, i + 1]));
}
