/**
 * Periodic neighbour list on a grid of bins.
 *
 * Two image rules. `periodic`: every image within the cut-off, whatever the cell. `authors`: exactly the 27 cells
 * n in {-1, 0, 1}^3 around coordinates as printed, not wrapped, as the descriptor file of Energy Environ.
 * Sci. 10, 306 (2017) was made; it misses neighbours where the cell is small or skewed.
 */
import { fail } from '../core/errors.ts';
import type { BinnedImages, Grid, Home, ImageRule, SiteMask } from './neighbour-grid.ts';
import { binAlong, createGrid, homeFractions, listImages } from './neighbour-grid.ts';
import type { Structure } from './structure.ts';

export type { ImageRule, SiteMask } from './neighbour-grid.ts';

/** Neighbours of each site, flat: those of site i are the entries from start[i] up to, not including, start[i + 1]. */
export interface NeighbourList {
  /** n + 1 offsets. */
  readonly start: Int32Array;
  /** The neighbouring site. */
  readonly site: Int32Array;
  /** Its distance, Angstrom. */
  readonly distanceA: Float64Array;
  /** Its image vector n, three integers an entry: the neighbour is at frac[site] + n, frac as in the structure. */
  readonly image: Int32Array;
}

const ROUNDING_A = 1e-8;
/** Crystals need thousands. */
const MOST_PAIRS = 20_000_000;

/**
 * All pairs within a cut-off, distance `<= cutoffA` (plus 1e-8 for rounding). A site never is its own neighbour, its
 * images are; each pair stands in the list of both its ends.
 * @param cutoffA Angstrom, above 0
 * @param from sites whose neighbours are wanted (default all; the others get empty lists)
 * @param to sites that count as neighbours (default all)
 * @throws {UserError} for more than two million images or twenty million pairs, as a damaged lattice gives
 * @example findNeighbours(po, 3.5, 'periodic').start; // Int32Array [0, 6]: simple cubic, six neighbours at 3.36 A
 */
export function findNeighbours(
  structure: Structure,
  cutoffA: number,
  images: ImageRule,
  from?: SiteMask,
  to?: SiteMask,
): NeighbourList {
  const reachA = cutoffA + ROUNDING_A;
  const home = homeFractions(structure, images);
  const grid = createGrid(structure, home, reachA, from);
  const found = new PairSearch(structure, home, grid, listImages(structure, home, grid, images, to), reachA);
  const start = new Int32Array(structure.species.length + 1);
  for (let i = 0; i + 1 < start.length; i++) {
    if (from === undefined || from[i]) found.addNeighboursOf(i);
    start[i + 1] = found.count;
  }
  return {
    start,
    site: found.site.subarray(0, found.count),
    distanceA: found.distanceA.subarray(0, found.count),
    image: found.image.subarray(0, 3 * found.count),
  };
}

/** One search through the bins, with the pairs found so far; the arrays double when they are full. */
class PairSearch {
  count = 0;
  site: Int32Array;
  distanceA: Float64Array;
  image: Int32Array;
  private readonly id: string;
  private readonly lattice: Float64Array;
  private readonly home: Home;
  private readonly grid: Grid;
  private readonly images: BinnedImages;
  private readonly reachA: number;

  constructor(structure: Structure, home: Home, grid: Grid, images: BinnedImages, reachA: number) {
    const capacity = 32 * structure.species.length;
    this.site = new Int32Array(capacity);
    this.distanceA = new Float64Array(capacity);
    this.image = new Int32Array(3 * capacity);
    this.id = structure.id;
    this.lattice = structure.lattice;
    this.home = home;
    this.grid = grid;
    this.images = images;
    this.reachA = reachA;
  }

  /** Bins next to each other along the first axis are one run of image points. */
  addNeighboursOf(i: number): void {
    const { lattice: m, grid } = this;
    const [binsX, binsY] = grid.bins as [number, number, number];
    const [marginU, marginV, marginW] = grid.margin as [number, number, number];
    const [u, v, w] = [this.home.frac[3 * i]!, this.home.frac[3 * i + 1]!, this.home.frac[3 * i + 2]!];
    const x = u * m[0]! + v * m[3]! + w * m[6]!;
    const y = u * m[1]! + v * m[4]! + w * m[7]!;
    const z = u * m[2]! + v * m[5]! + w * m[8]!;
    const [firstX, lastX] = [binAlong(grid, 0, u - marginU), binAlong(grid, 0, u + marginU)];
    const [firstY, lastY] = [binAlong(grid, 1, v - marginV), binAlong(grid, 1, v + marginV)];
    const [firstZ, lastZ] = [binAlong(grid, 2, w - marginW), binAlong(grid, 2, w + marginW)];
    for (let bz = firstZ; bz <= lastZ; bz++) {
      for (let by = firstY; by <= lastY; by++) {
        const row = (bz * binsY + by) * binsX;
        this.addRun(i, x, y, z, this.images.binStart[row + firstX]!, this.images.binStart[row + lastX + 1]!);
      }
    }
  }

  private addRun(i: number, x: number, y: number, z: number, first: number, end: number): void {
    const { xyz } = this.images;
    const reachSquared = this.reachA * this.reachA;
    for (let k = first; k < end; k++) {
      const dx = xyz[3 * k]! - x;
      const dy = xyz[3 * k + 1]! - y;
      const dz = xyz[3 * k + 2]! - z;
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared <= reachSquared) this.addPair(i, k, Math.sqrt(squared));
    }
  }

  private addPair(i: number, k: number, distanceA: number): void {
    const { image } = this.images;
    const j = this.images.site[k]!;
    if (i === j && image[3 * k] === 0 && image[3 * k + 1] === 0 && image[3 * k + 2] === 0) return;
    if (this.count === this.site.length) this.double();
    const at = this.count++;
    this.site[at] = j;
    this.distanceA[at] = distanceA;
    const { shift } = this.home;
    for (let axis = 0; axis < 3; axis++) {
      this.image[3 * at + axis] = image[3 * k + axis]! + shift[3 * i + axis]! - shift[3 * j + axis]!;
    }
  }

  private double(): void {
    const { site, distanceA, image } = this;
    if (this.count > MOST_PAIRS) {
      fail(this.id, 'a cell of ordinary shape', `more than ${MOST_PAIRS} pairs of its atoms`, 'check the lattice');
    }
    this.site = new Int32Array(2 * site.length);
    this.distanceA = new Float64Array(2 * site.length);
    this.image = new Int32Array(2 * image.length);
    this.site.set(site);
    this.distanceA.set(distanceA);
    this.image.set(image);
  }
}
