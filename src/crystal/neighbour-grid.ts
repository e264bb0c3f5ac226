/**
 * The bins behind the neighbour list: the sites and their images within reach of the home sites, sorted by position.
 * Bins are cut along the lattice vectors, a few to each reach; the neighbours of a site lie in the bins that a box of
 * one margin to each side of it touches.
 */
import { fail } from '../core/errors.ts';
import type { Structure } from './structure.ts';
import { planeSpacingsA } from './structure.ts';

/** Which images count: all within the cut-off, or the 27 cells of the published descriptor file. */
export type ImageRule = 'periodic' | 'authors';

/** One flag a site: non-zero where the site takes part. */
export type SiteMask = ArrayLike<number>;

/** Fractional coordinates to search with, flat, and the whole numbers taken off the given ones to get them. */
export interface Home {
  readonly frac: Float64Array;
  readonly shift: Int32Array;
}

/** A box around the home sites and one reach more, in fractional coordinates, and its bins along each axis. */
export interface Grid {
  /** Fractional distance along each axis within which all neighbours lie. */
  readonly margin: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly bins: readonly number[];
  readonly perUnit: readonly number[];
}

/** Image points in the order of their bins: those of bin b stand from binStart[b] up to binStart[b + 1]. */
export interface BinnedImages {
  /** Cartesian, Angstrom, three a point. */
  readonly xyz: Float64Array;
  readonly site: Int32Array;
  /** Image numbers relative to `Home.frac`, three a point. */
  readonly image: Int32Array;
  readonly binStart: Int32Array;
}

const MAX_BINS = 64;
/** Crystals need thousands. */
const MOST_IMAGES = 2_000_000;
/** Bins to a margin. Fine along the first axis, where bins in a row are read in one run, coarser along the others. */
const BINS_PER_MARGIN = [4, 2, 2];

/**
 * Coordinates to search with: wrapped into [0, 1) under `periodic`, as given under `authors`.
 * @example homeFractions(structure, 'periodic').frac; // frac -0.25 has become 0.75, shift -1
 */
export function homeFractions(structure: Structure, images: ImageRule): Home {
  const shift = new Int32Array(structure.frac.length);
  if (images === 'authors') return { frac: structure.frac, shift };
  const frac = new Float64Array(structure.frac.length);
  for (let k = 0; k < frac.length; k++) {
    shift[k] = Math.floor(structure.frac[k]!);
    frac[k] = structure.frac[k]! - shift[k]!;
  }
  return { frac, shift };
}

/**
 * The box and its bins for the sites of `from` (all when absent; at least one).
 * @param reachA Angstrom; the margin is this distance between lattice planes
 * @example createGrid(po, homeFractions(po, 'periodic'), 3.5).bins; // [8, 4, 4]
 */
export function createGrid(structure: Structure, home: Home, reachA: number, from?: SiteMask): Grid {
  const grid = { margin: [0, 0, 0], low: [0, 0, 0], high: [0, 0, 0], bins: [1, 1, 1], perUnit: [0, 0, 0] };
  const spacings = planeSpacingsA(structure.lattice);
  for (let axis = 0; axis < 3; axis++) {
    const margin = (reachA / spacings[axis]!) * (1 + 1e-9);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < structure.species.length; i++) {
      if (from !== undefined && !from[i]) continue;
      const at = home.frac[3 * i + axis]!;
      if (at < low) low = at;
      if (at > high) high = at;
    }
    const span = high - low + 2 * margin;
    grid.margin[axis] = margin;
    grid.low[axis] = low - margin;
    grid.high[axis] = high + margin;
    grid.bins[axis] = Math.min(MAX_BINS, Math.floor((span / margin) * BINS_PER_MARGIN[axis]!));
    grid.perUnit[axis] = grid.bins[axis]! / span;
  }
  return grid;
}

/**
 * The bin along one axis that a fractional coordinate falls in; coordinates outside the box go to the outermost bins.
 * @example binAlong(grid, 0, grid.low[0]); // 0
 */
export function binAlong(grid: Grid, axis: number, value: number): number {
  const bin = Math.floor((value - grid.low[axis]!) * grid.perUnit[axis]!);
  return bin < 0 ? 0 : Math.min(bin, grid.bins[axis]! - 1);
}

/**
 * Every image of the `to` sites inside the box, in the order of the bins.
 * @throws {UserError} for more than two million, as a damaged lattice gives
 * @example listImages(po, home, grid, 'periodic').site.length; // 27: the home site and 26 images around it
 */
