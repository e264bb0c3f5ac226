/**
 * What the structural descriptors need to know of each site: its element's numbers and its part in the structure.
 */
import { atomicNumber, elementName, elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { UserError } from '../core/errors.ts';
import type { Structure } from '../crystal/structure.ts';

/**
 * What the mobile ion is separated from: `anion`, the nearest anion, which is 0 away where the mobile ion is itself the anion, as
 * in the published file; `other element`, then the nearest site of another element instead.
 */
export type CounterIon = 'anion' | 'other element';

/** The ion that conducts, and what it is separated from. */
export interface Ions {
  /** Atomic number. */
  readonly mobileIon: number;
  readonly counterIon: CounterIon;
}

/** Sites with their parts. Anions are all sites whose electronegativity equals the highest in the cell; the mobile ion can be one. */
export interface Sites {
  readonly count: number;
  readonly mobileCount: number;
  readonly anionCount: number;
  /** Atoms at each site; 1 throughout in an ordered structure. */
  readonly atoms: Float64Array;
  /** 1 where the site is the mobile ion. */
  readonly isMobile: Uint8Array;
  /** 1 where it is not. */
  readonly isSublattice: Uint8Array;
  /** 1 where the site is an anion. */
  readonly isAnion: Uint8Array;
  /** Pauling electronegativity of each site. */
  readonly electronegativity: Float64Array;
  /** Atomic mass of each site, u. */
  readonly massU: Float64Array;
  /** Covalent radius of each site, Angstrom; NaN where the table has none. */
  readonly radiusA: Float64Array;
}

/**
 * A structure that the descriptors are not defined for. `reason` is the same text for all structures of its kind.
 * @example
 * try {
 *   structuralDescriptors(structure, 'periodic');
 * } catch (error) {
 *   if (error instanceof NotComputable) console.log(error.reason);
 * }
 */
export class NotComputable extends UserError {
  readonly reason: string;

  constructor(id: string, reason: string) {
    super(`${id}: expected a structure with structural descriptors, found ${reason}; leave it out`);
    this.reason = reason;
  }
}

/**
 * Masses as in the descriptor file of the authors where they differ from today's by more than 1e-5, found from its
 * average masses by least squares (1,156 structures, 80 elements, largest residual 7e-7 u).
 */
const AUTHORS_MASS_U: Readonly<Record<string, number>> = { S: 32.059, Se: 78.96, Mo: 95.96, Cd: 112.411 };

interface ElementTables {
  readonly electronegativity: Float64Array;
  readonly massU: Float64Array;
  readonly radiusA: Float64Array;
}

let tables: ElementTables | undefined;

function elementTables(): ElementTables {
  if (tables !== undefined) return tables;
  const massU = elementProperty('atomic_mass_u').values.slice();
  for (const [symbol, mass] of Object.entries(AUTHORS_MASS_U)) massU[atomicNumber(symbol)] = mass;
  tables = {
    electronegativity: elementProperty('descriptor_electronegativity').values,
    massU,
    radiusA: elementProperty('covalent_radius_A').values,
  };
  return tables;
}

/**
 * The sites of a structure, one an entry.
 * @param mobileIon atomic number of the ion that conducts
 * @throws {NotComputable} without the mobile ion, or with an element that has no electronegativity in the authors' table
 * @example describeSites(structure, 3).anionCount; // 1 in the primitive cell
 */
export function describeSites(structure: Structure, mobileIon: number): Sites {
  const { species, id } = structure;
  if (!species.includes(mobileIon)) throw new NotComputable(id, `no ${elementName(mobileIon)}`);
  const table = elementTables();
  const electronegativity = perSite(species, table.electronegativity);
  const gap = electronegativity.findIndex(Number.isNaN);
  if (gap >= 0) throw new NotComputable(id, `no electronegativity: ${SYMBOLS[species[gap]!]}`);
  const highest = electronegativity.reduce((a, b) => (b > a ? b : a));
  const isMobile = species.map((z) => (z === mobileIon ? 1 : 0));
  const isAnion = species.map((_, i) => (electronegativity[i] === highest ? 1 : 0));
  return {
    count: species.length,
    mobileCount: total(isMobile),
    anionCount: total(isAnion),
    atoms: structure.occupancy,
    isMobile,
    isSublattice: isMobile.map((flag) => 1 - flag),
    isAnion,
    electronegativity,
    massU: perSite(species, table.massU),
    radiusA: perSite(species, table.radiusA),
  };
}

/**
 * Sum of the values.
 * @example total([1, 0, 1]); // 2
 */
export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

function perSite(species: Uint8Array, values: Float64Array): Float64Array {
  const result = new Float64Array(species.length);
  for (let i = 0; i < species.length; i++) result[i] = values[species[i]!]!;
  return result;
}
