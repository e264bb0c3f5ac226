/** What every method has to beat, whether the experiment names it or not. */
import type { PropertyMethod } from './define.ts';
import type { Subject } from './method.ts';

const FRACTIONS = { elemental: 'element-fractions' } as const;

const VALUE_FLOORS: readonly PropertyMethod[] = [
  { name: 'median', does: 'regress', input: FRACTIONS, model: { kind: 'median' } },
  { name: 'nearest-neighbour', does: 'regress', input: FRACTIONS, model: { kind: 'nearest', neighbours: 1 } },
];

const CLASS_FLOORS: readonly PropertyMethod[] = [
  { name: 'majority', does: 'classify', input: FRACTIONS, model: { kind: 'majority' } },
  { name: 'anion-rule', does: 'classify', input: 'anion', model: { kind: 'category-rate', column: 0 } },
];

/**
 * The floors: the median of the known values, the value of the nearest composition, and, where there are classes, the more frequent
 * class and the share of positives among compounds of the same anion (the most electronegative element).
 * @param classes whether there is a threshold
 * @example floorMethods(false).map(({ name }) => name); // ['median', 'nearest-neighbour']
 */
export function floorMethods(classes: boolean): readonly PropertyMethod[] {
  return classes ? [...VALUE_FLOORS, ...CLASS_FLOORS] : VALUE_FLOORS;
}

/**
 * Whether a method's answers put rows in an order: not where it says the same of all.
 * @example ranks({ name: 'm', does: 'classify', input: 'anion', model: { kind: 'majority' } }); // false
 */
export function ranks({ model }: Subject): boolean {
  return model.kind !== 'median' && model.kind !== 'majority';
}
