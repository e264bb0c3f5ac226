/** Which parts of a task there are, and which of them are done. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stableJson, writeAtomic } from '../core/files.ts';
import { roundsOf } from '../experiment/sweep/play.ts';
import { blockFile } from '../experiment/sweep/run-block.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { readCheckpoint } from '../screening/checkpoint.ts';
import type { WrittenFile } from '../screening/parquet-file.ts';
import { CHECKPOINT_FILE } from '../screening/screen.ts';
import { lengthFault } from '../screening/written-files.ts';
import { type ClusterTask, clusterPaths, type PartPlace } from './task.ts';

/** File in the folder of a shard that tells that it is done, and which files of compounds it has written. */
const DONE_FILE = 'done';

/**
 * Folder of a shard; all names are of one length, so that they sort.
 * @example shardFolder('screened', 3); // 'screened/slurm/parts/00003'
 */
export function shardFolder(folder: string, part: number): string {
  return join(clusterPaths(folder).parts, `${part}`.padStart(5, '0'));
}

/**
 * The file that tells that a part is done, once it exists.
 * @example partFile('screened', task, { round: 1, part: 3 }); // 'screened/slurm/parts/00003/done'
 */
export function partFile(folder: string, { kind }: ClusterTask, { round, part }: PartPlace): string {
  return kind === 'screen'
    ? join(shardFolder(folder, part), DONE_FILE)
    : blockFile(clusterPaths(folder).parts, { round, block: part });
}

/**
 * The folder in which one process at a time works on a part.
 * @example partFolder('swept', task, { round: 1, part: 3 }); // 'swept/slurm/parts/1/3'
 */
export function partFolder(folder: string, task: ClusterTask, place: PartPlace): string {
  return task.kind === 'screen'
    ? shardFolder(folder, place.part)
    : partFile(folder, task, place).replace(/\.jsonl$/, '');
}

/**
 * Path of the record of the run that did a part.
 * @example partRecord('screened', task, { round: 1, part: 3 }); // 'screened/slurm/parts/00003/run.json'
 */
export function partRecord(folder: string, task: ClusterTask, place: PartPlace): string {
  return task.kind === 'screen'
    ? join(shardFolder(folder, place.part), RECORD_FILE)
    : partFile(folder, task, place).replace(/\.jsonl$/, `.${RECORD_FILE}`);
}

/**
 * How many rounds of parts a task has, each of which needs the ones before.
 * @example roundCount({ kind: 'screen', parts: 16, hash }); // 1
 */
export function roundCount(task: ClusterTask): number {
  return task.kind === 'screen' ? 1 : roundsOf(task.experiment.sweep[task.effort].searches);
}

/**
 * All parts of a task, round by round.
 * @example allParts(task).length; // rounds x parts
 */
export function allParts(task: ClusterTask): PartPlace[] {
  return Array.from({ length: roundCount(task) * task.parts }, (_, i) => ({
    round: 1 + Math.floor(i / task.parts),
    part: 1 + (i % task.parts),
  }));
}

/**
 * The folders in which parts stand side by side. They are made on submission: a part that fails removes the folders that it made,
 * and another one may just have found them.
 * @example sharedFolders('swept', task); // ['swept/slurm/parts/1', 'swept/slurm/parts/2']
 */
export function sharedFolders(folder: string, task: ClusterTask): string[] {
  return [...new Set(allParts(task).map((place) => dirname(partFolder(folder, task, place))))];
}

/**
 * Notes that a shard is done, with the files that it has written.
 * @throws {UserError} when it cannot be written
 * @example endShard('screened', task, { round: 1, part: 3 });
 */
export function endShard(folder: string, task: ClusterTask, place: PartPlace): void {
  const { files } = readCheckpoint(join(shardFolder(folder, place.part), CHECKPOINT_FILE)).tally;
  writeAtomic(partFile(folder, task, place), stableJson(files));
}

/**
 * Whether a part is done. A shard whose files of compounds are gone or cut is not: it goes on, and writes them again.
 * @example allParts(task).filter((place) => !isDone('screened', task, place)); // what is left
 */
export function isDone(folder: string, task: ClusterTask, place: PartPlace): boolean {
  const path = partFile(folder, task, place);
  if (!existsSync(path)) return false;
  if (task.kind === 'sweep') return true;
  return writtenBy(path)?.every((file) => lengthFault(dirname(path), file) === undefined) ?? false;
}

/** Undefined where the file is cut or empty. */
function writtenBy(path: string): WrittenFile[] | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WrittenFile[];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
