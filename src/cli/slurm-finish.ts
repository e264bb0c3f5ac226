import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { roundCount, shardFolder } from '../cluster/parts.ts';
import { clusterPaths, readTask, type ScreenTask, type SweepTask } from '../cluster/task.ts';
import { writeAtomic } from '../core/files.ts';
import { processors } from '../core/processors.ts';
import { finishSweep, JOURNAL_FILE, runSweep } from '../experiment/sweep/run.ts';
import { joinBlocks } from '../experiment/sweep/run-block.ts';
import { writeSweep } from '../report/sweep/write-sweep.ts';
import { mergeShards } from '../screening/merge.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { printResult, type Result } from './print-result.ts';
import { openMeasuredReader, screeningResult, writeScreening } from './screening-files.ts';
import { sweepResult } from './sweep.ts';

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
  const { finished, parts, merged } = clusterPaths(folder);
  if (!existsSync(finished)) {
    const result = task.kind === 'screen' ? mergeParts(folder, task) : await joinParts(folder, task);
    writeAtomic(finished, '');
    await printResult(formOf(options), result);
  }
  for (const path of [parts, merged]) rmSync(path, { recursive: true, force: true });
}

/** All files are written aside and then moved, so that a merge that was stopped is begun anew. */
function mergeParts(folder: string, task: ScreenTask): Result {
  const { merged } = clusterPaths(folder);
  const measured = openMeasuredReader();
  rmSync(merged, { recursive: true, force: true });
  mkdirSync(merged, { recursive: true });
  const shards = Array.from({ length: task.parts }, (_, i) => shardFolder(folder, i + 1));
  const { job, result } = mergeShards(shards, merged);
  writeScreening(job, result, merged, measured);
  for (const name of readdirSync(merged)) renameSync(join(merged, name), join(folder, name));
  return screeningResult(job, result, folder);
}

/** With the journals of all blocks put together nothing is left to be done but the report. */
async function joinParts(folder: string, task: SweepTask): Promise<Result> {
  const { experiment, file, effort, hash, parts: blocks } = task;
  joinBlocks(hash, roundCount(task), { folder: clusterPaths(folder).parts, blocks }, join(folder, JOURNAL_FILE));
  const signal = stopOnInterrupt('run it again');
  const summary = await runSweep(experiment, file, { effort, threads: processors(), folder, resume: true, signal });
  const files = await writeSweep(summary, folder);
  finishSweep(folder);
  return { ...sweepResult(summary), notes: [`written to ${folder}: ${files.join(', ')}`] };
}
