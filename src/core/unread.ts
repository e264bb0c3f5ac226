import { UserError } from './errors.ts';

/** One item of many that cannot be read: a file, a line, a block of a file. */
export interface Unread {
  /** The file, with line or block where there is one. */
  readonly where: string;
  /** What was expected and found there, and what to do. */
  readonly reason: string;
  /** Both in one line. */
  readonly message: string;
}

/** Hears of each item that cannot be read, in the order of the items; then the rest goes on. */
export type OnUnread = (item: Unread) => void;

/**
 * Tells a listener of a user's mistake; without a listener, and for a bug, throws the error again.
 * @throws whatever is no mistake of the user's, and that too where nobody listens
 * @example readAll().catch((error) => tellUnread('x.cif', error, (item) => console.log(item.reason)));
 */
export function tellUnread(where: string, error: unknown, onUnread: OnUnread | undefined): void {
  if (!(error instanceof UserError) || onUnread === undefined) throw error;
  const isPlaced = error.message.startsWith(where);
  onUnread({
    where,
    reason: isPlaced ? error.message.slice(where.length).replace(/^[:,]\s*/, '') : error.message,
    message: isPlaced ? error.message : `${where}: ${error.message}`,
  });
}
