import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { hashFile } from '../../src/provenance/hash-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-hash-'));
const file = join(folder, 'file');

afterAll(() => rmSync(folder, { recursive: true }));

// FIPS 180-2, appendix B: one block, and a million times "a"; and nothing.
test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['a'.repeat(1e6), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
])('gives the hashes that the standard gives', (text, expected) => {
  writeFileSync(file, text);
  expect(hashFile(file)).toEqual({ bytes: text.length, sha256: expected });
});

test('hashes a file of any length as it is hashed in one piece', () => {
  const mebibyte = 2 ** 20;
  fc.assert(
    fc.property(
      fc.constantFrom(0, mebibyte, 2 * mebibyte),
      fc.integer({ min: -2, max: 2 }),
      fc.nat(255),
      (near, by, fill) => {
        const bytes = new Uint8Array(Math.max(0, near + by)).fill(fill);
        writeFileSync(file, bytes);
        expect(hashFile(file)).toEqual({ bytes: bytes.length, sha256: sha256(bytes) });
      },
    ),
    { numRuns: 20 },
  );
});
