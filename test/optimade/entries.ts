/**
 * OPTIMADE entries from the sixty Materials Project structures in data/sample. More are made from them: other elements of the same
 * kind in the same places, in a cell scaled by the sum of the covalent radii. They are prototypes with real geometry, no compounds that
 * anybody has measured or calculated.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementProperty, SYMBOLS } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import { createStructure, positionOfEntries, type Structure } from '../../src/crystal/structure.ts';

const SAMPLE = join(packageRoot(), 'data', 'sample', 'materials-project-sample.jsonl');

/** Elements that stand for each other. */
const KINDS = [
  ['O', 'S', 'Se', 'Te'],
  ['F', 'Cl', 'Br', 'I'],
  ['P', 'As', 'Sb', 'V', 'Nb', 'Ta'],
  ['Si', 'Ge', 'Sn', 'Ti', 'Zr', 'Hf'],
  ['Al', 'Ga', 'In', 'Sc', 'Y', 'La', 'Cr', 'Mn', 'Fe', 'Co', 'Ni'],
  ['Mg', 'Ca', 'Sr', 'Ba', 'Zn', 'Cd', 'Cu', 'Ag', 'Hg'],
  ['Na', 'K', 'Rb', 'Cs'],
].map((kind) => kind.map((symbol) => SYMBOLS.indexOf(symbol)));

/** An entry as a server sends it. */
export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly attributes: Record<string, unknown>;
}

/** The sixty structures. */
export const sampleStructures: readonly Structure[] = [...readJsonLines(readFileSync(SAMPLE, 'utf8'), SAMPLE)];

/** The first `count` of the sixty and of those made from them. */
export function manyStructures(count: number): Structure[] {
  return Array.from({ length: count }, (_, i) => {
    const base = sampleStructures[i % sampleStructures.length]!;
    const round = Math.floor(i / sampleStructures.length);
    return round === 0 ? base : substituted(base, round);
  });
}

function substituted(base: Structure, round: number): Structure {
  const species = base.species.map((z) => {
    const kind = KINDS.find((one) => one.includes(z));
    return kind === undefined ? z : kind[(kind.indexOf(z) + round * (1 + (z % 3))) % kind.length]!;
  });
  const radius = elementProperty('covalent_radius_A').values;
  const size = (all: Uint8Array) => all.reduce((sum, z) => sum + radius[z]!, 0);
  const scale = size(species) / size(base.species);
  const lattice = base.lattice.map((value) => value * scale);
  return createStructure({ ...base, id: `${base.id}-${round}`, species, lattice }, base.id);
}

/** An entry of a structure, as the specification has it. */
export function toEntry({ id, lattice, species, frac, occupancy }: Structure): Entry {
  const position = positionOfEntries({ lattice, frac });
  const sites = [...new Set(position)];
  const described = new Map<string, object>();
  const names = sites.map((site) => {
    const members = [...position.keys()].filter((i) => position[i] === site);
    const symbols = members.map((i) => SYMBOLS[species[i]!]!);
    const concentration = members.map((i) => occupancy[i]!);
    const empty = 1 - concentration.reduce((sum, share) => sum + share, 0);
    if (empty > 1e-6) {
      symbols.push('vacancy');
      concentration.push(empty);
    }
    const name = symbols.length === 1 ? symbols[0]! : `${symbols.join('')}${concentration.join('_')}`;
    described.set(name, { name, chemical_symbols: symbols, concentration });
    return name;
  });
  const rows = [0, 3, 6].map((row) => Array.from(lattice.subarray(row, row + 3)));
  return {
    id,
    type: 'structures',
    attributes: {
      lattice_vectors: rows,
      cartesian_site_positions: sites.map((i) =>
        [0, 1, 2].map((k) => rows.reduce((sum, row, j) => sum + frac[3 * i + j]! * row[k]!, 0)),
      ),
      species_at_sites: names,
      species: [...described.values()],
      elements: [...new Set(Array.from(species, (z) => SYMBOLS[z]!))].sort(),
      nelements: new Set(species).size,
      structure_features: described.size > 0 && occupancy.some((share) => share < 1) ? ['disorder'] : [],
      dimension_types: [1, 1, 1],
    },
  };
}
