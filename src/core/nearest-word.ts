/**
 * The word of a list that is nearest to a given one, by the number of letters to put in, leave out or change (Levenshtein 1966).
 * @returns undefined when none is near: more than a third of the letters would have to change, and more than two
 * @example nearestWord('gama', ['C', 'gamma', 'kind']); // 'gamma'
 */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(word.length / 3));
  const ranked = words
    .map((other) => ({ other, changes: changesBetween(word.toLowerCase(), other.toLowerCase()) }))
    .filter(({ changes, other }) => changes <= most && changes < other.length)
    .sort((a, b) => a.changes - b.changes);
  return ranked[0]?.other;
}

function changesBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(changed, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}
