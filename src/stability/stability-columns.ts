/** What stability says of a compound, column by column, for every table that shows it. */
import type { JudgedStability } from './judge-stability.ts';
import { mixtureText } from './mixture-text.ts';

/** A column; null where nothing is known, or nothing is to be said. */
export type StabilityColumn =
  | { readonly name: string; readonly holds: 'number'; readonly of: (judged: JudgedStability) => number | null }
  | { readonly name: string; readonly holds: 'text'; readonly of: (judged: JudgedStability) => string | null };

/**
 * The columns, in their order. Energies in eV an atom, potentials in V against the metal of the window.
 * @example STABILITY_COLUMNS[0].name; // 'hull_energy_eV_atom'
 */
export const STABILITY_COLUMNS: readonly StabilityColumn[] = [
  { name: 'hull_energy_eV_atom', holds: 'number', of: ({ hull }) => hull.energy },
  { name: 'competing_phases', holds: 'text', of: ({ hull }) => mixtureText(hull.phases) },
  { name: 'above_hull_eV_atom', holds: 'number', of: ({ aboveHull }) => aboveHull },
  { name: 'predicted_above_hull_eV_atom', holds: 'number', of: ({ predicted }) => predicted?.value ?? null },
  { name: 'predicted_above_hull_low', holds: 'number', of: ({ predicted }) => predicted?.low ?? null },
  { name: 'predicted_above_hull_high', holds: 'number', of: ({ predicted }) => predicted?.high ?? null },
  {
    name: 'elemental_products',
    holds: 'text',
    of: ({ elemental }) => (elemental.length === 0 ? null : elemental.join(' ')),
  },
  { name: 'reduction_V', holds: 'number', of: ({ window }) => window?.reduction.volts ?? null },
  { name: 'oxidation_V', holds: 'number', of: ({ window }) => window?.oxidation.volts ?? null },
  { name: 'oxidation_states', holds: 'text', of: ({ states }) => states?.text ?? null },
  { name: 'oxidation_states_probability', holds: 'number', of: ({ states }) => states?.probability ?? null },
];
