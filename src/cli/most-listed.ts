/** Rows that cannot be read, of which so many have a line on standard error. */
export const MOST_LISTED = 20;
