/** Shares of positions as whole numbers of atoms. */

/** Positions of equal shares: the share of each content, and one entry a position. */
interface Group {
  readonly shares: ReadonlyMap<number, number>;
  readonly entries: readonly unknown[];
}

interface Cell {
  readonly group: number;
  readonly column: number;
  readonly z: number;
  readonly remainder: number;
}

/**
 * How many positions of each group, `times` over, hold each of its contents. The total of each element is rounded first; within
 * these totals the groups get theirs by largest remainder.
 * @returns for each group one number a share, in the order of its shares
 * @example wholeNumbers([{ shares: new Map([[3, 0.25], [11, 0.75]]), entries: [0] }], 4); // [Int32Array [1, 3]]
 */
export function wholeNumbers(groups: readonly Group[], times: number): Int32Array[] {
  const wanted = new Map<number, number>();
  const free = groups.map(({ entries }) => times * entries.length);
  const cells: Cell[] = [];
  const counts = groups.map(({ shares, entries }, group) =>
    Int32Array.from([...shares], ([z, share], column) => {
      const exact = share * times * entries.length;
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
