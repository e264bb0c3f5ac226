import { InvalidArgumentError } from 'commander';

/**
 * A parser for a whole number option between two bounds.
 * @throws {InvalidArgumentError} for anything else, which the command line prints as one line
 * @example wholeNumber(1, 100)('20'); // 20
 */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text.trim()) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}, found "${text}".`);
    }
    return value;
  };
}

/**
 * The parts of a comma-separated option, trimmed.
 * @throws {InvalidArgumentError} when one is empty
 * @example commaList('P, S'); // ['P', 'S']
 */
export function commaList(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.some((part) => part === '')) {
    throw new InvalidArgumentError(`Expected names separated by commas, found "${text}".`);
  }
  return parts;
}
