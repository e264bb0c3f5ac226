/** What a screening without a compound to show counted. */
export interface CountedNothing {
  readonly distinct_formulas: number;
  /** Compounds that each filter removed. */
  readonly removed: Readonly<Record<string, number>>;
  readonly scored: number;
}

/**
 * Why a screening has no compound to show, in words: what each filter removed, and how many were scored.
 * @example nothingFound({ distinct_formulas: 3, removed: { excluded_element: 3 }, scored: 0 });
 * // 'the screening found no compound: of 3 distinct formulas the filters removed 3 (3 excluded element), and 0 were scored'
 */
export function nothingFound({ distinct_formulas: distinct, removed, scored }: CountedNothing): string {
  const by = Object.entries(removed).filter(([, count]) => count > 0);
  const all = by.reduce((sum, [, count]) => sum + count, 0);
  const parts = by.map(([filter, count]) => `${count} ${filter.replaceAll('_', ' ')}`).join(', ');
  const filters = all === 0 ? 'the filters removed none' : `the filters removed ${all} (${parts})`;
  return `the screening found no compound: of ${distinct} distinct formulas ${filters}, and ${scored} were scored`;
}
