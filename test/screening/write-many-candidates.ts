/**
 * Run by `candidate-files.long.ts` in a process of its own with --expose-gc: writes rows to Parquet and prints, as JSON,
 * how much memory is held after each quarter of a million rows, in bytes, with the rows written a second and the bytes a row.
 * Arguments: folder, number of rows.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import seedrandom from 'seedrandom';
import { createCandidateWriter } from '../../src/screening/candidate-files.ts';

const folder = process.argv[2]!;
const rows = Number(process.argv[3]);
const SYMBOLS = 'Be B C N O F Na Mg Al Si P S Cl K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Zr Nb Sn Sb I'.split(
  ' ',
);
const random = seedrandom('write-many-candidates');
const held: number[] = [];
let inWriter = 0;

const holdNow = (): number => {
  global.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const writer = createCandidateWriter(folder, 0, undefined, { rowsPerGroup: 100_000, rowsPerFile: 400_000 });
let partners: string[] = [];
let chemicalSystem = '';
for (let row = 0; row < rows; row++) {
  if (row % 8000 === 0) {
    partners = [0, 1, 2].map((i) => SYMBOLS[(row / 8000 + 7 * i * i + 5 * i) % SYMBOLS.length]!);
    chemicalSystem = ['Li', ...partners].sort().join('-');
  }
  const [x, y, z] = [(row % 20) + 2, (Math.floor(row / 20) % 20) + 2, (Math.floor(row / 400) % 20) + 2];
  const score = 8 * random() - 1;
  const candidate = {
    formula: `Li${z}${partners[0]}${y}${partners[1]}${x}${partners[2]}`,
    chemicalSystem,
    anion: partners[2]!,
    score,
    domainDistance: 3 * random(),
    unlearnedElements: '',
    chargeNeutral: (2 * x + 3 * y) % 7 === 0,
    paulingOrder: row % 3 === 0,
    known: row % 9973 === 0,
  };
  const started = performance.now();
  writer.add(candidate);
  inWriter += performance.now() - started;
  if (row % 250_000 === 249_999) held.push(holdNow());
}
const started = performance.now();
writer.close();
inWriter += performance.now() - started;
const bytes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
process.stdout.write(
  JSON.stringify({
    held,
    files: bytes.length,
    rowsPerSecond: Math.round((1000 * rows) / inWriter),
    bytesPerRow: bytes.reduce((sum, size) => sum + size, 0) / rows,
    peakResident: 1024 * process.resourceUsage().maxRSS,
  }),
);
