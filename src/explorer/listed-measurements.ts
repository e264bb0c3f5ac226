/** What was measured of the compounds of a list. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { measuredFields } from '../transfer/measured-fields.ts';
import { loadMeasurements, type Measurement, openMeasurements } from '../transfer/measurements.ts';
import type { CandidateRow } from './api.ts';

type Measured = Pick<CandidateRow, 'measured' | 'measured_source' | 'measured_against_predicted'>;

/** A row without what was measured. */
export type ListedRow = Omit<CandidateRow, keyof Measured>;

const NOTHING: Measured = { measured: null, measured_source: null, measured_against_predicted: null };

/**
 * A reader of the user's own and the shipped measurements; quick for the many rows of which nothing was measured.
 * @throws {UserError} when a table in data/ was changed
 * @example openListedMeasurements([])(row).measured;
 */
export function openListedMeasurements(own: readonly Measurement[]): (row: ListedRow) => Measured {
  const rows = [...own, ...loadMeasurements()];
  const systems = new Set(rows.map(({ composition }) => chemicalSystem(composition)));
  const find = openMeasurements(rows);
  return ({ formula, chemical_system, log10_low: low, log10_high: high }) => {
    if (!systems.has(chemical_system)) return NOTHING;
    const interval = low === null || high === null ? null : { low, high };
    const { measured, measured_source, measured_against_predicted } = measuredFields(
      find(parseFormula(formula)),
      interval,
    );
    return { measured, measured_source, measured_against_predicted };
  };
}
