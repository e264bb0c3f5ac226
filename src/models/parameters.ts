/**
 * The numbers of a fitted model, by name: what its JSON holds and what its scores are computed from.
 * @example const parameters: Parameters = { weights: new Float64Array([1, -1]), intercept: new Float64Array([0.5]) };
 */
export type Parameters = Readonly<Record<string, Float64Array>>;
