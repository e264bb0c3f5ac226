/** An X-ray powder pattern as a row of numbers: lines broadened and sorted into bins of equal width. */
import { fail } from '../core/errors.ts';
import { type PowderLines, powderLines } from './powder-lines.ts';
import type { Structure } from './structure.ts';

/** How a pattern is written down. */
export interface PatternOptions {
  /** Number of bins from 0 to `largest`. */
  readonly bins: number;
  /** End of the last bin, degrees of 2 theta. */
  readonly largest: number;
  /** Full width at half maximum of a line, degrees of 2 theta; a Gaussian. */
  readonly widthDegrees: number;
}

/** Standard deviations at which the tails are cut. */
const TAIL = 4;
const WIDTH_IN_SIGMA = 2 * Math.sqrt(2 * Math.LN2);

/**
 * The pattern of a structure, copper K-alpha 1.
 * @returns intensity at the middle of each bin; the sum of squares is 1
 * @throws {UserError} for options out of range, no line in the range, or an element without scattering factor
 * @example powderPattern(anionSublattice(sulfide), { bins: 900, largest: 90, widthDegrees: 1 }).length; // 900
 */
export function powderPattern(structure: Structure, options: PatternOptions): Float64Array {
  return broadenLines(powderLines(structure, options.largest), options);
}

/**
 * Lines made a pattern, scaled to length one, so that the distance of two patterns depends on their shapes alone: 0 for the
 * same shape, sqrt 2 for patterns without a line in common.
 * @throws {UserError} for options out of range, or no line in the range
 * @example broadenLines(powderLines(sodiumChloride), { bins: 900, largest: 90, widthDegrees: 0.5 });
 */
export function broadenLines({ twoTheta, intensity }: PowderLines, options: PatternOptions): Float64Array {
  const { bins, largest, widthDegrees } = options;
  if (!(Number.isInteger(bins) && bins >= 1)) fail('pattern bins', 'a count', `${bins}`, 'use 900, say');
  if (!(widthDegrees > 0)) fail('width of a line', 'degrees above 0', `${widthDegrees}`, 'use 1, say');
  const pattern = new Float64Array(bins);
  const step = largest / bins;
  const sigma = widthDegrees / WIDTH_IN_SIGMA;
  for (let line = 0; line < twoTheta.length; line++) {
    const angle = twoTheta[line]!;
    const first = Math.max(0, Math.floor((angle - TAIL * sigma) / step));
    const last = Math.min(bins - 1, Math.floor((angle + TAIL * sigma) / step));
    for (let bin = first; bin <= last; bin++) {
      pattern[bin]! += intensity[line]! * Math.exp(-((((bin + 0.5) * step - angle) / sigma) ** 2) / 2);
    }
  }
  const length = Math.sqrt(pattern.reduce((sum, value) => sum + value * value, 0));
  if (!(length > 0)) fail('powder pattern', `a line up to ${largest} degrees`, 'none', 'check the structure');
  return pattern.map((value) => value / length);
}
