/** The inner loops of the models. Four partial sums, always in the same order: twice as fast as one, and repeatable to the bit. */

/**
 * Sum of a[fromA + j] b[fromB + j] for j below `length`.
 * @example dot(new Float64Array([1, 2, 3]), 1, new Float64Array([10, 100]), 0, 2); // 320
 */
export function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < length; j += 4) {
    s0 += a[fromA + j]! * b[fromB + j]!;
    s1 += a[fromA + j + 1]! * b[fromB + j + 1]!;
    s2 += a[fromA + j + 2]! * b[fromB + j + 2]!;
    s3 += a[fromA + j + 3]! * b[fromB + j + 3]!;
  }
  for (; j < length; j++) s0 += a[fromA + j]! * b[fromB + j]!;
  return s0 + s1 + (s2 + s3);
}

/**
 * Sum of (a[fromA + j] - b[fromB + j])^2 for j below `length`.
 * @example squaredDistance(new Float64Array([1, 5]), 0, new Float64Array([1, 2]), 0, 2); // 9
 */
export function squaredDistance(
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  length: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < length; j += 4) {
    const d0 = a[fromA + j]! - b[fromB + j]!;
    const d1 = a[fromA + j + 1]! - b[fromB + j + 1]!;
    const d2 = a[fromA + j + 2]! - b[fromB + j + 2]!;
    const d3 = a[fromA + j + 3]! - b[fromB + j + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; j < length; j++) s0 += (a[fromA + j]! - b[fromB + j]!) ** 2;
  return s0 + s1 + (s2 + s3);
}
