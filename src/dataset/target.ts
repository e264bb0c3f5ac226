/** What is learned of compounds, and which values count as positive: those that reach a threshold, from above or, where small values are wanted, from below. */

/** What is learned. */
export interface Target {
  /** Such as 'migration barrier'. */
  readonly property: string;
  /** Unit of the property and of the threshold, such as 'S/cm'; '1' for none. */
  readonly unit: string;
  /** Values are the property as it stands, or its logarithm to base 10. */
  readonly scale: 'as it stands' | 'log10';
  /** Value of the property, in its unit, from which a compound counts; null without one. */
  readonly threshold: number | null;
  /** Which end of the values is wanted: a screening lists it first. */
  readonly better: 'larger' | 'smaller';
}

/** Where positives begin, in the units of what is learned. Plain data, for threads. */
export interface Cut {
  readonly at: number;
  readonly better: 'larger' | 'smaller';
}

/**
 * A figure of the property as the number that is learned: its logarithm where that is.
 * @example toAnswer(target, 1e-3); // -3 where the scale is log10
 */
export function toAnswer({ scale }: Pick<Target, 'scale'>, figure: number): number {
  return scale === 'log10' ? Math.log10(figure) : figure;
}

/**
 * Where positives begin; null without a threshold.
 * @example cutOf({ property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: 0.4, better: 'smaller' })?.at; // 0.4
 */
export function cutOf(target: Target): Cut | null {
  const { threshold, better } = target;
  return threshold === null ? null : { at: toAnswer(target, threshold), better };
}

/**
 * How far a value is on the positive side; 0 and above is positive.
 * @example margin({ at: 0.4, better: 'smaller' }, 0.3); // 0.1
 */
export function margin({ at, better }: Cut, value: number): number {
  return better === 'larger' ? value - at : at - value;
}

/**
 * The unit of what is learned.
 * @example learnedUnit({ scale: 'log10', unit: 'S/cm' }); // 'log10(S/cm)'
 */
export function learnedUnit({ scale, unit }: Pick<Target, 'scale' | 'unit'>): string {
  return scale === 'log10' ? `log10(${unit})` : unit;
}
