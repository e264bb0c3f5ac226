/** Chemical systems as people type them. */

/**
 * The symbols of a text, each once, in their order; none where letters are left that belong to no symbol.
 * @example symbolsIn('Li-P-S-Cl'); // ['Li', 'P', 'S', 'Cl']
 */
export function symbolsIn(text: string): string[] {
  const left = text.replaceAll(/[A-Z][a-z]?/g, '');
  return /[A-Za-z]/.test(left) ? [] : [...new Set(text.match(/[A-Z][a-z]?/g) ?? [])];
}