export function listImages(
  structure: Structure,
  home: Home,
  grid: Grid,
  images: ImageRule,
  to?: SiteMask,
): BinnedImages {
  const { ends, total } = imageRanges(structure, home, grid, images, to);
  if (!(total <= MOST_IMAGES)) {
    fail(structure.id, 'a cell of ordinary shape', `${total} images of its atoms to search`, 'check the lattice');
  }
  const bin = new Int32Array(total);
  const site = new Int32Array(total);
  const image = new Int32Array(3 * total);
  let k = 0;
  for (let i = 0; i < structure.species.length; i++) {
    const [u, v, w] = [home.frac[3 * i]!, home.frac[3 * i + 1]!, home.frac[3 * i + 2]!];
    for (let p = ends[6 * i]!; p <= ends[6 * i + 1]!; p++) {
      const binX = binAlong(grid, 0, u + p);
      for (let q = ends[6 * i + 2]!; q <= ends[6 * i + 3]!; q++) {
        const binY = binAlong(grid, 1, v + q);
        for (let r = ends[6 * i + 4]!; r <= ends[6 * i + 5]!; r++, k++) {
          bin[k] = (binAlong(grid, 2, w + r) * grid.bins[1]! + binY) * grid.bins[0]! + binX;
          site[k] = i;
          image[3 * k] = p;
          image[3 * k + 1] = q;
          image[3 * k + 2] = r;
        }
      }
    }
  }
  return sortIntoBins(structure.lattice, home, grid, { bin, site, image });
}

/** First and last image number of each site along each axis that reach the box, and how many images that makes. */
function imageRanges(
  structure: Structure,
  home: Home,
  grid: Grid,
  images: ImageRule,
  to?: SiteMask,
): { ends: Int32Array; total: number } {
  const ends = new Int32Array(2 * home.frac.length);
  let total = 0;
  for (let i = 0; i < structure.species.length; i++) {
    const takesPart = to === undefined || Boolean(to[i]);
    let product = takesPart ? 1 : 0;
    for (let axis = 0; axis < 3; axis++) {
      const at = home.frac[3 * i + axis]!;
      let first = Math.ceil(grid.low[axis]! - at);
      let last = takesPart ? Math.floor(grid.high[axis]! - at) : first - 1;
      if (images === 'authors') {
        first = Math.max(first, -1);
        last = Math.min(last, 1);
      }
      ends[6 * i + 2 * axis] = first;
      ends[6 * i + 2 * axis + 1] = last;
      product *= Math.max(0, last - first + 1);
    }
    if (product === 0) ends[6 * i + 1] = ends[6 * i]! - 1;
    total += product;
  }
  return { ends, total };
}

/** Counting sort by bin; the Cartesian coordinates are worked out on the way. */
function sortIntoBins(
  m: Float64Array,
  home: Home,
  grid: Grid,
  loose: { bin: Int32Array; site: Int32Array; image: Int32Array },
): BinnedImages {
  const total = loose.bin.length;
  const binStart = new Int32Array(grid.bins[0]! * grid.bins[1]! * grid.bins[2]! + 1);
  for (let k = 0; k < total; k++) binStart[loose.bin[k]! + 1]!++;
  for (let b = 1; b < binStart.length; b++) binStart[b]! += binStart[b - 1]!;
  const next = binStart.slice();
  const xyz = new Float64Array(3 * total);
  const site = new Int32Array(total);
  const image = new Int32Array(3 * total);
  for (let k = 0; k < total; k++) {
    const at = next[loose.bin[k]!]!++;
    const i = loose.site[k]!;
    site[at] = i;
    const [p, q, r] = [loose.image[3 * k]!, loose.image[3 * k + 1]!, loose.image[3 * k + 2]!];
    const [u, v, w] = [home.frac[3 * i]! + p, home.frac[3 * i + 1]! + q, home.frac[3 * i + 2]! + r];
    image[3 * at] = p;
    image[3 * at + 1] = q;
    image[3 * at + 2] = r;
    xyz[3 * at] = u * m[0]! + v * m[3]! + w * m[6]!;
    xyz[3 * at + 1] = u * m[1]! + v * m[4]! + w * m[7]!;
    xyz[3 * at + 2] = u * m[2]! + v * m[5]! + w * m[8]!;
  }
  return { xyz, site, image, binStart };
}
