import { constants } from 'node:buffer';
import { fail } from './errors.ts';
import { readBytes } from './files.ts';

/**
 * The text of a file in UTF-8, with gzip undone; a byte order mark is left out.
 * @param kind what the file should be, for errors
 * @throws {UserError} when the file cannot be read, or is no such text: another encoding, zeros, binary data; or it is too long for one
 * string
 * @example readText('compounds.csv', 'a CSV table');
 */
export function readText(path: string, kind: string): string {
  return decodeText(readBytes(path), path, kind);
}

/**
 * The same of bytes that were read.
 * @param path where they stood, for errors
 * @throws {UserError} as {@link readText} does
 * @example decodeText(readBytes('compounds.csv'), 'compounds.csv', 'a CSV table');
 */
export function decodeText(bytes: Uint8Array, path: string, kind: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    if (bytes.length > constants.MAX_STRING_LENGTH) {
      const limit = `${kind} of up to ${constants.MAX_STRING_LENGTH} bytes`;
      fail(path, limit, `${bytes.length}, gzip undone`, 'split it into files below that');
    }
  }
  return fail(path, `${kind} in UTF-8`, 'something else', 'save it as text in UTF-8');
}
