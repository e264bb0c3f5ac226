/**
 * Rebuilds data/sodium.csv and data/sodium-structures.jsonl.gz: measured conductivities of sodium (and lithium) NASICONs and of
 * some sodium sulfides, with model structures.
 *
 *   npx tsx data/rebuild/sodium.ts TRAINING.csv TEST.csv BARRIER_STRUCTURES --out sodium.csv \
 *     --structures sodium-structures.jsonl.gz
 *
 * TRAINING.csv and TEST.csv are TrainingData.csv and TestData_NaLi.csv of Xu et al. 2020, which call all values room-temperature
 * ones. Rows that cannot be are marked in the column `measured_at`: those that another compilation prints for 400 K, and those
 * read from plots. The structures are models (rebuild/nasicon-model.ts), and two printed ones (rebuild/sodium-literature.ts).
 * To them are added, of each formula in BARRIER_STRUCTURES (data/barriers-structures.jsonl.gz) that holds sodium, the first
 * structure, unless its id is there already: material to label. The counts that belong into data/manifest.json are printed.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  type Composition,
  compositionOf,
  formatCsv,
  formatJsonLines,
  parseFormula,
  readStructures,
  reducedFormula,
  type Structure,
  SYMBOLS,
  writeAtomic,
} from 'ionsieve';
import { nasiconModel } from './nasicon-model.ts';
import { PUBLISHED, publishedStructures } from './sodium-literature.ts';

const SODIUM = 11;
const XU = '10.1088/2399-6528/ab92d8';
/**
 * Na1+xMxZr2-x(PO4)3 of Winand, Rulmont and Tarte, J. Mater. Sci. 25, 4008 (1990): conductivity at 400 K in S/cm, from
 * https://www.scientific.net/Abstract/Preview?AbstractId=8055; the last, of ytterbium with x = 1.5, follows its series.
 */
const AT_400_K: Readonly<Record<string, number>> = {
  'Na1.5Al0.5Zr1.5(PO4)3': 5.7e-6,
  'Na1.5Cr0.5Zr1.5(PO4)3': 1e-5,
  'Na1.5Ga0.5Zr1.5(PO4)3': 3.4e-6,
  'Na1.5In0.5Zr1.5(PO4)3': 2.9e-5,
  'Na1.5Sc0.5Zr1.5(PO4)3': 5.8e-5,
  'Na1.5Y0.5Zr1.5(PO4)3': 5.6e-5,
  'Na1.5Yb0.5Zr1.5(PO4)3': 3e-5,
  'Na2AlZr(PO4)3': 1.2e-6,
  'Na2CrZr(PO4)3': 2.5e-5,
  'Na2.5Cr1.5Zr0.5(PO4)3': 1.8e-4,
  'Na2.5In1.5Zr0.5(PO4)3': 1e-4,
  'Na2.5Sc1.5Zr0.5(PO4)3': 5.6e-4,
  'Na2.5Y1.5Zr0.5(PO4)3': 4.6e-5,
  'Na2.5Yb1.5Zr0.5(PO4)3': 1.9e-4,
};
/** Tags of papers whose values lie two to four decades above the same or like compositions in the table. */
const FROM_PLOTS = new Set(['DELMAS', 'CHERKAOJI', 'Cherkaoji n Delmas']);
const ROOM = 'room temperature';
const COLUMNS = [
  'id',
  'formula',
  'mobile_ion',
  'conductivity_S_per_cm',
  'activation_energy_eV',
  'a_A',
  'c_A',
  'measured_at',
  'note',
  'structure_id',
  'not_modelled',
  'set',
  'composition_as_printed',
  'paper_as_printed',
  'doi',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'sodium.csv' },
    structures: { type: 'string', default: 'sodium-structures.jsonl.gz' },
  },
});
const [training, test, barriers] = positionals;
if (training === undefined || test === undefined || barriers === undefined) {
  throw new Error('give TRAINING.csv, TEST.csv and BARRIER_STRUCTURES');
}

