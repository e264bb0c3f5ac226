import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { NOTHING, swapInto } from '../core/swap.ts';
import { noteRecord } from '../provenance/note-record.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { CRATE_FILE, RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { readCheckpoint } from '../screening/checkpoint.ts';
import { mergeShards } from '../screening/merge.ts';
import { CHECKPOINT_FILE } from '../screening/screen.ts';
import { commandLine } from './command-line.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult } from './print-result.ts';
import { screeningResult } from './screening-counts.ts';
import {
  endScreening,
  filesOfScreening,
  openMeasuredReader,
  removeScreening,
  SCREENING_FILES,
  writeScreening,
} from './screening-files.ts';

const HELP = `
The shards have to be all of one screening, each once and done: another model, space, version or other options are refused,
and so are gaps and overlaps. The files are those of a screening in one piece, byte for byte. A merge that was killed is run again.

Example: ionsieve merge shard-1 shard-2 shard-3 --out screened`;

interface MergeOptions extends FormOptions {
  readonly out: string;
  readonly overwrite?: true;
}

/**
 * `ionsieve merge DIRS... --out DIR`: the shards of a screening put together.
 * @example program.addCommand(mergeCommand());
 */
export function mergeCommand(): Command {
  const command = new Command('merge')
    .description('put the shards of a screening together')
    .argument('<folders...>', 'the --out of each shard')
    .option('--overwrite', 'remove the files of another screening in --out first')
    .requiredOption('--out <dir>', 'folder for what comes out');
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action((folders: string[], { out, overwrite, ...options }: MergeOptions) =>
      withOwnFolder(out, [...SCREENING_FILES, RECORD_FILE, CRATE_FILE], async () => {
        const work = `screening ${readCheckpoint(join(folders[0]!, CHECKPOINT_FILE)).job}`;
        if (overwrite) removeOther(folders, out);
        // Files of compounds are compared with those of the shards.
        refuseOtherWork(join(out, RECORD_FILE), work, SCREENING_FILES);
        const run = startRun(join(out, RECORD_FILE), { command: commandLine(), work });
        const measured = openMeasuredReader();
        const { job, result } = mergeShards(folders, out);
        for (const folder of folders) noteRecord(folder);
        const leftOut = await swapInto(out, NOTHING, (stage) => {
          const found = writeScreening(job, result, stage, measured);
          endScreening(run, out, stage, filesOfScreening(job));
          return found;
        });
        await printResult(formOf(options), screeningResult(job, result, { folder: out, leftOut }));
      }),
    );
}

function removeOther(folders: readonly string[], out: string): void {
  const isShard = folders.some((folder) => resolve(folder) === resolve(out));
  if (isShard) fail('--overwrite', 'another --out than a shard', out, 'choose another --out');
  removeScreening(out);
}
