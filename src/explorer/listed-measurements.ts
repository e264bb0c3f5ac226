/** What was measured of the compounds of a list. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { measuredFields } from '../transfer/measured-fields.ts';
import { loadMeasurements, type Measurement, openMeasurements } from '../transfer/measurements.ts';
import { FAST_CONDUCTION } from '../transfer/published-model.ts';
import type { CandidateRow } from './api.ts';
import type { FoundScreening } from './run-folder.ts';

type Measured = Pick<CandidateRow, 'measured' | 'measured_source' | 'measured_against_predicted'>;

/** A row without what was measured. */
export type ListedRow = Omit<CandidateRow, keyof Measured>;

const NOTHING: Measured = { measured: null, measured_source: null, measured_against_predicted: null };

/**
 * What may stand beside a screening: measured conductivities, the user's first, where it is one of conductivity.
 * @throws {UserError} when a table in data/ was changed
 * @example measurementsBeside(openRunFolder('screened').screenings[0]).length;
 */
export function measurementsBeside({ unit, own }: Pick<FoundScreening, 'unit' | 'own'>): readonly Measurement[] {
  return unit === FAST_CONDUCTION.unit ? [...own, ...loadMeasurements()] : [];
}

/**
 * A reader of measurements; quick for the many rows of which nothing was measured.
 * @example openListedMeasurements(loadMeasurements())(row).measured;
 */
export function openListedMeasurements(rows: readonly Measurement[]): (row: ListedRow) => Measured {
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
