/**
 * Rebuilds data/obelix.csv: compositions of the OBELiX training split, with the descriptors of their structures.
 *
 *   npx tsx data/rebuild/obelix.ts OBELIX.csv STRUCTURES LIVERPOOL.csv --out obelix.csv
 *
 * STRUCTURES is a folder or zip archive of CIFs named by the ids of OBELIX.csv. LIVERPOOL.csv is needed, since a
 * column says which compositions it has too. Disordered structures are averaged over sampled configurations (seed 0);
 * descriptors have ten significant digits. The counts that belong into data/manifest.json are printed; rows that
 * cannot be used are listed on stderr, and so are structure files of another composition than the row's.
 */
import { parseArgs } from 'node:util';
import {
  compositionOf,
  describeStructure,
  formatCsv,
  PUBLISHED_MODEL,
  readStructures,
  STRUCTURAL_DESCRIPTORS,
  type Structure,
  writeAtomic,
} from 'ionsieve';
import { LITHIUM_IONS } from 'ionsieve/transfer';
import {
  difference,
  MEASURED_COLUMNS,
  type Merged,
  measuredCells,
  mergeMeasurements,
  readLiverpool,
  readObelix,
} from './measured-rows.ts';

/** A file further from the row than this (sum of differences of atomic fractions) lacks an element or more. */
const ANOTHER_COMPOSITION = 0.1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'obelix.csv' } },
});
const [obelix, folder, liverpool] = positionals;
if (obelix === undefined || folder === undefined || liverpool === undefined) {
  throw new Error('give OBELIX.csv, STRUCTURES and LIVERPOOL.csv');
}

const names = PUBLISHED_MODEL.descriptors;
const columns = names.map((name) => STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name));
const { measurements, counts } = readObelix(obelix);
const materials = mergeMeasurements(measurements);
const structures = new Map(Array.from(readStructures([folder]), (structure) => [structure.id, structure]));
const summary: Record<string, number> = { ...counts, compositions: materials.length, 'with descriptors': 0 };
summary['structure of another composition'] = 0;

const cells = measuredCells(materials, mergeMeasurements(readLiverpool(liverpool).measurements));
const rows = materials.map((material, i) => [...cells[i]!, ...structuralCells(material)]);
writeAtomic(values.out, formatCsv([...MEASURED_COLUMNS, ...names, 'not_described', 'structure_id'], rows));
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);

/** The descriptors of the first structure that can be described, or the reason why the first of all cannot. */
function structuralCells(material: Merged): (string | number)[] {
  let reason = '';
  for (const { id } of material.measurements) {
    const structure = structures.get(id);
    if (structure === undefined) continue;
    const row = describeStructure(structure, 'periodic', LITHIUM_IONS, 0, names);
    if ('descriptors' in row) {
      summary['with descriptors']!++;
      compare(material, structure);
      return [...columns.map((column) => Number(row.descriptors[column]!.toPrecision(10))), '', id];
    }
    if (reason === '') reason = row.reason;
  }
  return [...names.map(() => Number.NaN), reason === '' ? 'no structure file' : reason, ''];
}

function compare({ formula, composition }: Merged, structure: Structure): void {
  const apart = difference(composition, compositionOf(structure));
  if (apart <= ANOTHER_COMPOSITION) return;
  summary['structure of another composition']!++;
  process.stderr.write(`${structure.id}, ${formula}: the structure's composition is off by ${apart.toFixed(3)}\n`);
}
