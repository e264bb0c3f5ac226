/** Where a convex function that is made of straight pieces bends: found exactly, by its tangents, which lie below it. */

/** A point of the function, and the slope of a piece that it lies on. */
export interface Tangent {
  readonly value: number;
  readonly slope: number;
}

/** Values, a unit of the function's, that differ by less are equal. */
const EQUAL = 1e-9;
const DEEPEST = 60;

/**
 * Where the slope changes, ascending, without the two ends. Between them each piece is straight.
 * @param tangentAt a point of the function and a slope there; at a bend any slope between those of both sides
 * @example bends((x) => ({ value: Math.abs(x - 1), slope: Math.sign(x - 1) }), 0, 3); // [1]
 */
export function bends(tangentAt: (x: number) => Tangent, from: number, to: number): number[] {
  const between = (a: number, left: Tangent, b: number, right: Tangent, depth: number): number[] => {
    const apart = right.slope - left.slope;
    if (!(apart > EQUAL) || depth === DEEPEST) return [];
    // A tangent at a bend is that of either side, so that the bend may be one of the two ends.
    const crossing = (left.value - left.slope * a - (right.value - right.slope * b)) / apart;
    const x = Math.min(b, Math.max(a, crossing));
    const here = tangentAt(x);
    if (here.value < left.value + left.slope * (x - a) + EQUAL) return [x];
    return [...between(a, left, x, here, depth + 1), ...between(x, here, b, right, depth + 1)];
  };
  return between(from, tangentAt(from), to, tangentAt(to), 0);
}
