import { fail } from '../../core/errors.ts';
import { nearestWord } from '../../core/nearest-word.ts';

/**
 * A name is one of those that there are.
 * @param noun what the names are of
 * @throws {UserError} for any other, with the nearest
 * @example checkName('effort, methods', 'ridge', ['ridge'], 'methods');
 */
export function checkName(where: string, name: string, names: readonly string[], noun: string): void {
  if (names.includes(name)) return;
  const nearest = nearestWord(name, names);
  fail(where, `names of ${noun} (${names.join(', ')})`, name, nearest ? `did you mean ${nearest}?` : 'add it');
}
