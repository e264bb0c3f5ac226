/**
 * Rebuilds data/liverpool.csv: compositions of the Liverpool Ionics Dataset measured at 15 to 35 C.
 *
 *   npx tsx data/rebuild/liverpool.ts LIVERPOOL.csv OBELIX.csv JUDGED.csv --out liverpool.csv
 *
 * OBELIX.csv is needed, since a column says which compositions it has too. JUDGED.csv holds the rows of LIVERPOOL.csv that a model
 * to be judged on the test split of OBELiX may learn from. The counts that belong into data/manifest.json are printed; rows that
 * cannot be used are listed on stderr.
 */
import { parseArgs } from 'node:util';
import { formatCsv, writeAtomic } from 'ionsieve';
import {
  MEASURED_COLUMNS,
  measuredCells,
  medianLog10,
  mergeMeasurements,
  readLiverpool,
  readObelix,
} from './measured-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'liverpool.csv' } },
});
const [liverpool, obelix, judged] = positionals;
if (liverpool === undefined || obelix === undefined || judged === undefined) {
  throw new Error('give LIVERPOOL.csv, OBELIX.csv and JUDGED.csv');
}

const { measurements, counts } = readLiverpool(liverpool);
const materials = mergeMeasurements(measurements);
const free = new Set(readLiverpool(judged).measurements.map(({ id }) => id));
const cells = measuredCells(materials, mergeMeasurements(readObelix(obelix).measurements));
const rows = materials.map(({ measurements: all }, i) => {
  const allowed = all.filter(({ id }) => free.has(id));
  return [...cells[i]!, allowed.length === 0 ? '' : medianLog10(allowed)];
});
writeAtomic(values.out, formatCsv([...MEASURED_COLUMNS, 'log10_conductivity_for_judged_models'], rows));
process.stdout.write(`${JSON.stringify({ ...counts, compositions: materials.length }, null, 2)}\n`);
