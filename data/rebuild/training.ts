/**
 * Rebuilds data/training.csv: the forty measured materials with the descriptors of their structures.
 *
 *   npx tsx data/rebuild/training.ts MEASUREMENTS.csv STRUCTURE_FOLDER --out training.csv
 *
 * MEASUREMENTS.csv has the columns composition, conductivity_S_per_cm, structure_file, structure_source, note.
 * Disordered structures are averaged over sampled configurations (seed 0); values have ten significant digits.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeStructure, formatCsv, parseCsv, readStructures, STRUCTURAL_DESCRIPTORS, writeAtomic } from 'ionsieve';
import { LITHIUM_IONS } from 'ionsieve/transfer';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'training.csv' } },
});
const [measurements, folder] = positionals;
if (measurements === undefined || folder === undefined) throw new Error('give MEASUREMENTS.csv and STRUCTURE_FOLDER');

const names = STRUCTURAL_DESCRIPTORS.map(({ name }) => name);
const gaps = names.map(() => Number.NaN);
const tenDigits = (value: number) => Number(value.toPrecision(10));

const rows = parseCsv(readFileSync(measurements, 'utf8'), measurements, ['composition', 'structure_file']).map(
  (row) => {
    const described = describe(row.structure_file!);
    const start = [row.composition!, Number(row.conductivity_S_per_cm), row.structure_source!, row.note!];
    if ('reason' in described) return [...start, described.reason, 0, ...gaps, ...gaps];
    const { samples, descriptors, standardErrors } = described;
    return [...start, '', samples, ...Array.from(descriptors, tenDigits), ...Array.from(standardErrors, tenDigits)];
  },
);

function describe(file: string) {
  if (file === '') return { reason: 'no public structure' };
  const [structure] = readStructures([join(folder!, file)]);
  return describeStructure(structure!, 'periodic', LITHIUM_IONS, 0);
}

const header = [
  'composition',
  'conductivity_S_per_cm',
  'structure_source',
  'note',
  'not_described',
  'configurations',
  ...names,
  ...names.map((name) => `${name}_standard_error`),
];
writeAtomic(values.out, formatCsv(header, rows));
