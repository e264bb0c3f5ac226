/** The compounds of the table of formation energies, and how far each lies above the hull of all others. */
import { type Composition, chemicalSystem, parseFormula } from 'ionsieve/chemistry';
import { startProgress } from 'ionsieve/core';
import { openHull, type Phases } from 'ionsieve/stability';

/** Compounds, by row. */
export interface EnergyCompounds {
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** Chemical system of each, such as Li-P-S. */
  readonly systems: readonly string[];
  /** Formation energy, eV an atom. */
  readonly energies: Float64Array;
  /** Energy of the most stable mixture of all other phases, eV an atom. */
  readonly others: Float64Array;
}

/**
 * One compound of so many; elements are none.
 * @example energyCompounds(shippedPhases(), 40).formulas.length; // 2,126
 */
export function energyCompounds(phases: Phases, every: number): EnergyCompounds {
  const rows = Array.from(phases.formulas.keys(), (phase) => ({
    formula: phases.formulas[phase]!,
    composition: parseFormula(phases.formulas[phase]!),
    energy: phases.energies[phase]!,
  }))
    .filter(({ composition }) => composition.atomicNumbers.length > 1)
    .filter((_, row) => row % every === 0);
  const hull = openHull(phases);
  const bar = startProgress('hulls', rows.length, 'compounds');
  const others = Float64Array.from(rows, ({ composition, formula }, row) => {
    if (row % 1000 === 0) bar.update(row);
    return hull(composition, formula).energy;
  });
  bar.stop();
  return {
    formulas: rows.map(({ formula }) => formula),
    compositions: rows.map(({ composition }) => composition),
    systems: rows.map(({ composition }) => chemicalSystem(composition)),
    energies: Float64Array.from(rows, ({ energy }) => energy),
    others,
  };
}
