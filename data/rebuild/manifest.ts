/**
 * Writes the SHA-256 and the count of rows or structures of every file that data/manifest.json names into the manifest.
 * Run it after a table was rebuilt on purpose, and commit both.
 *
 *   npx tsx data/rebuild/manifest.ts
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from 'ionsieve';
import { packageRoot, readBytes, sha256, stableJson } from 'ionsieve/core';

const folder = join(packageRoot(), 'data');
const path = join(folder, 'manifest.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
const lines = (name: string) =>
  new TextDecoder()
    .decode(readBytes(join(folder, name)))
    .trimEnd()
    .split('\n').length;
for (const [name, record] of Object.entries<Record<string, unknown>>(manifest.files)) {
  record.sha256 = sha256(readFileSync(join(folder, name)));
  record.rows = lines(name) - 1;
}
for (const [name, record] of Object.entries<Record<string, unknown>>(manifest.structures)) {
  record.sha256 = sha256(readFileSync(join(folder, name)));
  record.structures = lines(name);
}
writeAtomic(path, stableJson(manifest));
