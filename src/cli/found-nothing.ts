/** A folder whose screening was to write compounds to files, and found none to write. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCandidateFile } from '../screening/candidate-files.ts';
import type { ScreenedValue } from '../screening/compile.ts';
import { type CountedNothing, nothingFound } from '../screening/nothing-found.ts';
import { SUMMARY_FILE } from './screening-files.ts';

/** What is known of such a screening. */
export interface FoundNothing {
  /** Why there is no compound, in words. */
  readonly reason: string;
  /** That its scores would tell; undefined of log-odds. */
  readonly value: ScreenedValue | undefined;
  /** Whether stability was asked. */
  readonly stability: boolean;
}

interface Stored extends CountedNothing {
  readonly written_to_parquet?: number;
  readonly value?: ScreenedValue;
  readonly stability?: object;
}

/**
 * Whether the screening of a folder wrote no compound although it was to write some; null where it wrote some, where it was not asked to,
 * and of a folder without a screening.
 * @example foundNothing('screened')?.reason; // 'the screening found no compound: ...'
 */
export function foundNothing(folder: string): FoundNothing | null {
  const path = join(folder, SUMMARY_FILE);
  if (!existsSync(path) || readdirSync(folder).some(isCandidateFile)) return null;
  const stored = storedIn(path);
  if (stored?.written_to_parquet !== 0) return null;
  const { scored, value, stability } = stored;
  const reason =
    scored === 0 ? nothingFound(stored) : `none of the ${scored} compounds that were scored reaches --write-above`;
  return { reason, value, stability: stability !== undefined };
}

/** A damaged file says nothing. */
function storedIn(path: string): Stored | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Stored | null;
  } catch {
    return null;
  }
}
