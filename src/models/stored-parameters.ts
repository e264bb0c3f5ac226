/** Reads the numbers of a stored model, and refuses lists that are missing, too long, too short or not finite. */
import { fail } from '../core/errors.ts';
import type { Parameters } from './parameters.ts';
import { show } from './spec-rules.ts';

/** What to do about a stored model that no fit can have written. */
export const REFIT = 'fit and save the model again';

/**
 * Whether a value is a JSON object.
 * @example isRecord([]); // false
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The number of columns that a stored model takes.
 * @throws {UserError} for anything but an integer of at least 1
 * @example readColumns(3, 'student.json'); // 3
 */
export function readColumns(columns: unknown, where: string): number {
  if (!Number.isInteger(columns) || (columns as number) < 1) {
    fail(where, 'columns as an integer of at least 1', show(columns), REFIT);
  }
  return columns as number;
}

/**
 * The lists of numbers by name.
 * @throws {UserError} for anything but lists of finite numbers
 * @example readParameters({ score: [1] }, 'student.json').score; // Float64Array [1]
 */
export function readParameters(parameters: unknown, where: string): Parameters {
  if (!isRecord(parameters)) return fail(where, 'parameters', show(parameters), REFIT);
  const read = Object.entries(parameters).map(([name, values]) => {
    if (!Array.isArray(values)) fail(where, `parameter ${name} as a list of numbers`, show(values), REFIT);
    const at = values.findIndex((value: unknown) => !Number.isFinite(value));
    if (at >= 0) fail(`${where}, parameter ${name}, value ${at}`, 'a finite number', show(values[at]), REFIT);
    return [name, Float64Array.from(values)] as const;
  });
  return Object.fromEntries(read);
}

/**
 * Checks that every list has its length and that there is no other.
 * @throws {UserError} naming the first list at fault
 * @example checkLengths({ score: Float64Array.of(1) }, { score: 1 }, 'student.json');
 */
export function checkLengths(values: Parameters, expected: Record<string, number>, where: string): void {
  for (const [name, length] of Object.entries(expected)) {
    if (values[name]?.length === length) continue;
    const found = values[name] ? `${values[name].length}` : 'none';
    fail(where, `${length} values of parameter ${name}`, found, REFIT);
  }
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(expected, name));
  if (unknown !== undefined) fail(where, `parameters ${Object.keys(expected).join(', ')} only`, `"${unknown}"`, REFIT);
}

/**
 * Lengths of the parameters of a perceptron's layers.
 * @param sizes units of each layer, from the columns to the one output
 * @example layerLengths([3, 1]); // { weights_0: 3, biases_0: 1 }
 */
export function layerLengths(sizes: readonly number[]): Record<string, number> {
  return Object.fromEntries(
    sizes.slice(1).flatMap((outputs, k) => [
      [`weights_${k}`, sizes[k]! * outputs],
      [`biases_${k}`, outputs],
    ]),
  );
}
