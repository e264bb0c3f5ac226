/** Which compounds pass the filters of a screening, found one object a compound with the chemistry of src/chemistry. */
import { createComposition, hasRealAnion, isRealAnion } from '../../src/chemistry/composition.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import type { Composition } from '../../src/chemistry/formula.ts';
import { chargeAssignments, isChargeNeutral, passesPauling } from '../../src/chemistry/oxidation-states.ts';
import { type DescriptorSet, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { FILTERS, type ScreeningFilters } from '../../src/screening/filters.ts';
import type { NaiveCompound } from './naive.ts';

/** The composition of a reduced formula of whole numbers. */
export function compositionOf(formula: string): Composition {
  const parts = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)];
  return createComposition(
    parts.map(([, symbol]) => SYMBOLS.indexOf(symbol!)),
    parts.map(([, , amount]) => Number(amount || 1)),
  );
}

/** The compounds that pass, found one object a compound with the chemistry of src/chemistry, and what each filter removed. */
export function oracle(
  compounds: readonly NaiveCompound[],
  compositions: readonly Composition[],
  filters: ScreeningFilters,
  descriptors: DescriptorSet,
) {
  const known = new Set(filters.known);
  const domain = filters.domain;
  const distance = (composition: Composition): number => {
    const { data } = elementalDescriptors([composition], descriptors);
    const coordinates = domain!.axes.map((axis) =>
      axis.reduce((sum, a, j) => sum + a * (data[j]! - domain!.centre[j]!), 0),
    );
    return Math.sqrt(coordinates.reduce((sum, z) => sum + z * z, 0));
  };
  const ionic = ({ atomicNumbers, amounts }: Composition): boolean =>
    chargeAssignments(atomicNumbers, filters.states).some(
      ({ charges, paulingOrder }) =>
        paulingOrder &&
        charges.reduce((sum, q, i) => sum + q * amounts[i]!, 0) === 0 &&
        charges.every((q, i) => q > 0 || isRealAnion(atomicNumbers[i]!)),
    );
  const tests: ((compound: NaiveCompound, composition: Composition) => boolean)[] = [
    ({ elements }) => !elements.some((z) => filters.excluded.includes(z)),
    (_, composition) => !filters.realAnion || hasRealAnion(composition),
    (_, composition) => filters.charges === 'any' || isChargeNeutral(composition, filters.states),
    (_, composition) => ['any', 'neutral'].includes(filters.charges) || passesPauling(composition, filters.states),
    (_, composition) => filters.charges !== 'ionic' || ionic(composition),
    ({ formula }) => !filters.unknownOnly || !known.has(formula),
    (_, composition) => filters.domainLimit === null || distance(composition) <= filters.domainLimit,
  ];
  const removed = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<string, number>;
  const passing = compounds.filter((compound, i) => {
    const failed = tests.findIndex((passes) => !passes(compound, compositions[i]!));
    if (failed >= 0) removed[FILTERS[failed]!]!++;
    return failed < 0;
  });
  return { passing, removed };
}
