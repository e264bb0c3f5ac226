/** Geometry of a ternary section. */

/** A point of the plane: x to the right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Place of a composition in a triangle of side 1: first corner at the lower left, second at the lower right, third on top.
 * @param fractions of the three corners; their sum need not be 1
 * @example placeIn([0, 0, 1]); // { x: 0.5, y: -0.8660254037844386 }
 */
export function placeIn([a = 0, b = 0, c = 0]: readonly number[]): Point {
  const sum = a + b + c;
  return { x: (b + c / 2) / sum, y: (-c * Math.sqrt(3)) / 2 / sum };
}

/**
 * Whether two points are the same but for rounding.
 * @example samePlace({ x: 0.1 + 0.2, y: 0 }, { x: 0.3, y: 0 }); // true
 */
export function samePlace(one: Point, other: Point): boolean {
  return Math.abs(one.x - other.x) < 1e-6 && Math.abs(one.y - other.y) < 1e-6;
}

/**
 * Index of the nearest point in the direction of an arrow key, those straight ahead first; the same index at the edge.
 * @example towards([{ x: 0, y: 0 }, { x: 1, y: 0 }], 0, 'ArrowRight'); // 1
 */
export function towards(points: readonly Point[], from: number, key: string): number {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  const here = points[from]!;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  points.forEach(({ x, y }, i) => {
    const along = (x - here.x) * dx! + (y - here.y) * dy!;
    const across = Math.abs((x - here.x) * dy!) + Math.abs((y - here.y) * dx!);
    const distance = along + 2 * across;
    if (along > 1e-9 && along >= across * 0.5 && distance < least) [best, least] = [i, distance];
  });
  return best;
}
