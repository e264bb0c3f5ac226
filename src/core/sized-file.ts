import { gzipSync, strToU8 } from 'fflate';

/** A file of a committed result stays below this, so that its folder stays below 1 MB. */
const MOST_BYTES = 150_000;

/**
 * A table as a file of a result: as it stands, or compressed where it is large, to the same bytes on every platform.
 * @param text of the whole table
 * @example sizedFile('held-out.csv', text); // { 'held-out.csv': text }, or { 'held-out.csv.gz': bytes }
 */
export function sizedFile(name: string, text: string): Record<string, string | Uint8Array> {
  if (Buffer.byteLength(text) <= MOST_BYTES) return { [name]: text };
  return { [`${name}.gz`]: gzipSync(strToU8(text), { level: 9, mtime: 0 }) };
}
