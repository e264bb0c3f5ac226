/** The last step of a support vector machine: the bias, given everything else. */

/**
 * The bias b that minimises sum cost x max(0, 1 - sign x (score + b)): where the slope, which each row's hinge raises by its cost,
 * passes 0. Where the loss is least over an interval, its middle, as libsvm does.
 *
 * @param scores decision values without bias, one a row
 * @param sign labels +1 or -1, both present
 * @param cost price of a row's loss, > 0
 * @throws {Error} without a row of the other class
 * @example bestBias(new Float64Array([0, 2]), new Float64Array([-1, 1]), new Float64Array([1, 1])); // -1
 */
export function bestBias(scores: Float64Array, sign: Float64Array, cost: Float64Array): number {
  const hinge = scores.map((score, row) => sign[row]! - score);
  const order = Array.from(hinge.keys()).sort((a, b) => hinge[a]! - hinge[b]! || a - b);
  let slope = 0;
  for (let row = 0; row < sign.length; row++) if (sign[row]! > 0) slope -= cost[row]!;
  const rounding = 1e-9 * Math.abs(slope);
  for (let k = 0; k < order.length; k++) {
    slope += cost[order[k]!]!;
    if (slope > rounding) return hinge[order[k]!]!;
    if (slope >= -rounding && k + 1 < order.length) return (hinge[order[k]!]! + hinge[order[k + 1]!]!) / 2;
  }
  throw new Error('a bias needs rows of both classes');
}
