/** Addresses of views and of the server's answers. */

/** What may stand in a query; null, undefined and '' stay out. */
export type Params = Readonly<Record<string, string | number | null | undefined>>;

/**
 * A path with its query.
 * @example urlOf('/compound', { formula: 'Li3PS4', screening: null }); // '/compound?formula=Li3PS4'
 */
export function urlOf(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
  }
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? path : `${path}?${text}`;
}

/**
 * A number of a query; null where it is missing or no number.
 * @example numberIn(new URLSearchParams('page=2'), 'page'); // 2
 */
export function numberIn(query: URLSearchParams, key: string): number | null {
  const text = query.get(key);
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
