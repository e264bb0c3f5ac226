/**
 * Rebuilds data/elements.csv from the element file of matterviz 0.4.1 and the tables in elements-literature.ts.
 *
 *   npx tsx data/rebuild/elements.ts MATTERVIZ_ELEMENT_DATA.js --out elements.csv
 *
 * The raw file is dist/element/data.js of the npm package. Derived columns: group is 3 for the whole f block; valence
 * electrons are those outside the preceding noble-gas core, by subshell, and `valence_electrons` leaves out a complete
 * d10 beneath p electrons and a complete f14 beneath d or p electrons (Ga 3, Zn 12, Hf 4, Yb 16). `valence_vacancies`
 * counts the electrons that the occupied ones of those subshells could still take (Li 1, O 2, Ti 8, Mg 0).
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { formatCsv, writeAtomic } from 'ionsieve';
import {
  INTERVAL_WEIGHTS,
  MARTYNOV_BATSANOV_SQRT_EV,
  PAULING_CORRECTION,
  POLARIZABILITY_BOHR3,
  pairs,
  RAHM_RADIUS_A,
  REMEASURED_AFFINITY_EV,
  REVISED_IONIZATION_EV,
  SENDEK_ELECTRONEGATIVITY,
} from './elements-literature.ts';

/** What is read of a raw element. */
interface RawElement {
  readonly number: number;
  readonly symbol: string;
  readonly name: string;
  readonly atomic_mass: number;
  readonly period: number;
  readonly column: number;
  readonly category: string;
  readonly electron_configuration_semantic: string;
  readonly mendeleev_number?: number;
  readonly covalent_radius: number | null;
  readonly first_ionization: number | null;
  readonly electron_affinity: number | null;
  readonly electronegativity_pauling: number | null;
}

const KJ_PER_MOL_PER_EV = 96.48533212;
const TABLES = {
  rahm: pairs(RAHM_RADIUS_A),
  polarizability: pairs(POLARIZABILITY_BOHR3),
  martynovBatsanov: pairs(MARTYNOV_BATSANOV_SQRT_EV),
  sendek: pairs(SENDEK_ELECTRONEGATIVITY),
  affinity: pairs(REMEASURED_AFFINITY_EV),
  ionization: pairs(REVISED_IONIZATION_EV),
  pauling: pairs(PAULING_CORRECTION),
};

/** Standard atomic weight, without the digit of uncertainty that the raw file appends. */
function atomicMass(element: RawElement): number {
  const { atomic_mass: mass, symbol } = element;
  return Number.isInteger(mass) || INTERVAL_WEIGHTS.has(symbol) ? mass : Number(String(mass).slice(0, -1));
}

/** Electrons outside the noble-gas core in the s, p, d and f subshells. */
function valenceBySubshell(element: RawElement): [s: number, p: number, d: number, f: number] {
  const count = [0, 0, 0, 0] as [number, number, number, number];
  for (const match of element.electron_configuration_semantic.matchAll(/\d([spdf])(\d+?)(?=\s|$|\d[spdf])/g)) {
    count['spdf'.indexOf(match[1]!)]! += Number(match[2]);
  }
  return count;
}

function valenceElectrons([s, p, d, f]: readonly [number, number, number, number]): number {
  const dCounts = p > 0 && d === 10 ? 0 : d;
  const fCounts = f === 14 && (d > 0 || p > 0) ? 0 : f;
  return s + p + dCounts + fCounts;
}

function valenceVacancies(valence: readonly number[]): number {
  return valence.reduce((sum, electrons, l) => sum + (electrons > 0 ? 4 * l + 2 - electrons : 0), 0);
}

function row(element: RawElement): (string | number)[] {
  const { symbol } = element;
  const valence = valenceBySubshell(element);
  const affinity = element.electron_affinity === null ? Number.NaN : element.electron_affinity / KJ_PER_MOL_PER_EV;
  return [
    element.number,
    symbol,
    element.name === 'Copernicum' ? 'Copernicium' : element.name,
    atomicMass(element),
    element.period,
    element.category === 'lanthanide' || element.category === 'actinide' ? 3 : element.column,
    element.mendeleev_number ?? Number.NaN,
    ...valence,
    valenceElectrons(valence),
    valenceVacancies(valence),
    element.covalent_radius ?? Number.NaN,
    TABLES.rahm.get(symbol) ?? Number.NaN,
    TABLES.polarizability.get(symbol) ?? Number.NaN,
    TABLES.ionization.get(symbol) ?? element.first_ionization ?? Number.NaN,
    TABLES.affinity.get(symbol) ?? Number(affinity.toFixed(6)),
    TABLES.martynovBatsanov.get(symbol) ?? Number.NaN,
    TABLES.pauling.get(symbol) ?? element.electronegativity_pauling ?? Number.NaN,
    TABLES.sendek.get(symbol) ?? Number.NaN,
  ];
}

const HEADER = [
  'atomic_number',
  'symbol',
  'name',
  'atomic_mass_u',
  'period',
  'group',
  'mendeleev_number',
  's_valence_electrons',
  'p_valence_electrons',
  'd_valence_electrons',
  'f_valence_electrons',
  'valence_electrons',
  'valence_vacancies',
  'covalent_radius_A',
  'atomic_radius_A',
  'polarizability_bohr3',
  'first_ionization_energy_eV',
  'electron_affinity_eV',
  'martynov_batsanov_electronegativity_sqrt_eV',
  'pauling_electronegativity',
  'descriptor_electronegativity',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'elements.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give MATTERVIZ_ELEMENT_DATA.js');
const { default: elements } = (await import(pathToFileURL(resolve(path)).href)) as { default: RawElement[] };
writeAtomic(values.out, formatCsv(HEADER, elements.map(row)));
