import { fail } from '../core/errors.ts';

/**
 * Makes sure that an option is a whole number within bounds.
 * @param where the option, for the message
 * @throws {UserError} for any other number
 * @example checkInteger('--threads', 2, 1, 1024);
 */
export function checkInteger(where: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  fail(where, `an integer from ${least} to ${most}`, `${value}`, 'choose one in that range');
}
