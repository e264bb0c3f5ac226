/**
 * Rebuilds data/random-controls.csv: the randomly drawn controls of Sendek et al. 2019 with the verdicts of molecular dynamics.
 *
 *   npx tsx data/rebuild/random-controls.ts CONTROLS.csv --out random-controls.csv
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatCsv, parseCsv, writeAtomic } from 'ionsieve';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'random-controls.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give CONTROLS.csv');
const columns = ['material_id', 'formula', 'dft_md_fast'];
const rows = parseCsv(readFileSync(path, 'utf8'), path, columns);
writeAtomic(
  values.out,
  formatCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column]!)),
  ),
);
