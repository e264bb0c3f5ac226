/**
 * Which rule of oxidation states serves a list best: what share each keeps of the lithium compounds that are stable, and what share it
 * lets through of compositions drawn at random.
 */
import {
  type Composition,
  hasRealAnion,
  isChargeNeutral,
  type OxidationRule,
  oxidationRuleText,
} from 'ionsieve/chemistry';
import { type Measured, measured } from 'ionsieve/experiment';
import { ionicStates } from './ionic-states.ts';

const RULES: readonly OxidationRule[] = [
  'common',
  { leastShare: 0.04, mixedValence: false },
  { leastShare: 0.04, mixedValence: true },
  'all',
];

/** What a rule keeps, and what it lets through. */
export interface StateRule {
  /** The rule in words. */
  readonly rule: string;
  /** Of the stable compounds. */
  readonly kept: Measured;
  /** Of the stable compounds without other elements than the list may hold. */
  readonly kept_of_the_list: Measured;
  /** Of the random compositions of these elements. */
  readonly let_through: Measured;
}

/**
 * Judges the rules.
 * @param stable compounds
 * @param elements atomic numbers that the list may hold
 * @param drawn compositions of these elements; those that are neutral in any known states count
 * @example stateRules(stable, [3, 8, 15, 16], drawCompounds(1000, [8, 15, 16], stream(0, 'demo')))[0].kept.value;
 */
export function stateRules(
  stable: readonly Composition[],
  elements: readonly number[],
  drawn: readonly Composition[],
): StateRule[] {
  const allowed = new Set(elements);
  const salts = stable.filter(hasRealAnion);
  const ofTheList = salts.filter(({ atomicNumbers }) => atomicNumbers.every((z) => allowed.has(z)));
  const neutral = drawn.filter((composition) => isChargeNeutral(composition, 'all'));
  return RULES.map((rule) => {
    const shareOf = (compositions: readonly Composition[]): Measured => {
      const ionic = compositions.filter((composition) => ionicStates(composition, rule).length > 0);
      return measured(ionic.length / compositions.length, 'share', compositions.length);
    };
    return {
      rule: oxidationRuleText(rule),
      kept: shareOf(salts),
      kept_of_the_list: shareOf(ofTheList),
      let_through: shareOf(neutral),
    };
  });
}
