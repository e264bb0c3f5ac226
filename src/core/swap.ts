/**
 * Several files of a folder, replaced all or none. They are written into a folder of their own inside it; a list of them, written last and
 * whole, is the moment from which the new ones count; then each is renamed to its place, and the list is removed. A process that is
 * killed before the list leaves the old files, and one that is killed after it leaves a list, which the next work in the folder finishes
 * and which the readers refuse to overlook. Old files that have no successor stand in the list too, and are removed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './errors.ts';
import { stableJson, writeAtomic } from './files.ts';
import { checkLocks, holdsLocks } from './held-locks.ts';

/** Name of the list in its folder. */
export const SWAP_FILE = '.ionsieve-swap';

/** Name of the folder with the new files, in the folder they are for. */
export const STAGE_FOLDER = '.ionsieve-new';

/** For a swap that ends no other file. */
export const NOTHING = (): readonly string[] => [];

/** What stands in the list. */
interface Swap {
  readonly remove: readonly string[];
}

/**
 * Does work that writes files into an empty folder, and then puts all of them into `folder` at once. When the work fails, nothing of
 * `folder` has changed.
 * @param folder one that exists, in which no other process works
 * @param remove names of files of `folder` that the new ones end, such as a figure that is not drawn any more; asked for when the work is done
 * @throws {UserError} when the files cannot be moved, or another process took the folder over; whatever the work throws
 * @example await swapInto('results/zhang2019', NOTHING, (stage) => writePage(summary, propertyPage, stage));
 */
export async function swapInto<Result>(
  folder: string,
  remove: (written: readonly string[]) => readonly string[],
  work: (stage: string) => Result | Promise<Result>,
): Promise<Result> {
  const stage = join(folder, STAGE_FOLDER);
  checkLocks();
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage);
  let result: Result;
  try {
    result = await work(stage);
    const swap: Swap = { remove: remove(readdirSync(stage)) };
    writeAtomic(join(folder, SWAP_FILE), stableJson(swap));
  } catch (error) {
    if (holdsLocks()) rmSync(stage, { recursive: true, force: true });
    throw error;
  }
  finishSwap(folder);
  return result;
}

/**
 * Finishes what a process that was killed had begun to put into its place, and removes what it had not yet finished writing.
 * @returns whether there was a list
 * @throws {UserError} when the files cannot be moved, or another process took the folder over
 * @example finishSwap('results/zhang2019'); // false
 */
export function finishSwap(folder: string): boolean {
  const list = join(folder, SWAP_FILE);
  const stage = join(folder, STAGE_FOLDER);
  const isPending = existsSync(list);
  if (!isPending && !existsSync(stage)) return false;
  checkLocks();
  try {
    if (isPending) {
      const { remove } = JSON.parse(readFileSync(list, 'utf8')) as Swap;
      for (const name of existsSync(stage) ? readdirSync(stage) : []) {
        checkLocks();
        renameSync(join(stage, name), join(folder, name));
      }
      for (const name of remove) rmSync(join(folder, name), { force: true });
    }
    rmSync(stage, { recursive: true, force: true });
    rmSync(list, { force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    fail(folder, 'a folder whose files can be replaced', code, 'free its permissions, and run the command again');
  }
  return isPending;
}

/**
 * Makes sure that the files of a folder are of one run, before they are read.
 * @param where how the folder is named in the error
 * @throws {UserError} when a command was killed while it put its files into their place
 * @example refuseHalfSwapped('results/zhang2019');
 */
export function refuseHalfSwapped(folder: string, where = folder): void {
  if (!existsSync(join(folder, SWAP_FILE))) return;
  const found = 'files of two, as a command was killed while it replaced them';
  fail(where, 'the files of one run', found, 'run the command again, which finishes that first');
}
