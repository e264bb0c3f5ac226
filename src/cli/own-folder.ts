import { withFolderLock } from '../core/lock.ts';
import { finishSwap } from '../core/swap.ts';
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
  await withOutputFolder(folder, files, () =>
    withFolderLock(
      folder,
      (note) => complain(`note: ${note}`),
      async () => {
        if (finishSwap(folder))
          complain(`note: ${folder}: the files of a command that was killed were put into their place first`);
        await work();
      },
    ),
  );
}
