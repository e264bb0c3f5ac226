/**
 * Rebuilds data/label-table.csv.gz: the five descriptors of the published model for every computable structure.
 *
 *   npx tsx data/rebuild/label-table.ts STRUCTURES... --out label-table.csv.gz
 *
 * STRUCTURES are files or folders that `ionsieve describe` reads. Values are rounded to six significant digits.
 * The counts that belong into data/manifest.json are printed.
 */
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  describeStructure,
  formatCsv,
  PUBLISHED_MODEL,
  readStructures,
  STRUCTURAL_DESCRIPTORS,
  writeAtomic,
} from 'ionsieve';
import { LITHIUM_IONS } from 'ionsieve/transfer';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'label-table.csv.gz' } },
});
const columns = PUBLISHED_MODEL.descriptors.map((name) => STRUCTURAL_DESCRIPTORS.findIndex((d) => d.name === name));
const rows: (string | number)[][] = [];
const counts: Record<string, number> = { structures: 0, computable: 0 };
const count = (key: string) => {
  counts[key] = (counts[key] ?? 0) + 1;
};
for (const structure of readStructures(positionals)) {
  const row = describeStructure(structure, 'periodic', LITHIUM_IONS, 0, PUBLISHED_MODEL.descriptors);
  count('structures');
  if ('reason' in row) {
    count(row.reason);
    continue;
  }
  const five = columns.map((column) => row.descriptors[column]!);
  count('computable');
  rows.push([row.id, row.formula, ...five.map((value) => Number(value.toPrecision(6)))]);
}
writeAtomic(values.out, gzipSync(formatCsv(['id', 'formula', ...PUBLISHED_MODEL.descriptors], rows), { level: 9 }));
process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
