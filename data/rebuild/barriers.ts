/**
 * Rebuilds data/barriers.csv and data/barriers-structures.jsonl.gz: migration barriers by density functional theory, and the
 * structures in which the ions move.
 *
 *   npx tsx data/rebuild/barriers.ts BARRIERS.csv TRAIN.json TEST.json --out barriers.csv --structures barriers-structures.jsonl.gz
 *
 * BARRIERS.csv is the table of all barriers (barriers_619.csv), TRAIN.json and TEST.json the structures (RAW-Em-5-images-*.json,
 * .gz too). A structure there holds the moving ion five times, at equal steps along its path, as its first five atoms. Of
 * these the first and the last are crystal sites: both are filled here, as in the crystal whose vacancy the ion jumps into.
 * Only the first is filled where the cell has no other ion of the element (one ion in an empty host), or where that gives
 * the printed composition. A structure with two atoms within 1.1 Angstrom is left out. The counts that belong
 * into data/manifest.json are printed; what is left out, and what differs from the printed composition, is listed on stderr.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  type Composition,
  createStructure,
  formatCsv,
  formatJsonLines,
  parseCsv,
  parseFormula,
  reducedFormula,
  type Structure,
  type StructureInput,
  type TextRow,
  writeAtomic,
} from 'ionsieve';
import { atomicNumber, createComposition } from 'ionsieve/chemistry';
import { readBytes } from 'ionsieve/core';
import { difference } from './measured-rows.ts';
import { shortestDistance } from './shortest-distance.ts';

/** What is read of a raw structure. */
interface RawEntry {
  readonly sys_name: string;
  readonly target: number;
  readonly atoms: {
    readonly lattice_mat: readonly (readonly number[])[];
    readonly coords: readonly (readonly number[])[];
    readonly elements: readonly string[];
  };
}

const IMAGES = 5;
/** The shortest bond in the table is C-N of the cyanides, 1.16 Angstrom. */
const TOO_NEAR_A = 1.1;
/** Sum of differences of atomic fractions that is no difference. */
const SAME_COMPOSITION = 1e-6;
/** A structure further from the printed composition (sum of differences of atomic fractions) is listed. */
const ANOTHER_COMPOSITION = 0.03;
const RAW_COLUMNS = ['CLASS', 'COMPOSITION', 'XC', 'CRYSTAL SYSTEM', 'SPACE GROUP', 'PATH INFO', 'sys_name'];
const COLUMNS = [
  'id',
  'formula',
  'host',
  'mobile_ion',
  'barrier_eV',
  'class',
  'filling',
  'split',
  'composition_as_printed',
  'functional',
  'space_group',
  'path',
];
/** Spellings of one class. */
const CLASSES: Readonly<Record<string, string>> = { spinels: 'spinel', oxyfluroides: 'oxyfluorides' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'barriers.csv' },
    structures: { type: 'string', default: 'barriers-structures.jsonl.gz' },
  },
});
const [table, train, test] = positionals;
if (table === undefined || train === undefined || test === undefined) {
  throw new Error('give BARRIERS.csv, TRAIN.json and TEST.json');
}

const printed = new Map(parseCsv(wholeLines(), table, RAW_COLUMNS).map((row) => [row.sys_name!, row]));
const counts: Record<string, number> = { structures: 0, kept: 0, 'atoms too near': 0, 'another composition': 0 };
for (const filling of ['vacancy', 'one ion', 'as printed']) counts[filling] = 0;
const rows: (string | number)[][] = [];
const kept: Structure[] = [];
for (const [split, path] of [
  ['train', train],
  ['test', test],
] as const) {
  const entries = JSON.parse(new TextDecoder().decode(readBytes(path))) as RawEntry[];
  entries.forEach((entry, at) => {
    add(split, entry, at);
  });
}
writeAtomic(values.out, formatCsv(COLUMNS, rows));
writeAtomic(values.structures, gzipSync(formatJsonLines(kept), { level: 9 }));
process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);

/** Seven rows lack their last cell, a value of a machine-learned potential, which is not read. */
function wholeLines(): string {
  const [header, ...lines] = readFileSync(table!, 'utf8').trimEnd().split(/\r?\n/);
  const cells = (line: string) => line.split(',').length;
  const whole = lines.map((line) => line + ','.repeat(Math.max(0, cells(header!) - cells(line))));
  return [header, ...whole].join('\n');
}

