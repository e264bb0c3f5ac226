/**
 * A word that a shell takes as it is.
 * @example quoted("it's"); // `'it'\\''s'`
 */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
