/** How a cell is repeated so that whole numbers of atoms have its composition. */

/** How often a cell is repeated along each of its vectors. */
export type Repeats = readonly [number, number, number];

const LONGEST_TO_SHORTEST = 2;
const WIDE_A = 8;
const ROUNDING_A = 1e-6;

/**
 * The repeats that make `count` cells the most compact one: of all factors those whose longest edge is shortest. None
 * where a repeated edge would be more than twice the shortest and that one below 8 Angstrom, as for 11 small cubes.
 * @example compactRepeats(po.lattice, 8); // [2, 2, 2]: simple cubic, doubled along each axis
 */
export function compactRepeats(lattice: Float64Array, count: number): Repeats | undefined {
  const edgeA = [0, 3, 6].map((row) => Math.hypot(...lattice.subarray(row, row + 3)));
  let best: Repeats | undefined;
  let longestA = Number.POSITIVE_INFINITY;
  for (const times of factors(count)) {
    const edges = times.map((n, axis) => n * edgeA[axis]!);
    const shortestA = Math.min(...edges);
    const allowedA = shortestA < WIDE_A ? LONGEST_TO_SHORTEST * shortestA + ROUNDING_A : Number.POSITIVE_INFINITY;
    if (edges.some((edge, axis) => times[axis]! > 1 && edge > allowedA)) continue;
    if (Math.max(...edges) >= longestA - ROUNDING_A) continue;
    best = times;
    longestA = Math.max(...edges);
  }
  return best;
}

function factors(count: number): Repeats[] {
  const divisors = Array.from({ length: count }, (_, i) => i + 1).filter((n) => count % n === 0);
  return divisors.flatMap((a) =>
    divisors.filter((b) => (count / a) % b === 0).map((b): Repeats => [a, b, count / a / b]),
  );
}
