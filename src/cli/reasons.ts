/**
 * One line that counts why structures were left out, most frequent reason first.
 * @param reasons `id: reason`, one a structure
 * @example countReasons(['a: no lithium', 'b: no lithium']); // '2 structures (2 no lithium), the first a'
 */
export function countReasons(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of reasons) {
    const reason = text.slice(text.indexOf(': ') + 2);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count} ${reason}`);
  const first = reasons[0]!.slice(0, reasons[0]!.indexOf(': '));
  return `${reasons.length} structures (${parts.join(', ')}), the first ${first}`;
}
