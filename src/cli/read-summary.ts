import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { readText } from '../core/read-text.ts';
import type { Findings } from '../experiment/findings.ts';

/** What every experiment writes in its summary; one of values says their unit. */
export type StoredSummary = Findings & { readonly unit?: string };

/**
 * The summary in a folder of results.
 * @throws {UserError} for a file that is missing or damaged
 * @example readSummary('results/bandgap').name; // 'bandgap'
 */
export function readSummary(folder: string): StoredSummary {
  const path = join(folder, 'summary.json');
  const text = readText(path, 'the summary of an experiment');
  try {
    return JSON.parse(text) as StoredSummary;
  } catch {
    return fail(path, 'the summary of an experiment', 'a damaged file', 'run the experiment again');
  }
}
