/** ionsieve/chemistry: elements, formulas, compositions, oxidation states. */

export { type Composition, createComposition } from './canonical.ts';
export {
  chemicalSystem,
  fractions,
  hasRealAnion,
  isRealAnion,
  mostElectronegative,
  reducedFormula,
} from './composition.ts';
export { ELEMENT_GROUPS, type ElementGroup, elementGroup } from './element-groups.ts';
export { atomicNumber, type ElementProperty, elementName, elementProperty, SYMBOLS } from './elements.ts';
export { formatFormula, parseFormula } from './formula.ts';
export { knownFormulas } from './known-formulas.ts';
export { type LikelyStates, likelyStates } from './likely-states.ts';
export {
  type ChargeAssignment,
  chargeAssignments,
  isChargeNeutral,
  isNeutral,
  type OxidationRule,
  oxidationRuleText,
  oxidationStates,
  passesPauling,
  paulingTest,
  type ReportedStates,
} from './oxidation-states.ts';
export { reportedStates } from './reported-states.ts';
