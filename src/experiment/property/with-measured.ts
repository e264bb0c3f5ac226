/** Joins the rows of a user's table with the shipped measurements of conductivity: what the user measured stands, whatever was shipped. */
import {
  isAtRoomTemperature,
  loadMeasurements,
  type Measurement,
  openMeasurements,
} from '../../transfer/measurements.ts';
import { hasInput } from './input.ts';
import type { PropertyData } from './load-table.ts';
import type { PropertyMethod } from './method.ts';

/** Rows of two origins, one entry a compound, sorted by formula. */
export interface JoinedData {
  readonly data: PropertyData;
  /** Whether an entry is of the user's table. */
  readonly isOwn: readonly boolean[];
  readonly counts: JoinCounts;
}

/** What became of the shipped measurements. */
export interface JoinCounts {
  readonly own: number;
  readonly shipped: number;
  /** Of compounds that the user's table has, or one within 1 % of every atomic fraction: left out. */
  readonly replaced: number;
  /** Of a formula that a shipped table before it has: left out. */
  readonly repeated: number;
  readonly not_at_room_temperature: number;
  /** Elements without descriptors. */
  readonly without_input: number;
  /** Of the shipped ones that are learned from: known only as an upper bound, which stands for the value. */
  readonly upper_bounds: number;
}

/**
 * Joins own rows with the shipped measurements at room temperature. Values are log10 of S/cm.
 * @param threshold in these values; none where there are no classes
 * @throws {UserError} when a shipped table was changed
 * @example joinMeasured(data, [method], -4).counts.shipped;
 */
export function joinMeasured(
  own: PropertyData,
  methods: readonly PropertyMethod[],
  threshold: number | undefined,
): JoinedData {
  const ownRows = own.compositions.map((composition, i) => asMeasurement(own.formulas[i]!, composition, own.y[i]!));
  const findOwn = openMeasurements(ownRows);
  const counts = { replaced: 0, repeated: 0, not_at_room_temperature: 0, without_input: 0 };
  const kept: Measurement[] = [];
  const formulas = new Set<string>();
  for (const row of loadMeasurements()) {
    if (!isAtRoomTemperature(row)) counts.not_at_room_temperature++;
    else if (findOwn(row.composition).length > 0) counts.replaced++;
    else if (formulas.has(row.formula)) counts.repeated++;
    else if (!methods.every(({ input }) => hasInput(input, row.composition, {}))) counts.without_input++;
    else {
      formulas.add(row.formula);
      kept.push(row);
    }
  }
  const entries = [...ownRows.map((row) => ({ row, isOwn: true })), ...kept.map((row) => ({ row, isOwn: false }))].sort(
    (a, b) => (a.row.formula < b.row.formula ? -1 : 1),
  );
  const y = Float64Array.from(entries, ({ row }) => row.log10Conductivity);
  return {
    data: {
      ...own,
      formulas: entries.map(({ row }) => row.formula),
      compositions: entries.map(({ row }) => row.composition),
      y,
      labels: threshold === undefined ? null : Array.from(y, (value) => (value >= threshold ? 1 : 0)),
      rows: entries.map(() => ({})),
    },
    isOwn: entries.map((entry) => entry.isOwn),
    counts: {
      ...{ own: ownRows.length, shipped: kept.length, ...counts },
      upper_bounds: kept.filter(({ isUpperBound }) => isUpperBound).length,
    },
  };
}

function asMeasurement(formula: string, composition: Measurement['composition'], value: number): Measurement {
  return {
    ...{ formula, composition, log10Conductivity: value, isUpperBound: false, temperatureC: null },
    ...{ measurements: 1, spreadLog10: 0, table: 'own', sources: [] },
  };
}
