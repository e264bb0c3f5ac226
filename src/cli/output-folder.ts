import { rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';
import { ensureWritableFolder } from '../core/files.ts';

/**
 * Does work whose results go into files of a folder, after making sure that they can be written. When the work fails or
 * is stopped, the folders that were made for it are removed again.
 * @param files names that the work will write into the folder
 * @throws {UserError} before the work starts, when the folder or one of the files cannot be written
 * @example await withOutputFolder('screened', ['top.csv'], () => screenInto('screened'));
 */
export async function withOutputFolder(
  folder: string,
  files: readonly string[],
  work: () => void | Promise<void>,
): Promise<void> {
  const remedy = 'choose another --out';
  if (folder === '') fail('--out', 'a path', 'an empty one', remedy);
  if (kindOf(folder) === 'file') fail(folder, 'a folder', 'a file', remedy);
  for (const path of files.map((file) => join(folder, file))) {
    if (kindOf(path) === 'folder') fail(path, 'a file', 'a folder', remedy);
  }
  const made = missingFolders(folder);
  try {
    ensureWritableFolder(folder);
    await work();
  } catch (error) {
    made.forEach(removeIfEmpty);
    throw error;
  }
}

/** The folders that have to be made, innermost first. */
function missingFolders(folder: string): string[] {
  return kindOf(folder) !== 'none' || dirname(folder) === folder ? [] : [folder, ...missingFolders(dirname(folder))];
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it was never made, or something stands in it
  }
}

function kindOf(path: string): 'folder' | 'file' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}
