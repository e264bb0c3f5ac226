import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../core/files.ts';
import type { CheckedFile } from './check-record.ts';
import { recordNames } from './record-names.ts';
import { CRATE_FILE } from './run-record.ts';
import { crateText } from './write-crate.ts';

/**
 * Holds the metadata of a folder against what its records say; undefined where there are none. Records that were added later, as by
 * a single file that was written there, are no part of them.
 * @throws {UserError} for a record that was changed
 * @example checkCrate('screened')?.verdict; // 'same'
 */
export function checkCrate(folder: string): CheckedFile | undefined {
  const path = join(folder, CRATE_FILE);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const found = sha256(bytes);
  const named = recordNames(folder).filter((name) => bytes.includes(`"@id": "${encodeURIComponent(name)}"`));
  const recorded = named.length === 0 ? null : sha256(crateText(named.map((name) => join(folder, name))));
  return { role: 'metadata', path: CRATE_FILE, recorded, found, verdict: found === recorded ? 'same' : 'changed' };
}
