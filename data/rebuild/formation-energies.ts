/**
 * Rebuilds data/formation-energies.csv.gz: formation energies of the lowest phase of each composition.
 *
 *   npx tsx data/rebuild/formation-energies.ts mp_ground_states_Ef_Ed.csv.gz --out formation-energies.csv.gz --tests decomposition-energies.csv.gz
 *
 * The source is the table of the CrabNet repository (MIT) after Bartel et al., npj Comput. Mater. 6, 97 (2020), with columns formula,
 * formation_energy_eV_atom and decomposition_energy_eV_atom. `--tests` writes the decomposition energies that a test compares: of all
 * compounds of lithium, and of 1,000 drawn from the others. The counts that belong into data/manifest.json are printed.
 */
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chemicalSystem, formatCsv, parseFormula, reducedFormula, stream, writeAtomic } from 'ionsieve';
import { parseCsv, readBytes, shuffled } from 'ionsieve/core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'formation-energies.csv.gz' },
    tests: { type: 'string', default: 'decomposition-energies.csv.gz' },
  },
});
const COLUMNS = ['formula', 'formation_energy_eV_atom', 'decomposition_energy_eV_atom'] as const;
const DRAWN = 1000;
const path = positionals[0]!;
const rows = parseCsv(new TextDecoder().decode(readBytes(path)), path, COLUMNS)
  .map((row) => {
    const composition = parseFormula(row.formula!);
    const system = chemicalSystem(composition);
    return {
      formula: reducedFormula(composition),
      system,
      formation: row[COLUMNS[1]]!,
      decomposition: row[COLUMNS[2]]!,
    };
  })
  .sort((a, b) => (a.system === b.system ? (a.formula < b.formula ? -1 : 1) : a.system < b.system ? -1 : 1));
const table = formatCsv(
  COLUMNS.slice(0, 2),
  rows.map(({ formula, formation }) => [formula, formation]),
);
writeAtomic(values.out, gzipSync(table, { level: 9 }));
const compounds = rows.filter(({ system }) => system.includes('-'));
const isOfLithium = ({ system }: { readonly system: string }) => system.split('-').includes('Li');
const others = compounds.filter((row) => !isOfLithium(row));
const drawn = shuffled(others.length, stream(0, 'decomposition energies')).subarray(0, DRAWN);
const tested = [...compounds.filter(isOfLithium), ...Array.from(drawn, (i) => others[i]!)];
const golden = formatCsv(
  [COLUMNS[0], COLUMNS[2]],
  tested.map(({ formula, decomposition }) => [formula, decomposition]),
);
writeAtomic(values.tests, gzipSync(golden, { level: 9 }));
const counts = { compositions: rows.length, compounds: compounds.length, 'of lithium': tested.length - DRAWN };
process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
