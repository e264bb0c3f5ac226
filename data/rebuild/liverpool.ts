/**
 * Rebuilds data/liverpool.csv: compositions of the Liverpool Ionics Dataset measured at 15 to 35 C.
 *
 *   npx tsx data/rebuild/liverpool.ts LIVERPOOL.csv OBELIX.csv --out liverpool.csv
 *
 * Both raw tables are needed, since a column says which compositions the other one has too. The counts that belong
 * into data/manifest.json are printed; rows that cannot be used are listed on stderr.
 */
import { parseArgs } from 'node:util';
import { formatCsv, writeAtomic } from 'ionsieve';
import { MEASURED_COLUMNS, measuredCells, mergeMeasurements, readLiverpool, readObelix } from './measured-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'liverpool.csv' } },
});
const [liverpool, obelix] = positionals;
if (liverpool === undefined || obelix === undefined) throw new Error('give LIVERPOOL.csv and OBELIX.csv');

const { measurements, counts } = readLiverpool(liverpool);
const materials = mergeMeasurements(measurements);
const rows = measuredCells(materials, mergeMeasurements(readObelix(obelix).measurements));
writeAtomic(values.out, formatCsv(MEASURED_COLUMNS, rows));
process.stdout.write(`${JSON.stringify({ ...counts, compositions: materials.length }, null, 2)}\n`);
