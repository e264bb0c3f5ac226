/**
 * Rebuilds data/candidates.csv: the 21 candidates of Sendek et al. 2017 (Table 3) with the verdicts of 2019.
 *
 *   npx tsx data/rebuild/candidates.ts CANDIDATES.csv --out candidates.csv
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatCsv, parseCsv, writeAtomic } from 'ionsieve';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'candidates.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give CANDIDATES.csv');
const columns = [
  'material_id',
  'formula',
  'published_probability',
  'distance_to_training_centre',
  'dft_md_fast_sendek2019',
];
const rows = parseCsv(readFileSync(path, 'utf8'), path, columns);
writeAtomic(
  values.out,
  formatCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column]!)),
  ),
);
