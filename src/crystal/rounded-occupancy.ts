/** Shares of one position that add up to a little more than 1 because each was rounded: three times 0.334. */
import type { Structure } from './structure.ts';
import { positionOfEntries } from './structure.ts';

/** What createStructure takes as it is. */
const EXCESS_KEPT = 1e-3;
/**
 * The most above 1 that rounding or uncertainty of occupancies is held to explain.
 */
export const LARGEST_EXCESS = 0.03;

/**
 * The occupancies; where those of one position exceed 1 by no more than one unit in the last digit of each, scaled to 1.
 * @param rounding one unit in the last digit of each occupancy, 0 where it may not be off
 * @example withoutRoundingExcess({ lattice, frac: [0, 0, 0, 0, 0, 0] }, [0.501, 0.502], [1e-3, 1e-3]); // sum 1
 */
export function withoutRoundingExcess(
  positions: Pick<Structure, 'lattice' | 'frac'>,
  occupancy: ArrayLike<number>,
  rounding: ArrayLike<number>,
): Float64Array {
  if (Array.from(rounding).every((unit) => unit === 0)) return Float64Array.from(occupancy);
  const position = positionOfEntries(positions);
  const [sum, excused, entries] = [0, 1, 2].map(() => new Float64Array(position.length));
  position.forEach((at, i) => {
    sum![at]! += occupancy[i]!;
    excused![at]! += rounding[i]!;
    entries![at]!++;
  });
  return Float64Array.from(position, (at, i) => {
    const excess = sum![at]! - 1;
    const isRounding =
      entries![at]! > 1 && excess > EXCESS_KEPT && excess <= Math.min(excused![at]! + 1e-9, LARGEST_EXCESS);
    return isRounding ? occupancy[i]! / sum![at]! : occupancy[i]!;
  });
}

/**
 * One unit in the last digit of a number as printed, its uncertainty passed over; 0 for less than two decimals.
 * @example lastDigit('0.334(2)'); // 0.001
 */
export function lastDigit(text: string): number {
  const decimals = /^\d*\.(\d+)(?:\(\d+\))?$/.exec(text)?.[1]?.length ?? 0;
  return decimals < 2 ? 0 : 10 ** -decimals;
}
