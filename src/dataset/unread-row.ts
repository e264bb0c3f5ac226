/** A row of a table, or a structure beside it, that cannot be used. */

/** A row whose formula, value or structure cannot be read or described, or which has fewer cells than the header; or a structure. */
export interface UnreadRow {
  readonly file: string;
  /** Line of the file; the header is line 1. Null for a whole file. */
  readonly line: number | null;
  readonly reason: string;
}
