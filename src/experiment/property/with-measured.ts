/** Joins the rows of a user's table with the shipped measurements of conductivity: what the user measured stands, whatever was shipped. */
import { atomicNumber } from '../../chemistry/elements.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { compoundDifference, SAME_COMPOUND } from '../../chemistry/same-compound.ts';
import { type DatasetRow, datasetOf, rowsOf } from '../../dataset/dataset.ts';
import { hasDescriptors } from '../../descriptors/parts.ts';
import { isAtRoomTemperature, loadMeasurements, type Measurement } from '../../transfer/measurements.ts';
import { descriptorsOf } from './input.ts';
import { type PropertyData, withClasses } from './load-table.ts';
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
  readonly not_at_room_temperature: number;
  /** By `contains`. */
  readonly not_kept: number;
  /** Of compounds that the user's table has, or one within 1 % of every atomic fraction: left out. */
  readonly replaced: number;
  /** Of compounds that a shipped row before it has, to within 1 % too: left out, or one would be held out while the other is learned. */
  readonly repeated: number;
  /** Elements without descriptors. */
  readonly without_input: number;
  /** Of the shipped ones that are learned from: known only as an upper bound, which stands for the value. */
  readonly upper_bounds: number;
}

/**
 * Joins own rows with the shipped measurements at room temperature. Values are log10 of S/cm.
 * @param contains symbol of an element: only compounds with it; all if not given
 * @throws {UserError} when a shipped table was changed
 * @example joinMeasured(data, [method]).counts.shipped;
 */
export function joinMeasured(own: PropertyData, methods: readonly PropertyMethod[], contains?: string): JoinedData {
  const element = contains === undefined ? undefined : atomicNumber(contains, 'contains');
  const counts = { not_at_room_temperature: 0, not_kept: 0, replaced: 0, repeated: 0, without_input: 0 };
  const kept: Measurement[] = [];
  for (const row of loadMeasurements()) {
    const { composition } = row;
    if (!isAtRoomTemperature(row)) counts.not_at_room_temperature++;
    else if (element !== undefined && !composition.atomicNumbers.includes(element)) counts.not_kept++;
    else if (own.compositions.some((each) => isSame(each, composition))) counts.replaced++;
    else if (kept.some((each) => isSame(each.composition, composition))) counts.repeated++;
    else if (!methods.every(({ input }) => hasDescriptors(descriptorsOf(input), { id: row.formula, composition })))
      counts.without_input++;
    else kept.push(row);
  }
  const rows = [...rowsOf(own), ...kept.map(shippedRow)].sort((a, b) => (a.formula < b.formula ? -1 : 1));
  return {
    data: withClasses(datasetOf(rows, own)),
    isOwn: rows.map(({ file }) => file !== SHIPPED),
    counts: {
      ...{ own: own.formulas.length, shipped: kept.length, ...counts },
      upper_bounds: kept.filter(({ isUpperBound }) => isUpperBound).length,
    },
  };
}

/** What the shipped tables are called among files. */
const SHIPPED = 'shipped measurements';

function shippedRow({ formula, composition, log10Conductivity: y, isUpperBound }: Measurement, i: number): DatasetRow {
  return {
    ...{ formula, composition, y, bound: isUpperBound ? -1 : 0, weight: 1, file: SHIPPED, line: i + 1 },
    ...{ row: {}, structural: null, id: null, structure: null },
  };
}

const isSame = (a: Composition, b: Composition): boolean => compoundDifference(a, b) <= SAME_COMPOUND;
