/**
 * The lines of a powder pattern as one word of text, an intensity a letter, for tables of thousands of patterns: each line is
 * shared between the two bins on either side of it so that its place is kept, and the bins have 89 steps up to the highest.
 * What that costs was measured on the shipped patterns, see data/manifest.json.
 */
import { fail } from '../core/errors.ts';
import type { PowderLines } from './powder-lines.ts';

/** Letters that no CSV file has to quote, from nothing to the highest bin. */
const LETTERS = '.!#$%&()*+-/0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';
const STEPS = LETTERS.length - 1;

/**
 * The word of a pattern.
 * @param bins letters; bin b stands for the angle (b + 1/2) x largest / bins
 * @param largest end of the last bin, degrees of 2 theta; lines beyond the middle of the last bin lose their share
 * @throws {UserError} without any line in the range
 * @example encodeLines({ twoTheta: Float64Array.of(15, 35), intensity: Float64Array.of(2, 1) }, 4, 40); // '.~.Q'
 */
export function encodeLines({ twoTheta, intensity }: PowderLines, bins: number, largest: number): string {
  const height = new Float64Array(bins);
  twoTheta.forEach((angle, line) => {
    const place = (angle * bins) / largest - 0.5;
    const below = Math.floor(place);
    const share = place - below;
    if (below >= 0 && below < bins) height[below]! += (1 - share) * intensity[line]!;
    if (below + 1 >= 0 && below + 1 < bins) height[below + 1]! += share * intensity[line]!;
  });
  const highest = height.reduce((a, b) => Math.max(a, b));
  if (!(highest > 0)) fail('powder pattern', `a line up to ${largest} degrees`, 'none', 'check the structure');
  return Array.from(height, (value) => LETTERS[Math.round((STEPS * value) / highest)]).join('');
}

/**
 * The lines that a word stands for: one in the middle of each bin that is not empty, in steps of the highest bin.
 * @param largest end of the last bin, degrees of 2 theta, as when it was written
 * @param where file and row, for errors
 * @throws {UserError} for a letter that stands for nothing
 * @example decodeLines('.~.Q', 40, 'demo').twoTheta; // Float64Array [15, 35]
 */
export function decodeLines(word: string, largest: number, where: string): PowderLines {
  const twoTheta: number[] = [];
  const intensity: number[] = [];
  for (let bin = 0; bin < word.length; bin++) {
    const steps = LETTERS.indexOf(word[bin]!);
    if (steps < 0) fail(`${where}, letter ${bin + 1}`, 'a letter of a pattern', `"${word[bin]}"`, 'restore the file');
    if (steps === 0) continue;
    twoTheta.push(((bin + 0.5) * largest) / word.length);
    intensity.push(steps);
  }
  return { twoTheta: Float64Array.from(twoTheta), intensity: Float64Array.from(intensity) };
}
