/** Rounds away the error of the product: 0.07 x 100 is 7.000000000000001 in binary, and must not count as 8. */
const ROUNDING = 1e-12;

/**
 * The smallest whole number that is at least this share of a count.
 *
 * @param share above 0
 * @param count what the share is taken of
 * @example shareCount(0.07, 100); // 7
 */
export function shareCount(share: number, count: number): number {
  return Math.ceil(share * count * (1 - ROUNDING));
}
