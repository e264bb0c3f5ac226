import { gzipSync } from 'node:zlib';

/** What is committed with results stays below this. */
const MOST_BYTES = 1_000_000;

/**
 * A table as a file of a result: as it stands, compressed where it is too large, or not at all where it is then too.
 * @example sizedFile('held-out.csv', text); // { 'held-out.csv': text }, or { 'held-out.csv.gz': bytes }, or {}
 */
export function sizedFile(name: string, text: string): Record<string, string | Uint8Array> {
  if (Buffer.byteLength(text) <= MOST_BYTES) return { [name]: text };
  const bytes = gzipSync(text, { level: 9 });
  return bytes.length <= MOST_BYTES ? { [`${name}.gz`]: bytes } : {};
}
