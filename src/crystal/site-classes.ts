/**
 * A disordered structure as positions to be filled: positions of equal occupancies form a class, and each class gets
 * whole numbers of atoms, as near to the occupancies as whole numbers can be.
 */
import type { Structure } from './structure.ts';
import { positionOfEntries } from './structure.ts';

/** Positions that share their occupancies, and how many of them hold what. */
export interface SiteClass {
  /** Indices of the positions. */
  readonly members: Int32Array;
  /** Atomic numbers that can stand there, 0 for none. */
  readonly contents: Uint8Array;
  /** How many members hold each of `contents`; the sum is the number of members. */
  readonly counts: Int32Array;
}

/** The positions of a structure, each once, and the classes they fall into (fixed positions: one content). */
export interface SiteClasses {
  /** Three fractional coordinates a position, flat. */
  readonly frac: Float64Array;
  readonly classes: readonly SiteClass[];
}

const FULL = 1e-3;

/**
 * Groups the positions by their occupancies and rounds the numbers of atoms: first the total of each element, then,
 * within these totals, the class shares by largest remainder.
 * @example siteClasses(structure).classes.map(({ counts }) => counts);
 */
export function siteClasses(structure: Structure): SiteClasses {
  const sharesAt = new Map<number, Map<number, number>>();
  positionOfEntries(structure).forEach((first, i) => {
    const shares = sharesAt.get(first) ?? new Map<number, number>();
    sharesAt.set(first, shares);
    const z = structure.species[i]!;
    shares.set(z, (shares.get(z) ?? 0) + structure.occupancy[i]!);
  });
  const frac: number[] = [];
  const groups = new Map<string, { shares: Map<number, number>; members: number[] }>();
  for (const [first, shares] of sharesAt) {
    const vacant = 1 - [...shares.values()].reduce((sum, share) => sum + share, 0);
    if (vacant > FULL) shares.set(0, vacant);
    const sorted = [...shares].sort(([a], [b]) => a - b);
    const key = sorted.map(([z, share]) => `${z}:${share.toFixed(4)}`).join();
    const group = groups.get(key) ?? { shares: new Map(sorted), members: [] };
    groups.set(key, group);
    group.members.push(frac.length / 3);
    frac.push(...structure.frac.subarray(3 * first, 3 * first + 3));
  }
  const list = [...groups.values()];
  const counts = wholeNumbers(list.map(({ shares, members }) => ({ shares, size: members.length })));
  const classes = list.map(({ shares, members }, c) => ({
    members: Int32Array.from(members),
    contents: Uint8Array.from(shares.keys()),
    counts: counts[c]!,
  }));
  return { frac: Float64Array.from(frac), classes };
}

interface Cell {
  readonly group: number;
  readonly column: number;
  readonly z: number;
  readonly remainder: number;
}

function wholeNumbers(groups: readonly { shares: ReadonlyMap<number, number>; size: number }[]): Int32Array[] {
  const wanted = new Map<number, number>();
  const free = groups.map(({ size }) => size);
  const cells: Cell[] = [];
  const counts = groups.map(({ shares, size }, group) =>
    Int32Array.from([...shares], ([z, share], column) => {
      const exact = share * size;
      const floor = Math.floor(exact + 1e-6);
      wanted.set(z, (wanted.get(z) ?? 0) + exact - floor);
      free[group]! -= floor;
      cells.push({ group, column, z, remainder: exact - floor });
      return floor;
    }),
  );
  cells.sort((a, b) => b.remainder - a.remainder || a.group - b.group || a.column - b.column);
  const raised = new Set<Cell>();
  for (const [z, missing] of wanted) wanted.set(z, Math.round(missing));
  for (const withinTotals of [true, false]) {
    for (const cell of cells) {
      const { group, column, z } = cell;
      if (free[group]! <= 0 || raised.has(cell) || (withinTotals && wanted.get(z)! <= 0)) continue;
      raised.add(cell);
      counts[group]![column]!++;
      free[group]!--;
      wanted.set(z, wanted.get(z)! - 1);
    }
  }
  return counts;
}
