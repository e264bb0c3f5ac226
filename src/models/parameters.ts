/**
 * The numbers of a fitted model, by name: what its JSON holds and what its scores are computed from.
 * @example const parameters: Parameters = { weights: new Float64Array([1, -1]), intercept: new Float64Array([0.5]) };
 */
export type Parameters = Readonly<Record<string, Float64Array>>;

/**
 * JSON writes -0 as 0; so do we from the start.
 * @example withoutNegativeZeros({ score: Float64Array.of(-0) }).score; // [0]
 */
export function withoutNegativeZeros(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [name, values.map((value) => value + 0)]),
  );
}

/**
 * Plain lists, as JSON holds them.
 * @example toArrays({ score: Float64Array.of(1) }); // { score: [1] }
 */
export function toArrays(parameters: Parameters): Record<string, number[]> {
  return Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, Array.from(values)]));
}
