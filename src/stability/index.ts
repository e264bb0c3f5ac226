/** ionsieve/stability: formation energies, the hull of known phases, windows against a metal, and what reacts in contact. */

export { compoundsWith } from './compounds-with.ts';
export { type Contact, contactOf } from './contact.ts';
export { type Facets, hullFacets } from './facets.ts';
export { type Hull, type HullPoint, type MixedPhase, openHull } from './hull.ts';
export { isStablePhase } from './is-stable-phase.ts';
export {
  type EnergyPredictor,
  type JudgedStability,
  judgeStability,
  type PredictedEnergy,
  STABILITY_FILTERS,
  type StabilityRule,
  type Verdict,
} from './judge-stability.ts';
export { metalOf } from './metal.ts';
export { mixtureText } from './mixture-text.ts';
export { type DiagramPhase, type PhaseDiagram, phaseDiagram } from './phase-diagram.ts';
export { type PhaseEnergy, type Phases, phasesFrom } from './phases.ts';
export { type VoltageStep, voltageProfile } from './profile.ts';
export { type EnergiesRead, readEnergies } from './read-energies.ts';
export { shippedPhases } from './shipped-phases.ts';
export { STABILITY_COLUMNS, type StabilityColumn } from './stability-columns.ts';
export { type Stability, stabilityOf } from './stability-of.ts';
export { type Limit, type Metal, type Window, windowAgainst } from './window.ts';
