/**
 * The forty measured lithium conductors of Sendek et al., Energy Environ. Sci. 10, 306 (2017), Table 1, with the
 * structural descriptors that this program computed for those whose structure is public.
 */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import { STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';

/** One measured material. */
export interface TrainingMaterial {
  /** Composition as printed in the paper's table (misprints mended, see the note). */
  readonly formula: string;
  readonly composition: Composition;
  /** Room-temperature ionic conductivity, S/cm. */
  readonly conductivitySPerCm: number;
  /** Where the structure came from; empty when none is public. */
  readonly structureSource: string;
  /** The 24 columns of STRUCTURAL_DESCRIPTORS; all NaN without a structure. */
  readonly descriptors: Float64Array;
}

/**
 * All forty materials, in the order of the paper's table.
 * @throws {UserError} when data/training.csv was changed
 * @example loadTraining().length; // 40
 */
export function loadTraining(): TrainingMaterial[] {
  const columns = STRUCTURAL_DESCRIPTORS.map(({ name }) => name);
  const rows = parseCsv(readShipped('training.csv'), 'data/training.csv', [
    'composition',
    'conductivity_S_per_cm',
    'structure_source',
    ...columns,
  ]);
  return rows.map((row) => ({
    formula: row.composition!,
    composition: parseFormula(row.composition!),
    conductivitySPerCm: Number(row.conductivity_S_per_cm),
    structureSource: row.structure_source!,
    descriptors: Float64Array.from(columns, (column) => (row[column] === '' ? Number.NaN : Number(row[column]))),
  }));
}
