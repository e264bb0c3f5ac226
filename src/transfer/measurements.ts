/**
 * What was measured of a compound: the answer that comes before any prediction. The shipped tables are OBELiX, the Liverpool
 * Ionics Dataset and the review of Laskowski et al. (measured-data.ts), the forty materials of Sendek et al. 2017 (training-data.ts), and figures of single papers.
 */
import { reducedFormula } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { compoundDifference, SAME_COMPOUND } from '../chemistry/same-compound.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import { loadMeasured, MEASURED_SETS, type MeasuredSet } from './measured-data.ts';
import { loadTraining } from './training-data.ts';

/** What one table says of one composition. */
export interface Measurement {
  /** As the table writes it, reduced. */
  readonly formula: string;
  readonly composition: Composition;
  /** log10 of the conductivity in S/cm, median over the measurements; the detection limit for an upper bound. */
  readonly log10Conductivity: number;
  /** The conductivity lies below the figure. */
  readonly isUpperBound: boolean;
  /** Degrees Celsius; null for a table that says only that it is room temperature. */
  readonly temperatureC: number | null;
  readonly measurements: number;
  /** Largest less smallest log10 of the conductivity; zero for one measurement. */
  readonly spreadLog10: number;
  /** Name of the table. */
  readonly table: string;
  /** DOIs, or printed references. */
  readonly sources: readonly string[];
}

/** Finds the measurements of a compound, best first; none for one that no table holds. */
export type MeasurementFinder = (composition: Composition) => readonly Measurement[];

/** Degrees Celsius, ends included, at which a measurement counts as one at room temperature. */
export const ROOM_TEMPERATURE = { from: 15, to: 35 } as const;

/**
 * Whether a measurement is one at room temperature: 15 to 35 C, or of a table that says so.
 * @example isAtRoomTemperature({ temperatureC: 300 }); // false
 */
export function isAtRoomTemperature({ temperatureC }: Pick<Measurement, 'temperatureC'>): boolean {
  return temperatureC === null || (temperatureC >= ROOM_TEMPERATURE.from && temperatureC <= ROOM_TEMPERATURE.to);
}

/**
 * The rows of the shipped tables: OBELiX first, then Liverpool Ionics, Laskowski et al., the forty materials, and single papers.
 * @throws {UserError} when a table in data/ was changed
 * @example loadMeasurements().length; // 936
 */
export function loadMeasurements(): Measurement[] {
  return [...MEASURED_SETS.flatMap(ofSet), ...ofTheForty(), ...ofPapers()];
}

const TABLE_NAMES: Readonly<Record<MeasuredSet, string>> = {
  obelix: 'OBELiX',
  liverpool: 'Liverpool Ionics',
  laskowski: 'Laskowski et al. 2023',
};

function ofSet(set: MeasuredSet): Measurement[] {
  return loadMeasured(set).map((material) => ({
    formula: material.formula,
    composition: material.composition,
    log10Conductivity: material.belowDetection ? material.detectionLimitLog10! : material.log10Conductivity,
    isUpperBound: material.belowDetection,
    temperatureC: material.temperatureC,
    measurements: material.measurements,
    spreadLog10: material.spreadLog10,
    table: TABLE_NAMES[set],
    sources: material.dois,
  }));
}

/** One composition is printed for two structures, with one conductivity. */
function ofTheForty(): Measurement[] {
  const rows = loadTraining().map(({ composition, conductivitySPerCm }): Measurement => {
    const formula = reducedFormula(composition);
    return {
      formula,
      composition,
      log10Conductivity: Math.log10(conductivitySPerCm),
      isUpperBound: false,
      temperatureC: null,
      measurements: 1,
      spreadLog10: 0,
      table: 'Sendek et al. 2017, Table 1',
      sources: ['10.1039/c6ee02697d'],
    };
  });
  return [...new Map(rows.map((row) => [row.formula, row])).values()];
}

function ofPapers(): Measurement[] {
  const columns = ['formula', 'conductivity_S_per_cm', 'temperature_C', 'doi'];
  return parseCsv(readShipped('literature.csv'), 'data/literature.csv', columns).map((row): Measurement => {
    const composition = parseFormula(row.formula!);
    return {
      formula: reducedFormula(composition),
      composition,
      log10Conductivity: Math.log10(Number(row.conductivity_S_per_cm)),
      isUpperBound: false,
      temperatureC: row.temperature_C === '' ? null : Number(row.temperature_C),
      measurements: 1,
      spreadLog10: 0,
      table: 'literature',
      sources: [row.doi!],
    };
  });
}

/**
 * Looks compounds up in tables. A row is of the same compound when it has the same elements and each atomic fraction differs by at
 * most 1 % of the larger of the two. Rows at room temperature come first; of those the nearest in composition; then in the order given.
 * @example openMeasurements(loadMeasurements())(parseFormula('Li7P3S11'))[0].log10Conductivity; // -2.59691
 */
export function openMeasurements(rows: readonly Measurement[]): MeasurementFinder {
  const bySystem = new Map<string, Measurement[]>();
  for (const row of rows) {
    const system = row.composition.atomicNumbers.join();
    const others = bySystem.get(system);
    if (others === undefined) bySystem.set(system, [row]);
    else others.push(row);
  }
  return (composition) =>
    (bySystem.get(composition.atomicNumbers.join()) ?? [])
      .map((row) => ({ row, difference: compoundDifference(row.composition, composition) }))
      .filter(({ difference }) => difference <= SAME_COMPOUND)
      .sort((a, b) => distant(a.row) - distant(b.row) || a.difference - b.difference)
      .map(({ row }) => row);
}

function distant(row: Measurement): number {
  return isAtRoomTemperature(row) ? 0 : 1;
}
