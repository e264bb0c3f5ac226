/**
 * Rebuilds data/anion-patterns.csv.gz: powder patterns of the anions alone, as Zhang et al., Nat. Commun. 10, 5260 (2019)
 * compare lithium compounds.
 *
 *   npx tsx data/rebuild/anion-patterns.ts STRUCTURES OBELIX.csv OBELIX_STRUCTURES MEASUREMENTS.csv STRUCTURE_FOLDER \
 *     --out anion-patterns.csv.gz
 *
 * STRUCTURES holds lithium compounds of the Materials Project; those with a transition metal, or whose most electronegative
 * element makes no real anion, are left out. OBELIX.csv and OBELIX_STRUCTURES are those of rebuild/obelix.ts, MEASUREMENTS.csv
 * and STRUCTURE_FOLDER those of rebuild/training.ts: of each measured composition the first structure, whatever its cations.
 * The counts that belong into data/manifest.json are printed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  compositionOf,
  formatCsv,
  hasRealAnion,
  parseCsv,
  readStructures,
  type Structure,
  structureFormula,
  writeAtomic,
} from 'ionsieve';
import { elementGroup } from 'ionsieve/chemistry';
import { anionSublattice, encodeLines, powderLines } from 'ionsieve/crystal';
import { PATTERN_BINS, PATTERN_END } from '../../experiments/zhang2019/pattern-table.ts';
import { mergeMeasurements, readObelix } from './measured-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'anion-patterns.csv.gz' } },
});
const [compounds, obelix, obelixStructures, measurements, folder] = positionals;
if (!compounds || !obelix || !obelixStructures || !measurements || !folder) {
  throw new Error('give STRUCTURES, OBELIX.csv, OBELIX_STRUCTURES, MEASUREMENTS.csv and STRUCTURE_FOLDER');
}

const rows: string[][] = [];
const counts: Record<string, number> = {};
const count = (key: string) => {
  counts[key] = (counts[key] ?? 0) + 1;
};
const add = (source: string, formula: string, structure: Structure) => {
  const lines = powderLines(anionSublattice(structure), PATTERN_END);
  rows.push([source, structure.id, formula, encodeLines(lines, PATTERN_BINS, PATTERN_END)]);
  count(`patterns, ${source}`);
};

const transitionMetals = elementGroup('transition-metal');
for (const structure of readStructures([compounds])) {
  count('structures, materials-project');
  const composition = compositionOf(structure);
  if (composition.atomicNumbers.some((z) => transitionMetals.includes(z))) count('with a transition metal');
  else if (!hasRealAnion(composition)) count('without a real anion');
  else add('materials-project', structureFormula(structure), structure);
}

const byId = new Map(Array.from(readStructures([obelixStructures]), (structure) => [structure.id, structure]));
for (const { formula, measurements: measured } of mergeMeasurements(readObelix(obelix).measurements)) {
  const structure = measured.map(({ id }) => byId.get(id)).find((found) => found !== undefined);
  if (structure === undefined) count('no structure file, obelix');
  else add('obelix', formula, structure);
}

for (const row of parseCsv(readFileSync(measurements, 'utf8'), measurements, ['composition', 'structure_file'])) {
  if (row.structure_file === '') count('no structure file, sendek2017');
  else add('sendek2017', row.composition!, [...readStructures([join(folder, row.structure_file!)])][0]!);
}

writeAtomic(values.out, gzipSync(formatCsv(['source', 'id', 'formula', 'pattern'], rows), { level: 9 }));
process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
