import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { allParts, partRecord, roundCount, shardFolder } from '../cluster/parts.ts';
import { type ClusterTask, clusterPaths, readTask, type ScreenTask, type SweepTask } from '../cluster/task.ts';
import { writeAtomic } from '../core/files.ts';
import { checkLocks } from '../core/held-locks.ts';
import { processors } from '../core/processors.ts';
import { noteRead } from '../core/read-log.ts';
import { NOTHING, swapInto } from '../core/swap.ts';
import { JOURNAL_FILE, runSweep } from '../experiment/sweep/run.ts';
import { joinBlocks } from '../experiment/sweep/run-block.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { mergeShards } from '../screening/merge.ts';
import { commandLine } from './command-line.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { withOwnFolder } from './own-folder.ts';
import { printResult, type Result } from './print-result.ts';
import { screeningResult } from './screening-counts.ts';
import { endScreening, filesOfScreening, openMeasuredReader, writeScreening } from './screening-files.ts';
import { publishSweep, SWEEP_RECORD, sweepResult } from './sweep.ts';

const HELP = `
The last job of ionsieve slurm screen and sweep runs this; the parts are removed once their result is written. Stopped at any
moment, it can be run again.

Example: ionsieve slurm finish screened`;

/**
 * `ionsieve slurm finish DIR`: puts the parts together.
 * @example slurm.addCommand(slurmFinishCommand());
 */
export function slurmFinishCommand(): Command {
  const command = new Command('finish')
    .description('put the parts of a screening or sweep together, as its last job does')
    .argument('<dir>', 'the --out of what was submitted');
  return withFormOptions(command).addHelpText('after', HELP).action(finish);
}

async function finish(folder: string, options: FormOptions): Promise<void> {
  const task = readTask(folder);
  const { finished, parts } = clusterPaths(folder);
  await withOwnFolder(folder, [], async () => {
    if (!existsSync(finished)) {
      const result = await (task.kind === 'screen' ? mergeParts(folder, task) : joinParts(folder, task));
      writeAtomic(finished, '');
      await printResult(formOf(options), result);
    }
    checkLocks();
    rmSync(parts, { recursive: true, force: true });
  });
}

/** All files are written aside and then moved, so that a merge that was stopped is begun anew. */
function mergeParts(folder: string, task: ScreenTask): Promise<Result> {
  const measured = openMeasuredReader();
  const run = startRun(join(folder, RECORD_FILE), { command: commandLine() });
  const shards = Array.from({ length: task.parts }, (_, i) => shardFolder(folder, i + 1));
  return swapInto(folder, NOTHING, (stage) => {
    const { job, result } = mergeShards(shards, stage);
    noteParts(folder, task);
    const leftOut = writeScreening(job, result, stage, measured);
    endScreening(run, folder, stage, filesOfScreening(job));
    return screeningResult(job, result, { folder, leftOut });
  });
}

/** With the journals of all blocks put together nothing is left to be done but the report. */
async function joinParts(folder: string, task: SweepTask): Promise<Result> {
  const { experiment, file, effort, hash, parts: blocks } = task;
  const run = startRun(join(folder, SWEEP_RECORD), { command: commandLine() });
  noteParts(folder, task);
  joinBlocks(hash, roundCount(task), { folder: clusterPaths(folder).parts, blocks }, join(folder, JOURNAL_FILE));
  const signal = stopOnInterrupt('run it again');
  const summary = await runSweep(experiment, file, { effort, threads: processors(), folder, resume: true, signal });
  const files = await publishSweep(run, experiment, effort, summary, folder);
  return { ...sweepResult(summary), notes: [`written to ${folder}: ${files.join(', ')}`] };
}

/** The records of the runs that did the parts are inputs of this one. */
function noteParts(folder: string, task: ClusterTask): void {
  for (const place of allParts(task)) {
    const path = partRecord(folder, task, place);
    if (existsSync(path)) noteRead(path, readFileSync(path));
  }
}
