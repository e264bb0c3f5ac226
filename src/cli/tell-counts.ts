/** Counts of what was left out, as lines of text: never one line a structure or file. */

/**
 * A number with its noun.
 * @example plural(2, 'structure'); // '2 structures'
 */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Kinds of reasons shown; the reasons of files name the place, and may be many. */
const MOST_KINDS = 8;

/**
 * Counts why structures were left out, most frequent reason first.
 * @param left at least one
 * @example countReasons([{ id: 'a', reason: 'no lithium' }]); // '1 structure (1 no lithium), the first a'
 */
export function countReasons(left: readonly { readonly id: string; readonly reason: string }[]): string {
  const kinds = countByReason(left);
  const parts = kinds.slice(0, MOST_KINDS).map(([reason, count]) => `${count} ${reason}`);
  const rest = kinds.slice(MOST_KINDS).reduce((sum, [, count]) => sum + count, 0);
  if (rest > 0) parts.push(`${rest} for other reasons`);
  return `${plural(left.length, 'structure')} (${parts.join(', ')}), the first ${left[0]!.id}`;
}

/**
 * How many structures were left out for each reason, most frequent first.
 * @example countByReason([{ reason: 'no lithium' }]); // [['no lithium', 1]]
 */
export function countByReason(left: readonly { readonly reason: string }[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/**
 * Adds up notes of one kind over files. A kind that one file has keeps its line.
 * @param notes `where: number what`, as readStructures gives them
 * @example countKinds(['a.cif: 2 dummy sites left out', 'b.cif: 1 dummy sites left out']);
 * // ['3 dummy sites left out in 2 files, the first a.cif']
 */
export function countKinds(notes: readonly string[]): string[] {
  const kinds = new Map<string, { total: number; places: string[] }>();
  for (const note of notes) {
    const [, where, count, what] = /^(.*): (\d+) (.*)$/s.exec(note)!;
    const kind = kinds.get(what!) ?? { total: 0, places: [] };
    kind.total += Number(count);
    kind.places.push(where!);
    kinds.set(what!, kind);
  }
  return [...kinds].map(([what, { total, places }]) =>
    places.length === 1
      ? `${places[0]}: ${total} ${what}`
      : `${total} ${what} in ${places.length} places, the first ${places[0]}`,
  );
}
