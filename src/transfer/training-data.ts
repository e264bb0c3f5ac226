/**
 * The forty measured lithium conductors of Sendek et al., Energy Environ. Sci. 10, 306 (2017), Table 1, with the
 * structural descriptors that this program computed for those whose structure is public.
 */

import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import type { Compound } from '../descriptors/descriptor.ts';
import { type Ions, STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { LITHIUM_IONS } from './ions.ts';

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

/**
 * A material as something to describe. The table holds the structural descriptors of lithium alone.
 * @example describeCompounds({ elemental: 'elemental-30' }, loadTraining().map(asCompound)).rows; // 40
 */
export function asCompound({ formula, composition, structureSource, descriptors }: TrainingMaterial): Compound {
  const structural = ({ mobileIon, counterIon }: Ions): Float64Array => {
    const asked = `${SYMBOLS[mobileIon]}, ${counterIon}`;
    const { mobileIon: known, counterIon: kept } = LITHIUM_IONS;
    if (mobileIon === known && counterIon === kept) return descriptors;
    return fail(
      formula,
      `structural descriptors of ${SYMBOLS[known]}, ${kept}`,
      asked,
      'data/training.csv has no others',
    );
  };
  return { id: formula, composition, ...(structureSource !== '' && { structural }) };
}