const counts: Record<string, number> = {
  rows: 0,
  'same row again': 0,
  'not readable': 0,
  'not at room temperature': 0,
  models: 0,
  'of barriers': 0,
};
const structures: Structure[] = publishedStructures();
const rows: (string | number)[][] = [];
const seen = new Set<string>();
for (const row of [...rawRows(training, 'training'), ...rawRows(test, 'test')]) addRow(row);
for (const { formula, conductivity, activationEnergyEv, doi, remark, structure } of PUBLISHED) {
  const reduced = reducedFormula(parseFormula(formula));
  const energy = activationEnergyEv ?? Number.NaN;
  const notModelled = structure === undefined ? 'no structure at hand' : '';
  const cell = [Number.NaN, Number.NaN];
  const place = [structure ?? '', notModelled, 'literature', formula, '', doi];
  rows.push([formula, reduced, 'Na', conductivity, energy, ...cell, ROOM, remark, ...place]);
}
addBarrierStructures();
writeAtomic(values.out, formatCsv(COLUMNS, rows));
writeAtomic(values.structures, gzipSync(formatJsonLines(structures.map(rounded)), { level: 9 }));
process.stdout.write(`${JSON.stringify({ ...counts, literature: PUBLISHED.length }, null, 2)}\n`);

/** A raw row by the names of its columns, with the file it stands in. */
interface RawRow {
  readonly set: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The headers have empty names and one file a byte order mark; no cell is quoted. */
function rawRows(path: string, set: string): RawRow[] {
  const [header, ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = header!.split(',');
  return lines.map((line) => ({
    set,
    cells: Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell.trim()])),
  }));
}

function addRow({ set, cells }: RawRow): void {
  const { Formula: printed = '', S = '', Ea = '', a = '', c = '', Paper = '' } = cells;
  counts.rows!++;
  const composition = readComposition(printed);
  if (composition === undefined) {
    counts['not readable']!++;
    process.stderr.write(`${set}, ${printed}: not readable\n`);
    return;
  }
  const formula = reducedFormula(composition);
  const key = [formula, Number(S), a, c].join(' ');
  if (seen.has(key)) {
    counts['same row again']!++;
    return;
  }
  seen.add(key);
  const ion = composition.atomicNumbers.includes(SODIUM) ? 'Na' : 'Li';
  const measuredAt = temperatureOf(formula, Number(S), Paper);
  if (measuredAt !== ROOM) counts['not at room temperature']!++;
  const id = `nasicon-${set}-${rows.filter((row) => row[11] === set).length + 1}`;
  const model =
    ion === 'Na' ? nasiconModel(id, composition, Number(a), Number(c), SYMBOLS) : 'positions of lithium differ';
  if (typeof model !== 'string') {
    counts.models!++;
    structures.push(model);
  }
  const [structureId, notModelled] = typeof model === 'string' ? ['', model] : [id, ''];
  const energy = Ea === '' ? Number.NaN : Number(Ea);
  const place = [structureId, notModelled, set, printed, Paper, XU];
  rows.push([id, formula, ion, Number(S), energy, Number(a), Number(c), measuredAt, '', ...place]);
}

function addBarrierStructures(): void {
  const formulas = new Set<string>();
  const ids = new Set(structures.map(({ id }) => id));
  for (const structure of readStructures([barriers!])) {
    const formula = reducedFormula(compositionOf(structure));
    if (!structure.species.includes(SODIUM) || formulas.has(formula)) continue;
    formulas.add(formula);
    if (ids.has(structure.id)) continue;
    structures.push(structure);
    counts['of barriers']!++;
  }
}

/** HF stands for hafnium and AL for aluminium in some rows; others name mixtures. */
function readComposition(printed: string): Composition | undefined {
  try {
    return parseFormula(printed.replace('HF', 'Hf').replace('AL', 'Al').replaceAll(' ', ''));
  } catch {
    return undefined;
  }
}

function temperatureOf(formula: string, conductivity: number, paper: string): string {
  if (FROM_PLOTS.has(paper)) return 'probably 300 C';
  const same = Object.entries(AT_400_K).find(([printed]) => reducedFormula(parseFormula(printed)) === formula);
  return same !== undefined && Math.abs(conductivity / same[1] - 1) < 1e-3 ? '400 K' : ROOM;
}

function rounded(structure: Structure): Structure {
  const to = (digits: number) => (value: number) => Number(value.toFixed(digits)) + 0;
  return { ...structure, lattice: structure.lattice.map(to(6)), frac: structure.frac.map(to(5)) };
}
