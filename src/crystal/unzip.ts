/** Zip archives with their checksums held: fflate unpacks and leaves them alone, so that a damaged entry would pass. */
import { crc32 } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { fail } from '../core/errors.ts';

const REMEDY = 'fetch the file again';
/** No deflated byte stands for more than this many; what states more is damaged, and would only take memory. */
const MOST_PER_BYTE = 1032;
const END = 0x06054b50;
const END_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const UTF8 = 0x800;

/**
 * The entries of a zip archive by name.
 * @param path the file, for errors
 * @throws {UserError} when it is damaged
 * @example Object.keys(unzip(readBytes('cifs.zip'), 'cifs.zip'));
 */
export function unzip(bytes: Uint8Array, path: string): Record<string, Uint8Array> {
  try {
    const filter = ({ size, originalSize }: { size: number; originalSize: number }): boolean => {
      if (originalSize > MOST_PER_BYTE * (size + 1)) throw new Error('an impossible size');
      return true;
    };
    const entries = unzipSync(bytes, { filter });
    const sums = checksums(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    for (const [name, content] of Object.entries(entries)) {
      if (crc32(content) !== sums.get(name)) throw new Error(`another checksum of ${name}`);
    }
    return entries;
  } catch (error) {
    return fail(path, 'a whole zip archive', (error as Error).message, REMEDY);
  }
}

/** CRC-32 by name, from the directory at the end of the archive. */
function checksums(bytes: Buffer): Map<string, number> {
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== END) end--;
  let at = bytes.readUInt32LE(end + 16);
  if (end >= 20 && bytes.readUInt32LE(end - 20) === END_64) {
    at = Number(bytes.readBigUInt64LE(Number(bytes.readBigUInt64LE(end - 12)) + 48));
  }
  const sums = new Map<string, number>();
  while (at < end && bytes.readUInt32LE(at) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(at + 42);
    const stated = bytes.subarray(at + 46, at + 46 + name);
    if (local < end && !stated.equals(bytes.subarray(local + 30, local + 30 + name)))
      throw new Error('two names of a file');
    const isUtf8 = (bytes.readUInt16LE(at + 8) & UTF8) !== 0;
    sums.set(strFromU8(stated, !isUtf8), bytes.readUInt32LE(at + 16));
    at += 46 + name + extra + comment;
  }
  return sums;
}
