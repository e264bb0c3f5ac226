/** The rows of a CIF under its operations: images that are one atom merged, rows at one position summed. */
import { fail } from '../core/errors.ts';
import type { CifSite } from './cif-sites.ts';
import { withoutRoundingExcess } from './rounded-occupancy.ts';
import type { Structure } from './structure.ts';
import { createStructure } from './structure.ts';
import type { SymmetryOperation } from './symmetry.ts';
import { expandPosition, indexWithin, nearImages } from './symmetry.ts';

/** Positions nearer than this are one: above the rounding of most printed coordinates, below any split site. */
const SAME_POSITION_A = 0.05;
/** How far rounding to few digits is held to part the images of a special position. */
const ROUNDED_APART_A = 0.25;

type Operations = readonly SymmetryOperation[];

/**
 * The structure of some rows, coordinates in [0, 1). One entry a position and element: rows of one element that are
 * printed at one place add up. Occupancies that add up to a little more than 1 by rounding are scaled.
 * @throws {UserError} a stated multiplicity that the operations do not give; rows that are images of each other, as in a
 * file whose atoms were expanded already; all of createStructure
 * @example expandSites(sites, operations, 'NaCl', lattice, 'NaCl.cif').species.length; // 8
 */
export function expandSites(
  sites: readonly CifSite[],
  operations: Operations,
  id: string,
  lattice: Float64Array,
  where: string,
): Structure {
  const species: number[] = [];
  const frac: number[] = [];
  const occupancy: number[] = [];
  const rows: CifSite[][] = [];
  for (const site of sites) {
    const positions = equivalentPositions(site, operations, lattice, where);
    for (let i = 0; i < positions.length; i += 3) {
      const position = positions.slice(i, i + 3);
      const earlier = indexWithin(frac, position, lattice, SAME_POSITION_A);
      const shared = earlier < 0 ? position : frac.slice(3 * earlier, 3 * earlier + 3);
      const same = species.findIndex((z, j) => z === site.z && shared.every((x, axis) => x === frac[3 * j + axis]));
      if (same >= 0) {
        occupancy[same]! += site.occupancy;
        rows[same]!.push(site);
      } else {
        species.push(site.z);
        frac.push(...shared);
        occupancy.push(site.occupancy);
        rows.push([site]);
      }
    }
  }
  checkRows(rows, occupancy, operations, where);
  checkPlaces(rows, lattice, where);
  const rounding = rows.map((at) => at.reduce((sum, row) => sum + row.rounding, 0));
  const scaled = withoutRoundingExcess({ lattice, frac: Float64Array.from(frac) }, occupancy, rounding);
  return createStructure({ id, lattice, species, frac, occupancy: scaled }, where);
}

function checkRows(rows: CifSite[][], occupancy: number[], operations: Operations, where: string): void {
  const crowded = rows.findIndex((at, i) => at.length > 1 && occupancy[i]! > 1.1);
  if (crowded < 0) return;
  const { label, line } = rows[crowded]![0]!;
  const many = new Set(rows[crowded]!).size;
  fail(
    `${where}, line ${line}`,
    'at most 1 atom at one position',
    `${many} rows of one element at the position of ${label} (occupancy ${Number(occupancy[crowded]!.toFixed(6))})`,
    operations.length > 1 && many > 1
      ? 'the atoms were expanded already: leave out the operations, or the rows that they give'
      : 'leave out the rows that repeat, or give more digits',
  );
}

/** Rows of one element share a position only where they are printed at it (Fe2+ and Fe3+), not where an operation takes one to the other. */
function checkPlaces(rows: readonly (readonly CifSite[])[], lattice: Float64Array, where: string): void {
  for (const [first, ...others] of rows) {
    const other = others.find(({ position }) => indexWithin(first!.position, position, lattice, SAME_POSITION_A) < 0);
    if (other === undefined || other === first) continue;
    const found = `${first!.label} (line ${first!.line}) and ${other.label}, which the operations take to each other`;
    const remedy = 'the atoms were expanded already: leave out the operations, or the rows that they give';
    fail(`${where}, line ${other.line}`, 'each atom in one row', found, remedy);
  }
}

/**
 * The positions of one row, from the special position that its coordinates were rounded from, if any. Where the number
 * of them is stated and images are so near that 0.05 Angstrom would merge too many, 0.005 is tried: the images then stay
 * apart here and their occupancies add up in expandSites. Programs disagree on what the multiplicity is, the number of
 * equivalent positions (International Tables) or, in files of older SHELXL versions, the order of the site symmetry:
 * either is accepted, nothing else.
 */
function equivalentPositions(site: CifSite, operations: Operations, lattice: Float64Array, where: string): number[] {
  const stated = site.multiplicity;
  const special = specialPosition(site, operations, lattice);
  let count = 0;
  for (const [position, toleranceA] of [
    [special, SAME_POSITION_A],
    [site.position, SAME_POSITION_A],
    [site.position, SAME_POSITION_A / 10],
  ] as const) {
    const positions = expandPosition(position, operations, lattice, toleranceA);
    count = positions.length / 3;
    if (stated === undefined || stated === count || stated * count === operations.length) return positions;
  }
  return fail(
    `${where}, line ${site.line}`,
    `${stated} equivalent positions of ${site.label}`,
    `${count} from the symmetry operations`,
    'check operations and coordinates',
  );
}

/**
 * The mean of the images within 0.25 Angstrom of a row, where it rounds to the coordinates as printed: 0.33 0.67 in a
 * cell of 8 Angstrom has images 0.08 Angstrom apart and means 1/3 2/3. Else the position as it is: 0.0053 beside a
 * mirror plane is a split site, however near its image.
 */
function specialPosition(site: CifSite, operations: Operations, lattice: Float64Array): readonly number[] {
  const { position, roundingOfPosition } = site;
  const images = nearImages(position, operations, lattice, ROUNDED_APART_A);
  if (images.every(({ distanceA }) => distanceA <= SAME_POSITION_A)) return position;
  const mean = position.map((_, axis) => images.reduce((sum, { at }) => sum + at[axis]! / images.length, 0));
  const rounds = mean.every((x, axis) => Math.abs(x - position[axis]!) <= roundingOfPosition[axis]! / 2 + 1e-9);
  return rounds ? mean : position;
}
