/**
 * Puts a row into a list in ascending order of distance where it is nearer than the last; the last falls out. At equal distance
 * the row that came first stays first.
 * @param nearest row numbers
 * @param distance their distances, Infinity at first
 * @example insertNearest(Int32Array.of(7, 0), Float64Array.of(1, Infinity), 9, 0.5); // now 9, 7
 */
export function insertNearest(nearest: Int32Array, distance: Float64Array, row: number, away: number): void {
  let place = distance.length - 1;
  if (away >= distance[place]!) return;
  for (; place > 0 && distance[place - 1]! > away; place--) {
    distance[place] = distance[place - 1]!;
    nearest[place] = nearest[place - 1]!;
  }
  distance[place] = away;
  nearest[place] = row;
}
