/**
 * What data/rebuild/obelix.ts, data/rebuild/liverpool.ts and data/rebuild/laskowski.ts share: raw tables of measured conductivities
 * read, the measurements of one composition merged, and the columns that all shipped tables have.
 */
import { readFileSync } from 'node:fs';
import {
  type Composition,
  fractions,
  loadTraining,
  parseCsv,
  parseFormula,
  reducedFormula,
  type TextRow,
  UserError,
} from 'ionsieve';
import { joinedGroups } from 'ionsieve/dataset';

/** One measured row that was kept. */
export interface Measurement {
  readonly id: string;
  /** The composition as printed, without the quotation marks and spaces around it. */
  readonly printed: string;
  readonly composition: Composition;
  /** Reduced. */
  readonly formula: string;
  /** log10 of S/cm; the detection limit itself where `below`. */
  readonly log10Conductivity: number;
  readonly below: boolean;
  /** NaN where the table states none. */
  readonly temperatureC: number;
  readonly dois: readonly string[];
  /** As printed. */
  readonly family: string;
}

/** The measurements of a raw table, and how many rows it had or left out for each reason. */
export interface RawTable {
  readonly measurements: readonly Measurement[];
  readonly counts: Readonly<Record<string, number>>;
}

/** All measurements of one composition. */
export interface Merged {
  readonly formula: string;
  readonly composition: Composition;
  /** In the order of the raw table. */
  readonly measurements: readonly Measurement[];
}

/** Room temperature, inclusive. */
const COLDEST_C = 15;
const WARMEST_C = 35;

/** Two compositions count as one below this sum of absolute differences of the atomic fractions. */
const SAME_COMPOSITION = 0.01;

const ATOMIC_NUMBER_LI = 3;

/**
 * One name for the spellings of a family in either table, after lower-casing; a name that is not here stays as it is.
 * Without this a family could stand on both sides of a split. Names that mean different things stay apart (nitrides,
 * nitridosilicates and boron nitride; glass and glass-ceramic; zircon and zirconates).
 */
const FAMILY_NAMES: Readonly<Record<string, string>> = {
  '': 'unassigned',
  antiperovskite: 'anti-perovskite',
  antiperovskites: 'anti-perovskite',
  'anti-perovskites': 'anti-perovskite',
  argyrodites: 'argyrodite',
  cholorides: 'chlorides',
  diphosphate: 'pyrophosphate',
  'garnet-like': 'garnet',
  garnets: 'garnet',
  lysonite: 'lyonsite',
  nitride: 'nitrides',
  perovskites: 'perovskite',
  sugilites: 'sugilite',
  'thio-phosphate': 'thiophosphate',
};

const normalisedFamily = (printed: string) => {
  const lower = printed.trim().toLowerCase();
  return FAMILY_NAMES[lower] ?? lower;
};

/** OBELiX: every row is at room temperature, no figure given; several DOIs of one row stand between bars. */
export function readObelix(path: string): RawTable {
  const columns = ['ID', 'Reduced Composition', 'Ionic conductivity (S cm-1)', 'Family', 'DOI'];
  return readRaw(path, columns, (row) => ({
    id: row.ID!,
    printed: row['Reduced Composition']!,
    conductivity: row['Ionic conductivity (S cm-1)']!,
    temperatureC: Number.NaN,
    doi: row.DOI!,
    family: row.Family!,
  }));
}

/** Liverpool Ionics: temperatures from 5 to 873 C, of which only room temperature is kept. */
export function readLiverpool(path: string): RawTable {
  const columns = ['ID', 'composition', 'source', 'temperature', 'target', 'family'];
  return readRaw(path, columns, (row) => ({
    id: row.ID!,
    printed: row.composition!,
    conductivity: row.target!,
    temperatureC: Number(row.temperature),
    doi: row.source!,
    family: row.family!,
  }));
}

/** The review states neither the paper of a measurement nor a family: all rows are of one source. */
const LASKOWSKI_DOI = '10.1039/d2ee03499a';

/** Laskowski et al. 2023: room temperature; a figure of a detection limit is marked in a column of its own. */
export function readLaskowski(path: string): RawTable {
  return readRaw(path, ['formula', 'sigma_S_cm', 'censored', 'temperature_as_given'], (row) => ({
    id: row.formula!,
    printed: row.formula!,
    conductivity: `${row.censored}${row.sigma_S_cm}`,
    temperatureC: row.temperature_as_given === 'RT' ? Number.NaN : Number(row.temperature_as_given),
    doi: LASKOWSKI_DOI,
    family: '',
  }));
}

/** A raw row under common names. */
interface RawRow {
  readonly id: string;
  readonly printed: string;
  readonly conductivity: string;
  readonly temperatureC: number;
  readonly doi: string;
  readonly family: string;
}

function readRaw(path: string, columns: readonly string[], named: (row: TextRow) => RawRow): RawTable {
  const rows = parseCsv(readFileSync(path, 'utf8'), path, columns);
  const counts: Record<string, number> = { rows: rows.length };
  for (const reason of ['outside 15 to 35 C', 'not readable', 'no lithium', 'no conductivity']) counts[reason] = 0;
  const measurements: Measurement[] = [];
  for (const row of rows) {
    const raw = named(row);
    const read = readRow(raw);
    if (typeof read !== 'string') measurements.push(read);
    else {
      counts[read]!++;
      if (read !== 'outside 15 to 35 C') process.stderr.write(`${path}, ${raw.id}, ${raw.printed}: ${read}\n`);
    }
  }
  return { measurements, counts };
}

