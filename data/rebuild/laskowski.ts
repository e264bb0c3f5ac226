/**
 * Rebuilds data/laskowski.csv: compositions of the review of Laskowski et al. 2023 that neither the OBELiX training split nor
 * Liverpool Ionics has.
 *
 *   npx tsx data/rebuild/laskowski.ts LASKOWSKI.csv OBELIX.csv LIVERPOOL.csv --out laskowski.csv
 *
 * The other two are needed, since a column says which compositions they have too. The counts that belong into data/manifest.json
 * are printed; rows that cannot be used are listed on stderr.
 */
import { parseArgs } from 'node:util';
import { formatCsv, writeAtomic } from 'ionsieve';
import {
  MEASURED_COLUMNS,
  measuredCells,
  mergeMeasurements,
  readLaskowski,
  readLiverpool,
  readObelix,
} from './measured-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'laskowski.csv' } },
});
const [laskowski, obelix, liverpool] = positionals;
if (laskowski === undefined || obelix === undefined || liverpool === undefined) {
  throw new Error('give LASKOWSKI.csv, OBELIX.csv and LIVERPOOL.csv');
}

const { measurements, counts } = readLaskowski(laskowski);
const materials = mergeMeasurements(measurements);
const others = mergeMeasurements([...readObelix(obelix).measurements, ...readLiverpool(liverpool).measurements]);
writeAtomic(values.out, formatCsv(MEASURED_COLUMNS, measuredCells(materials, others)));
process.stdout.write(`${JSON.stringify({ ...counts, compositions: materials.length }, null, 2)}\n`);
