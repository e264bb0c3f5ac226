/** Fits of this process that learned nothing: boosted trees whose rows are too few for a split answer with a constant. */

let fits = 0;
let constant = 0;

/**
 * Notes that a model which may learn nothing was fitted.
 * @example noteFit(threshold.every((value) => value === NO_SPLIT));
 */
export function noteFit(isConstant: boolean): void {
  fits++;
  if (isConstant) constant++;
}

/**
 * Does some work, and counts the fits noted meanwhile and those of them that learned nothing.
 * @example countFits(() => leaveOneOut(spec, X, y, 0)).constant; // 0
 */
export function countFits<Value>(work: () => Value): { value: Value; fits: number; constant: number } {
  const before = { fits, constant };
  const value = work();
  return { value, fits: fits - before.fits, constant: constant - before.constant };
}