/** The measurement, or the reason why it is left out. */
function readRow({ id, printed, conductivity, temperatureC, doi, family }: RawRow): Measurement | string {
  if (temperatureC < COLDEST_C || temperatureC > WARMEST_C) return 'outside 15 to 35 C';
  const text = printed.replaceAll('"', '').trim();
  const composition = readComposition(text);
  if (composition === undefined) return 'not readable';
  if (!composition.atomicNumbers.includes(ATOMIC_NUMBER_LI)) return 'no lithium';
  const below = conductivity.startsWith('<');
  const log10Conductivity = Math.log10(Number(conductivity.replace('<', '')));
  if (!Number.isFinite(log10Conductivity)) return 'no conductivity';
  const formula = reducedFormula(composition);
  return {
    id,
    printed: text,
    composition,
    formula,
    log10Conductivity,
    below,
    temperatureC,
    dois: doi.split('|').map(normalisedDoi),
    family: family.trim(),
  };
}

function readComposition(text: string): Composition | undefined {
  try {
    return parseFormula(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * One spelling of a DOI: it means the same in capitals and small letters, and both tables mix them. The German and the
 * international edition of Angewandte Chemie give one paper the same number since 2000; a source without DOI stays.
 */
function normalisedDoi(printed: string): string {
  const doi = printed.trim();
  if (!doi.startsWith('10.')) return doi;
  return doi.toLowerCase().replace(/^10\.1002\/ange\.(?=20)/, '10.1002/anie.');
}

/** One entry for each reduced formula, sorted by it. */
export function mergeMeasurements(measurements: readonly Measurement[]): Merged[] {
  return [...grouped(measurements, ({ formula }) => formula)]
    .map(([formula, group]) => ({ formula, composition: group[0]!.composition, measurements: group }))
    .sort((a, b) => inOrder(a.formula, b.formula));
}

/** The columns that all tables have, in their order. */
export const MEASURED_COLUMNS: readonly string[] = [
  'formula',
  'composition_as_printed',
  'log10_conductivity_S_per_cm',
  'below_detection',
  'detection_limit_log10',
  'measurements',
  'spread_log10',
  'temperature_C',
  'doi',
  'doi_group',
  'family',
  'family_as_printed',
  'in_training_40',
  'in_other_set',
];

/**
 * The cells of MEASURED_COLUMNS for each composition.
 * @param other the other table's compositions
 */
export function measuredCells(materials: readonly Merged[], other: readonly Merged[]): (string | number)[][] {
  const groups = joinedGroups(materials.map(distinctDois));
  const training = loadTraining();
  return materials.map((material, i) => {
    const { formula, composition, measurements } = material;
    const logs = measurements.map(({ log10Conductivity }) => log10Conductivity);
    const limits = measurements.filter(({ below }) => below).map(({ log10Conductivity }) => log10Conductivity);
    return [
      formula,
      measurements[0]!.printed,
      medianLog10(measurements),
      yesNo(2 * limits.length >= measurements.length),
      limits.length === 0 ? '' : sixDecimals(Math.max(...limits)),
      measurements.length,
      sixDecimals(Math.max(...logs) - Math.min(...logs)),
      sixDecimals(median(measurements.map(({ temperatureC }) => temperatureC))),
      distinctDois(material).join(';'),
      groups[i]!,
      mostFrequent(measurements.map(({ family }) => normalisedFamily(family))),
      distinct(measurements.map(({ family }) => family)).join(';'),
      yesNo(holds(training, composition)),
      yesNo(holds(other, composition)),
    ];
  });
}

/** log10 of S/cm, the median of some measurements, to six decimals. */
export function medianLog10(measurements: readonly Measurement[]): number {
  return sixDecimals(median(measurements.map(({ log10Conductivity }) => log10Conductivity)));
}

function holds(list: readonly { readonly composition: Composition }[], wanted: Composition): boolean {
  const formula = reducedFormula(wanted);
  return list.some(
    ({ composition }) => reducedFormula(composition) === formula || difference(composition, wanted) < SAME_COMPOSITION,
  );
}

/** Sum over the elements of the absolute differences of the atomic fractions: 0 for one composition, 2 at most. */
export function difference(a: Composition, b: Composition): number {
  const apart = new Map<number, number>();
  fractions(a).forEach((fraction, i) => {
    apart.set(a.atomicNumbers[i]!, fraction);
  });
  fractions(b).forEach((fraction, i) => {
    const z = b.atomicNumbers[i]!;
    apart.set(z, (apart.get(z) ?? 0) - fraction);
  });
  return [...apart.values()].reduce((sum, value) => sum + Math.abs(value), 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Of equals the first in the alphabet. */
function mostFrequent(names: readonly string[]): string {
  const counts = [...grouped(names, (name) => name)].map(([name, { length }]) => ({ name, length }));
  return counts.sort((a, b) => b.length - a.length || inOrder(a.name, b.name))[0]!.name;
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

const distinct = (names: readonly string[]) => [...new Set(names)].filter((name) => name !== '').sort(inOrder);
const distinctDois = ({ measurements }: Merged) => distinct(measurements.flatMap(({ dois }) => dois));
const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sixDecimals = (value: number) => Number(value.toFixed(6));
const yesNo = (value: boolean) => (value ? 'yes' : 'no');
