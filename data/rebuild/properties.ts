/**
 * Rebuilds data/materials-project-properties.csv: calculated properties of Materials Project structures.
 *
 *   npx tsx data/rebuild/properties.ts STRUCTURES.jsonl.gz --out materials-project-properties.csv
 *
 * STRUCTURES has one structure a line, with its band gap and energies beside it. Values are rounded to six significant digits.
 */
import { parseArgs } from 'node:util';
import { formatCsv, parseFormula, reducedFormula, writeAtomic } from 'ionsieve';
import { readBytes } from 'ionsieve/core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'materials-project-properties.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give STRUCTURES.jsonl.gz');
const sources = ['band_gap_eV', 'e_above_hull_eV_per_atom', 'formation_energy_eV_per_atom'];
const rows = new TextDecoder()
  .decode(readBytes(path))
  .trimEnd()
  .split('\n')
  .map((line) => {
    const { id, formula, ...rest } = JSON.parse(line);
    return [id, reducedFormula(parseFormula(formula)), ...sources.map((name) => Number(rest[name].toPrecision(6)))];
  });
const header = ['id', 'formula', 'band_gap_eV', 'energy_above_hull_eV_per_atom', 'formation_energy_eV_per_atom'];
writeAtomic(values.out, formatCsv(header, rows));