/** In six rows the crystal system and the space group stand in each other's column. */
function spaceGroup(row: TextRow): string {
  const [system, group] = [row['CRYSTAL SYSTEM']!.trim(), row['SPACE GROUP']!.trim()];
  return /^[A-Z][a-z]{4,}$/.test(group) ? system : group;
}

function add(split: string, entry: RawEntry, at: number): void {
  const { sys_name: id, target, atoms } = entry;
  const row = printed.get(id);
  if (row === undefined) throw new Error(`${id} is not in ${table}`);
  const ion = atoms.elements[0]!;
  if (atoms.elements.slice(0, IMAGES).some((symbol) => symbol !== ion))
    throw new Error(`${id}: images of several elements`);
  const { sites, filling } = filled(entry, printedComposition(row));
  const input = structureOf(entry, sites);
  counts.structures!++;
  const near = shortestDistance(input);
  if (near < TOO_NEAR_A) {
    counts['atoms too near']!++;
    process.stderr.write(`${split} ${at}, ${id}: two atoms ${near.toFixed(2)} Angstrom apart, left out\n`);
    return;
  }
  counts.kept!++;
  counts[filling]!++;
  const composition = compositionOfSites(entry, sites);
  compare(id, row, composition, filling);
  const family = row.CLASS!.trim().toLowerCase();
  rows.push([
    id,
    reducedFormula(composition),
    reducedFormula(without(composition, atomicNumber(ion, id))),
    ion,
    target,
    CLASSES[family] ?? family,
    filling,
    split,
    row.COMPOSITION!.trim(),
    row.XC!.trim(),
    spaceGroup(row),
    row['PATH INFO']!.trim(),
  ]);
  kept.push(createStructure(input, id));
}

/** The atoms that stand in the structure: both ends of the path, or the first alone, and all that do not move. */
function filled(entry: RawEntry, composition: Composition | undefined): { sites: number[]; filling: string } {
  const { elements } = entry.atoms;
  const rest = Array.from(elements.keys()).slice(IMAGES);
  const [first, both] = [
    [0, ...rest],
    [0, IMAGES - 1, ...rest],
  ];
  if (rest.every((site) => elements[site] !== elements[0])) return { sites: first, filling: 'one ion' };
  const asPrinted =
    composition !== undefined && difference(composition, compositionOfSites(entry, first)) < SAME_COMPOSITION;
  return asPrinted ? { sites: first, filling: 'as printed' } : { sites: both, filling: 'vacancy' };
}

function compositionOfSites({ atoms, sys_name: id }: RawEntry, sites: readonly number[]): Composition {
  return createComposition(
    sites.map((site) => atomicNumber(atoms.elements[site]!, id)),
    sites.map(() => 1),
  );
}

function structureOf({ sys_name: id, atoms }: RawEntry, sites: readonly number[]): StructureInput {
  return {
    id,
    lattice: atoms.lattice_mat.flat().map((length) => rounded(length)),
    species: sites.map((site) => atomicNumber(atoms.elements[site]!, id)),
    frac: sites.flatMap((site) => atoms.coords[site]!.map((x) => rounded(x - Math.floor(x)))),
  };
}

/** Five digits: a thousandth of an Angstrom at most. */
function rounded(value: number): number {
  return Number(value.toFixed(5)) + 0;
}

function without({ atomicNumbers, amounts }: Composition, left: number): Composition {
  const at = Array.from(atomicNumbers.keys()).filter((i) => atomicNumbers[i] !== left);
  return createComposition(
    at.map((i) => atomicNumbers[i]!),
    at.map((i) => amounts[i]!),
  );
}

/** The printed composition without marks of polymorphs and vacancies; undefined where it names a host and an ion, or nothing certain. */
function printedComposition({ COMPOSITION: text = '' }: TextRow): Composition | undefined {
  const plain = text
    .replace(/^[A-Za-z0-9]{1,3}-(?=[A-Z])/, '')
    .replace(/\((?:MV|DV|dv|in-plane|out-of_plane|[A-Z][a-z]*[0-9][a-z0-9]*)\)(?![0-9])/g, '')
    .replaceAll('Po4', 'PO4')
    .replace(/[. ]+$/, '');
  try {
    return parseFormula(plain);
  } catch {
    return undefined;
  }
}

function compare(id: string, row: TextRow, composition: Composition, filling: string): void {
  const expected = printedComposition(row);
  if (filling === 'one ion' || expected === undefined) return;
  const off = difference(expected, composition);
  if (off <= ANOTHER_COMPOSITION) return;
  counts['another composition']!++;
  process.stderr.write(`${id}: ${reducedFormula(composition)}, printed as ${row.COMPOSITION}\n`);
}
