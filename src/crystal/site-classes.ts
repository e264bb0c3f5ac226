/**
 * A disordered structure as positions to be filled: positions of equal occupancies form a class, and each class gets
 * whole numbers of atoms, as near to the occupancies as whole numbers can be.
 */
import type { Repeats } from './repeat-cell.ts';
import type { Structure } from './structure.ts';
import { positionOfEntries } from './structure.ts';
import { wholeNumbers } from './whole-numbers.ts';

/** Positions that share their occupancies, and how many of them hold what. */
export interface SiteClass {
  /** Indices of the positions. */
  readonly members: Int32Array;
  /** Atomic numbers that can stand there, 0 for none. */
  readonly contents: Uint8Array;
  /** How many members hold each of `contents`; the sum is the number of members. */
  readonly counts: Int32Array;
}

/** The positions of a cell, each once, and the classes they fall into (fixed positions: one content). */
export interface SiteClasses {
  /** As in a structure, Angstrom. */
  readonly lattice: Float64Array;
  /** Three fractional coordinates a position, flat. */
  readonly frac: Float64Array;
  readonly classes: readonly SiteClass[];
}

/** Positions of one cell that share their occupancies. */
export interface PositionGroup {
  /** Share of each atomic number, 0 for none, in ascending order; they add up to 1. */
  readonly shares: ReadonlyMap<number, number>;
  /** For each position its first entry in the structure. */
  readonly entries: readonly number[];
}

const FULL = 1e-3;

/**
 * The positions of a structure by their occupancies, in the order of the entries.
 * @example positionGroups(structure).map(({ entries }) => entries.length);
 */
export function positionGroups(structure: Structure): PositionGroup[] {
  const sharesAt = new Map<number, Map<number, number>>();
  positionOfEntries(structure).forEach((first, i) => {
    const shares = sharesAt.get(first) ?? new Map<number, number>();
    sharesAt.set(first, shares);
    const z = structure.species[i]!;
    shares.set(z, (shares.get(z) ?? 0) + structure.occupancy[i]!);
  });
  const groups = new Map<string, { shares: Map<number, number>; entries: number[] }>();
  for (const [first, shares] of sharesAt) {
    const vacant = 1 - [...shares.values()].reduce((sum, share) => sum + share, 0);
    if (vacant > FULL) shares.set(0, vacant);
    const sorted = [...shares].sort(([a], [b]) => a - b);
    const key = sorted.map(([z, share]) => `${z}:${share.toFixed(4)}`).join();
    const group = groups.get(key) ?? { shares: new Map(sorted), entries: [] };
    groups.set(key, group);
    group.entries.push(first);
  }
  return [...groups.values()];
}

/**
 * The classes of a cell repeated, and the numbers of atoms: first the total of each element, then, within these totals,
 * the class shares by largest remainder.
 * @example siteClasses(structure, [1, 1, 1]).classes.map(({ counts }) => counts);
 */
export function siteClasses(structure: Structure, times: Repeats): SiteClasses {
  const groups = positionGroups(structure);
  const images = Array.from({ length: times[0] * times[1] * times[2] }, (_, n) => [
    n % times[0],
    Math.floor(n / times[0]) % times[1],
    Math.floor(n / (times[0] * times[1])),
  ]);
  const counts = wholeNumbers(groups, images.length);
  const frac: number[] = [];
  const classes = groups.map(({ shares, entries }, g) => {
    const start = frac.length / 3;
    for (const image of images) {
      for (const entry of entries) {
        for (let axis = 0; axis < 3; axis++) {
          frac.push((structure.frac[3 * entry + axis]! + image[axis]!) / times[axis]!);
        }
      }
    }
    return {
      members: Int32Array.from({ length: images.length * entries.length }, (_, i) => start + i),
      contents: Uint8Array.from(shares.keys()),
      counts: counts[g]!,
    };
  });
  const lattice = structure.lattice.map((value, k) => value * times[Math.floor(k / 3)]!);
  return { lattice, frac: Float64Array.from(frac), classes };
}
