/** The quantile of the standard normal distribution by Wichura's PPND7, Applied Statistics 37, 477 (1988), AS 241; to seven digits. */

/** Coefficients of numerator and denominator, of the lowest power first. */
type Rational = readonly [over: readonly number[], under: readonly number[]];

const MIDDLE: Rational = [
  [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
  [1, 17.895169469, 78.757757664, 67.1875636],
];
const NEAR: Rational = [
  [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  [1, 0.7370016425, 0.12021132975],
];
const FAR: Rational = [
  [6.657905115, 3.081226386, 0.42868294337, 0.017337203997],
  [1, 0.24197894225, 0.012258202635],
];

/**
 * @param share above 0 and below 1; minus infinity at 0, infinity at 1
 * @example normalQuantile(0.975); // 1.959964
 */
export function normalQuantile(share: number): number {
  const q = share - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
  const tail = Math.min(share, 1 - share);
  if (tail <= 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  return Math.sign(q) * (r <= 5 ? ratio(NEAR, r - 1.6) : ratio(FAR, r - 5));
}

function ratio([over, under]: Rational, x: number): number {
  const value = (coefficients: readonly number[]) => coefficients.reduceRight((sum, each) => sum * x + each, 0);
  return value(over) / value(under);
}
