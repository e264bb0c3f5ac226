import { withFolderLock } from '../core/lock.ts';
import { withOutputFolder } from './output-folder.ts';
import { complain } from './run-to-exit.ts';

/**
 * Does work whose results fill a folder, in which no other process works meanwhile; else as {@link withOutputFolder}.
 * @param files names that the work will write into the folder
 * @throws {UserError} before the work starts, when the folder or one of the files cannot be written, or another process works there
 * @example await withOwnFolder('screened', ['top.csv'], () => screenInto('screened'));
 */
export async function withOwnFolder(
  folder: string,
  files: readonly string[],
  work: () => void | Promise<void>,
): Promise<void> {
  await withOutputFolder(folder, files, () => withFolderLock(folder, (note) => complain(`note: ${note}`), work));
}
