import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** The content of a file, in short. */
export interface FileHash {
  /** Its length. */
  readonly bytes: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 1 << 20;

/**
 * Length and SHA-256 of a file of any size, of which a mebibyte at a time is in memory.
 * @throws {Error} of the file system, with its code
 * @example hashFile('screened/top.csv').sha256.length; // 64
 */
export function hashFile(path: string): FileHash {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(path, 'r');
  try {
    let bytes = 0;
    for (;;) {
      const read = readSync(handle, chunk);
      if (read === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(handle);
  }
}
