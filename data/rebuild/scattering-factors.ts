/**
 * Rebuilds data/scattering-factors.csv from pymatgen's coefficients of atomic scattering factors for X-rays.
 *
 *   npx tsx data/rebuild/scattering-factors.ts ATOMIC_SCATTERING_PARAMS.json --out scattering-factors.csv
 *
 * The raw file is pymatgen/analysis/diffraction/atomic_scattering_params.json: four pairs (a, b) an element. Deuterium, which
 * is no element here, is left out.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { atomicNumber, formatCsv, writeAtomic } from 'ionsieve';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'scattering-factors.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give ATOMIC_SCATTERING_PARAMS.json');
const pairs = JSON.parse(readFileSync(path, 'utf8')) as Record<string, [number, number][]>;
const rows = Object.entries(pairs)
  .filter(([symbol]) => symbol !== 'D')
  .map(([symbol, coefficients]) => [atomicNumber(symbol), symbol, ...coefficients.flat()] as const)
  .sort((one, other) => one[0] - other[0]);
const header = ['atomic_number', 'symbol', ...[1, 2, 3, 4].flatMap((i) => [`a${i}`, `b${i}`])];
writeAtomic(values.out, formatCsv(header, rows));
