/** ionsieve/chemistry: elements, formulas, compositions, oxidation states. */

export type { Composition } from './canonical.ts';
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
export {
  type ChargeAssignment,
  chargeAssignments,
  isChargeNeutral,
  type OxidationTable,
  oxidationStates,
  passesPauling,
  paulingTest,
} from './oxidation-states.ts';
