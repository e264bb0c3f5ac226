/** A row of candidates.csv: what the students say of a compound, and what known phases say. */
import { parseFormula } from 'ionsieve/chemistry';
import { roundOnce } from 'ionsieve/experiment';
import { contactOf, type Hull, mixtureText } from 'ionsieve/stability';
import type { NearPhase } from './nearest-phase.ts';
import type { Sifted } from './sift.ts';

/** The header of candidates.csv. */
export const CANDIDATES_HEADER = [
  'formula',
  'screening_probability',
  'probability',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'log10_high',
  'domain',
  'oxidation_states',
  'oxidation_states_probability',
  'hull_energy_eV_atom',
  'competing_phases',
  'predicted_above_hull_eV_atom',
  'predicted_above_hull_low',
  'predicted_above_hull_high',
  'reduction_V',
  'oxidation_V',
  'reaction_with_lithium_eV_atom',
  'nearest_measured',
  'nearest_measured_log10_S_per_cm',
  'nearest_measured_difference',
  'nearest_stable_phase',
  'nearest_stable_phase_difference',
] as const satisfies readonly (keyof MeasuredShortlistRow)[];

/** A compound of the shortlist: the score that ranked it, what the student that predicts says of it, and what known phases say. */
export interface MeasuredShortlistRow {
  readonly formula: string;
  readonly screening_probability: number;
  readonly probability: number;
  readonly log10_conductivity_S_per_cm: number;
  readonly log10_low: number;
  readonly log10_high: number;
  readonly domain: 'inside' | 'outside';
  /** In which the competing phases are neutral too. */
  readonly oxidation_states: string;
  /** Product of the shares of the states among the reports of their elements. */
  readonly oxidation_states_probability: number;
  /** Of the most stable mixture of known phases, relative to the elements. */
  readonly hull_energy_eV_atom: number;
  /** That mixture; amounts for one formula unit. */
  readonly competing_phases: string;
  /** Of the compound above that mixture, as the model of formation energies has it. */
  readonly predicted_above_hull_eV_atom: number;
  readonly predicted_above_hull_low: number;
  readonly predicted_above_hull_high: number;
  /** V against lithium, of that mixture. */
  readonly reduction_V: number;
  readonly oxidation_V: number;
  /** The most negative energy of that mixture in contact with lithium metal, in eV an atom of both; 0 where they do not react. */
  readonly reaction_with_lithium_eV_atom: number;
  readonly nearest_measured: string;
  readonly nearest_measured_log10_S_per_cm: number;
  /** Sum of the absolute differences of atomic fractions. */
  readonly nearest_measured_difference: number;
  /** The stable lithium phase nearest in composition. */
  readonly nearest_stable_phase: string;
  /** Sum of the absolute differences of atomic fractions. */
  readonly nearest_stable_phase_difference: number;
}

/**
 * The row of a compound that is left of a ranking.
 * @param nearest the stable phase nearest to it
 * @example shortlistRow(kept[0], hull, nearest(kept[0].composition)).competing_phases;
 */
export function shortlistRow(
  { formula, score, composition, judged, states, answer }: Sifted,
  hull: Hull,
  nearest: NearPhase,
): MeasuredShortlistRow {
  const window = judged.window!;
  const predicted = judged.predicted!;
  return {
    formula,
    screening_probability: roundOnce(1 / (1 + Math.exp(-score)))!,
    probability: roundOnce(answer.probability)!,
    log10_conductivity_S_per_cm: roundOnce(answer.value)!,
    log10_low: roundOnce(answer.low)!,
    log10_high: roundOnce(answer.high)!,
    domain: answer.domain!,
    oxidation_states: states.text,
    oxidation_states_probability: roundOnce(states.probability)!,
    hull_energy_eV_atom: roundOnce(judged.hull.energy)!,
    competing_phases: mixtureText(judged.hull.phases),
    predicted_above_hull_eV_atom: roundOnce(predicted.value)!,
    predicted_above_hull_low: roundOnce(predicted.low)!,
    predicted_above_hull_high: roundOnce(predicted.high)!,
    reduction_V: roundOnce(window.reduction.volts)!,
    oxidation_V: roundOnce(window.oxidation.volts)!,
    reaction_with_lithium_eV_atom: roundOnce(contactOf(hull, composition, parseFormula('Li')).energy)!,
    nearest_measured: answer.nearest!.formula,
    nearest_measured_log10_S_per_cm: roundOnce(answer.nearest!.value)!,
    nearest_measured_difference: roundOnce(answer.nearest!.difference)!,
    nearest_stable_phase: nearest.formula,
    nearest_stable_phase_difference: roundOnce(nearest.difference)!,
  };
}
