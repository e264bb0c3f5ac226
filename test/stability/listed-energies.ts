/** Decomposition energies as the source of data/formation-energies.csv.gz lists them; data/rebuild/formation-energies.ts wrote them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from '../../src/core/table.ts';

const FILE = 'decomposition-energies.csv.gz';

/**
 * Of all compounds of lithium, and of 1,000 others drawn at random; eV an atom.
 * @example listedEnergies().length; // 9656
 */
export function listedEnergies(): { readonly formula: string; readonly decomposition: number }[] {
  const text = gunzipSync(readFileSync(new URL(`../golden/stability/${FILE}`, import.meta.url))).toString();
  return parseCsv(text, FILE, ['formula', 'decomposition_energy_eV_atom']).map((row) => {
    return { formula: row.formula!, decomposition: Number(row.decomposition_energy_eV_atom) };
  });
}
