/**
 * Measured room-temperature conductivities beyond the forty training materials: OBELiX (Therrien et al., arXiv 2502.14234,
 * 2025, training split), the Liverpool Ionics Dataset (Hargreaves et al., npj Comput. Mater. 9, 9, 2023), and what neither has
 * of the review of Laskowski et al. (Energy Environ. Sci. 16, 1264, 2023).
 */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv, type TextRow } from '../core/table.ts';
import { PUBLISHED_MODEL } from './published-model.ts';

/** One composition with the median of its measurements. */
export interface MeasuredMaterial {
  /** Reduced. */
  readonly formula: string;
  readonly composition: Composition;
  /** log10 of the conductivity in S/cm, median over the measurements; the limit stands in for one below it. */
  readonly log10Conductivity: number;
  /**
   * The same over the measurements that a model to be judged on the test split of OBELiX may learn from: Liverpool Ionics holds
   * rows of that split. Null without one.
   */
  readonly log10ForJudgedModels: number | null;
  /** Half of the measurements or more were below a detection limit: the conductivity is an upper bound. */
  readonly belowDetection: boolean;
  /** log10 of the largest detection limit in S/cm; null without one. */
  readonly detectionLimitLog10: number | null;
  /** Median over the measurements, in degrees Celsius; null where the set says only that it is room temperature. */
  readonly temperatureC: number | null;
  readonly measurements: number;
  /** Largest less smallest log10 of the conductivity; zero for one measurement. */
  readonly spreadLog10: number;
  /** Sources of the measurements: DOIs in small letters, or the printed reference where there is none. */
  readonly dois: readonly string[];
  /** Materials of one set that share a source, over others or directly, have one group. */
  readonly doiGroup: string;
  /** Structural family, one spelling in both sets; 'unassigned' without one. */
  readonly family: string;
  /** Whether the forty training materials hold this composition, or one that differs by less than 0.01. */
  readonly inTraining: boolean;
  /** The same for the other sets. */
  readonly inOtherSet: boolean;
  /** In the order of PUBLISHED_MODEL.descriptors; null without a structure that can be described. */
  readonly structural: Float64Array | null;
}

/**
 * log10 of the room-temperature conductivity, in S/cm, from which a material counts as fast: 1e-4.
 * @example LOG10_FAST; // -4
 */
export const LOG10_FAST = -4;

const COLUMNS = [
  'formula',
  'log10_conductivity_S_per_cm',
  'below_detection',
  'detection_limit_log10',
  'temperature_C',
  'measurements',
  'spread_log10',
  'doi',
  'doi_group',
  'family',
  'in_training_40',
  'in_other_set',
];

/**
 * Names of the shipped sets: data/NAME.csv, the most trusted first.
 * @example MEASURED_SETS.map(loadMeasured).map(({ length }) => length); // [390, 403, 103]
 */
export const MEASURED_SETS = ['obelix', 'liverpool', 'laskowski'] as const;

/** One of {@link MEASURED_SETS}. */
export type MeasuredSet = (typeof MEASURED_SETS)[number];

/**
 * All materials of a set, sorted by formula: 390 of OBELiX, some with structural descriptors, 403 of Liverpool Ionics, or 103 of
 * Laskowski et al., none with. Only the OBELiX training split: its test split is not shipped.
 * @throws {UserError} when the table in data/ was changed
 * @example loadMeasured('obelix').filter(({ log10Conductivity }) => log10Conductivity >= -4).length; // 170
 */
export function loadMeasured(set: MeasuredSet): MeasuredMaterial[] {
  const structural = set === 'obelix' ? PUBLISHED_MODEL.descriptors : [];
  const rows = parseCsv(readShipped(`${set}.csv`), `data/${set}.csv`, [...COLUMNS, ...structural]);
  return rows.map((row) => ({
    formula: row.formula!,
    composition: parseFormula(row.formula!),
    log10Conductivity: Number(row.log10_conductivity_S_per_cm),
    log10ForJudgedModels: numberOrNull((row.log10_conductivity_for_judged_models ?? row.log10_conductivity_S_per_cm)!),
    belowDetection: row.below_detection === 'yes',
    detectionLimitLog10: numberOrNull(row.detection_limit_log10!),
    temperatureC: numberOrNull(row.temperature_C!),
    measurements: Number(row.measurements),
    spreadLog10: Number(row.spread_log10),
    dois: row.doi!.split(';'),
    doiGroup: row.doi_group!,
    family: row.family!,
    inTraining: row.in_training_40 === 'yes',
    inOtherSet: row.in_other_set === 'yes',
    structural: structuralOf(row, structural),
  }));
}

/**
 * 1 for a conductivity of 1e-4 S/cm or more, else 0. The slack takes up the rounding of a logarithm.
 * @example isFast(Math.log10(1e-4)); // 1
 */
export function isFast(log10Conductivity: number): 0 | 1 {
  return log10Conductivity >= LOG10_FAST - 1e-9 ? 1 : 0;
}

function numberOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** A row has all descriptors or none. */
function structuralOf(row: TextRow, columns: readonly string[]): Float64Array | null {
  if (columns.length === 0 || row[columns[0]!] === '') return null;
  return Float64Array.from(columns, (column) => Number(row[column]));
}
