import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_FILE } from '../experiment/sweep/run.ts';
import { LEARNER_FILE } from '../learning/learner-file.ts';
import type { CheckedFile } from '../provenance/check-record.ts';
import { hashFile } from '../provenance/hash-file.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import { CHECKPOINT_FILE, JOB_FILE } from '../screening/screen.ts';
import { SWEEP_RECORD } from './sweep.ts';

/** Names that other commands read in the folder of a run without being told them. */
const READ: readonly string[] = [
  ...['top.csv', 'screening.json', 'summary.json', 'candidates.csv', 'sweep.json'],
  ...[LEARNER_FILE, CHECKPOINT_FILE, JOB_FILE, JOURNAL_FILE],
];

/**
 * The files of a run's folder that no record there knows and that query, explore, merge or --resume would read all the same.
 * @param known names of the outputs of all records in the folder
 * @throws {Error} of the file system
 * @example foreignFiles('screened', new Set(['top.csv', 'screening.json'])).length; // 0
 */
export function foreignFiles(folder: string, known: ReadonlySet<string>): CheckedFile[] {
  const names = readdirSync(folder);
  if (!names.includes(RECORD_FILE) && !names.includes(SWEEP_RECORD)) return [];
  return names
    .filter((name) => (READ.includes(name) || isCandidateFile(name)) && !known.has(name))
    .sort()
    .map((path) => ({
      ...{ role: 'none' as const, path, recorded: null, found: hashFile(join(folder, path)).sha256 },
      verdict: 'foreign' as const,
    }));
}
