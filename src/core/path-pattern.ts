/**
 * A path as a pattern that fits it alone: DuckDB takes paths for patterns.
 * @example asPattern('a*b'); // 'a[*]b'
 */
export function asPattern(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}
