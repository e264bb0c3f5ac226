import { Command } from 'commander';
import { mergeShards } from '../screening/merge.ts';
import { withOutputFolder } from './output-folder.ts';
import {
  openMeasuredReader,
  refuseOldFiles,
  SCREENING_FILES,
  tellScreening,
  writeScreening,
} from './screening-files.ts';

const HELP = `
The shards have to be all of one screening, each once and done: another model, space, version or other options are refused,
and so are gaps and overlaps. The files are those of a screening in one piece, byte for byte.

Example: ionsieve merge shard-1 shard-2 shard-3 --out screened`;

/**
 * `ionsieve merge DIRS... --out DIR`: the shards of a screening put together.
 * @example program.addCommand(mergeCommand());
 */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('put the shards of a screening together')
    .argument('<folders...>', 'the --out of each shard')
    .requiredOption('--out <dir>', 'folder for what comes out')
    .addHelpText('after', HELP)
    .action((folders: string[], { out }: { out: string }) =>
      withOutputFolder(out, SCREENING_FILES, () => {
        refuseOldFiles(out);
        const measured = openMeasuredReader();
        const { job, result } = mergeShards(folders, out);
        writeScreening(job, result, out, measured);
        tellScreening(job, result, out);
      }),
    );
}
