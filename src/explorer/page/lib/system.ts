/** Chemical systems as people type them. */

/**
 * The symbols of a text, each once, in their order.
 * @example symbolsIn('Li-P-S-Cl'); // ['Li', 'P', 'S', 'Cl']
 */
export function symbolsIn(text: string): string[] {
  return [...new Set(text.match(/[A-Z][a-z]?/g) ?? [])];
}
