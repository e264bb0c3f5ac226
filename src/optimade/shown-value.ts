/**
 * A value of any type, size and depth as a few words, for messages.
 * @example shown([1, 2]); // 'a list of 2'
 */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  return typeof value === 'string' ? `"${value.slice(0, 60)}"` : String(value);
}

/**
 * True for an object that is no list.
 * @example isObject({}); // true
 */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An address for messages: without the fields that are always asked for.
 * @example shownAddress('http://a.org/v1/structures?page_offset=10&response_fields=species'); // 'http://a.org/v1/structures?page_offset=10'
 */
export function shownAddress(address: string): string {
  const url = new URL(address);
  url.searchParams.delete('response_fields');
  return url.href
    .replaceAll('+', ' ')
    .replace(/%(20|22)/g, (_, code) => (code === '20' ? ' ' : '"'))
    .slice(0, 300);
}
