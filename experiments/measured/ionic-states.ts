/** Oxidation states in which a compound is ionic, and those that it shares with the phases that compete with it. */
import {
  type ChargeAssignment,
  type Composition,
  chargeAssignments,
  isNeutral,
  isRealAnion,
  type OxidationRule,
  reportedStates,
  SYMBOLS,
} from 'ionsieve/chemistry';

/** States in words, and how common they are. */
export interface States {
  /** `Li+ P5+ S2-`, in the order of the composition. */
  readonly text: string;
  /** Product of the shares that the states have among the reports of their elements. */
  readonly probability: number;
}

/**
 * Assignments in which a compound is neutral and in Pauling order, with negative states on real anions only.
 * @example ionicStates(parseFormula('Li3PS4'), 'common')[0].charges; // [1, 5, -2]
 */
export function ionicStates({ atomicNumbers, amounts }: Composition, rule: OxidationRule): ChargeAssignment[] {
  return chargeAssignments(atomicNumbers, rule).filter(
    (assignment) =>
      assignment.paulingOrder &&
      isNeutral(assignment, amounts) &&
      assignment.charges.every((charge, i) => charge > 0 || isRealAnion(atomicNumbers[i]!)),
  );
}

/**
 * The most probable ionic states, one an element, in which each of the competing phases is neutral too; null where there are none, for
 * then the elements of the stable mixture stand in other states than those of the compound.
 * @param phases of elements of the compound
 * @example sharedStates(parseFormula('Li7PS6'), ['Li3PS4', 'Li2S'].map(parseFormula), 'common')?.text; // 'Li+ P5+ S2-'
 */
export function sharedStates(
  compound: Composition,
  phases: readonly Composition[],
  rule: OxidationRule,
): States | null {
  const { atomicNumbers } = compound;
  const shared = ionicStates(compound, rule)
    .filter(({ charges, mixed }) => {
      const chargeOf = (z: number) => charges[atomicNumbers.indexOf(z)]!;
      const isNeutralToo = (phase: Composition) =>
        isNeutral({ charges: Array.from(phase.atomicNumbers, chargeOf), mixed: null }, phase.amounts);
      return mixed === null && phases.every(isNeutralToo);
    })
    .map(({ charges }) => ({ charges, probability: probabilityOf(atomicNumbers, charges) }))
    .sort((a, b) => b.probability - a.probability)[0];
  if (shared === undefined) return null;
  const { charges, probability } = shared;
  return { text: charges.map((charge, i) => ionText(SYMBOLS[atomicNumbers[i]!]!, charge)).join(' '), probability };
}

function probabilityOf(atomicNumbers: Uint8Array, charges: readonly number[]): number {
  return charges.reduce((product, charge, i) => product * (reportedStates(atomicNumbers[i]!).get(charge) ?? 0), 1);
}

function ionText(symbol: string, charge: number): string {
  return `${symbol}${Math.abs(charge) === 1 ? '' : Math.abs(charge)}${charge > 0 ? '+' : '-'}`;
}
