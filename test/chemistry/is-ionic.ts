import { isRealAnion } from '../../src/chemistry/composition.ts';
import type { Composition } from '../../src/chemistry/formula.ts';
import { chargeAssignments, isNeutral, type OxidationRule } from '../../src/chemistry/oxidation-states.ts';

/** Neutral in such states, in Pauling order, and negative on real anions only: what `--ionic` keeps. */
export function isIonic({ atomicNumbers, amounts }: Composition, rule: OxidationRule): boolean {
  return chargeAssignments(atomicNumbers, rule).some(
    (assignment) =>
      assignment.paulingOrder &&
      isNeutral(assignment, amounts) &&
      assignment.charges.every((charge, i) => charge > 0 || isRealAnion(atomicNumbers[i]!)),
  );
}
