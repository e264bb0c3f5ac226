import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';

const NAME = 'data/manifest.json';
const REMEDY = 'restore it from the repository';

/**
 * Makes sure that data/manifest.json is whole before anything is done: every other file of data/ is checked against it.
 * @throws {UserError} when it is missing, damaged, or lacks a hash, columns or scores
 * @example program.hook('preAction', checkManifest);
 */
export function checkManifest(): void {
  const { files, learners, structures } = parsed();
  if (!isRecord(files)) fail(NAME, 'a record of files', 'none', REMEDY);
  if (!isRecord(learners)) fail(NAME, 'a record of learners', 'none', REMEDY);
  if (!isRecord(structures)) fail(NAME, 'a record of structures', 'none', REMEDY);
  for (const [name, record] of Object.entries(files)) {
    const sound = isRecord(record) && typeof record.sha256 === 'string' && isRecord(record.columns);
    if (!sound || !Object.values(record.columns as object).every(isRecord)) {
      fail(`${NAME}, ${name}`, 'a SHA-256 and columns', 'something else', REMEDY);
    }
  }
  for (const [name, record] of Object.entries(learners)) {
    const sound = isRecord(record) && typeof record.sha256 === 'string' && isRecord(record.scores);
    if (!sound || !Object.values(record.scores as object).every(isRecord)) {
      fail(`${NAME}, ${name}`, 'a SHA-256 and scores', 'something else', REMEDY);
    }
  }
  for (const [name, record] of Object.entries(structures)) {
    if (isRecord(record) && typeof record.sha256 === 'string') continue;
    fail(`${NAME}, ${name}`, 'a SHA-256', 'something else', REMEDY);
  }
}

function parsed(): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), NAME), 'utf8'));
    return isRecord(manifest) ? manifest : {};
  } catch (error) {
    return fail(NAME, 'whole JSON', (error as NodeJS.ErrnoException).code ?? (error as Error).message, REMEDY);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
