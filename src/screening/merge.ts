/** Puts the shards of one screening together again: the result is that of a screening in one piece, byte for byte. */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, UserError } from '../core/errors.ts';
import { checkLocks, holdsLocks } from '../core/held-locks.ts';
import { noteRead } from '../core/read-log.ts';
import { removeLeftovers } from './candidate-files.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import type { ScreeningJob } from './job.ts';
import { jobDifference } from './job-difference.ts';
import { readJob, type StoredJob } from './job-file.ts';
import { refuseOtherTables } from './job-tables.ts';
import { TEMPORARY_SUFFIX, type WrittenFile } from './parquet-file.ts';
import { CHECKPOINT_FILE, JOB_FILE } from './screen.ts';
import { type ScreeningResult, summarise } from './screening-result.ts';
import { emptyTally, mergeTally } from './tally.ts';
import { createTopCandidates } from './top-candidates.ts';
import { planUnits, shardRanges, type UnitRange } from './units.ts';
import { checkFiles, contentFault, copyWritten, failWritten, lengthFault, OTHER, otherFiles } from './written-files.ts';

/** A shard as it was read. */
interface StoredShard {
  readonly folder: string;
  readonly checkpoint: Checkpoint;
  readonly stored: StoredJob;
}

/** What a merge gives. */
export interface Merged {
  readonly job: ScreeningJob;
  readonly result: ScreeningResult;
}

/**
 * Merges shards, one after another, so that memory holds the list of one of them beside that of all. Their files of compounds are
 * copied, and nothing is written before all shards are known to be there with all their files. The same merge can be run again.
 * @param folders of the shards, in any order
 * @param out a folder that exists
 * @throws {UserError} for a folder without a shard, a shard that is not done, another model, space, version or other options, a
 * part of the space that no shard or more than one covers, tables that are not the ones here, files of compounds that are missing,
 * not what was written or of another screening, and files that cannot be written
 * @example mergeShards(['shard-1', 'shard-2'], 'screened').result.scored;
 */
export function mergeShards(folders: readonly string[], out: string): Merged {
  if (folders.length === 0) return fail('merge', 'the folders of all shards', 'none', 'name them');
  const first = readShard(folders[0]!);
  const { job } = first.stored;
  refuseOtherTables(first.folder, job.tables);
  const { count } = first.checkpoint.shard;
  const units = planUnits(job.plan);
  const ranges = shardRanges(units, count);
  const tally = emptyTally(job.ranks.length);
  const top = createTopCandidates(job.top);
  const merged = new Map<number, string>();
  const sources: Source[] = [];
  for (const folder of folders) {
    const shard = folder === first.folder ? first : readShard(folder);
    refuseOther(first, shard);
    refuseOverlap(shard, count, merged);
    refuseUnfinished(shard, ranges);
    checkFiles(folder, shard.checkpoint.tally.files, LOST);
    for (const file of shard.checkpoint.tally.files) sources.push({ folder, file });
    mergeTally(tally, shard.checkpoint.tally, top);
  }
  refuseGaps(merged, count);
  tally.top = top.sorted();
  copyCandidates(sources, out);
  return { job, result: summarise(job, units, tally) };
}

function readShard(folder: string): StoredShard {
  const checkpoint = readCheckpoint(join(folder, CHECKPOINT_FILE));
  const stored = readJob(join(folder, JOB_FILE), checkpoint.job);
  for (const file of [CHECKPOINT_FILE, JOB_FILE]) noteRead(join(folder, file), readFileSync(join(folder, file)));
  return { folder, checkpoint, stored };
}

/** Shards of one count are disjoint: each may be there once. */
function refuseOverlap({ folder, checkpoint }: StoredShard, count: number, merged: Map<number, string>): void {
  const { index, count: other } = checkpoint.shard;
  if (other !== count) fail(folder, `a shard of ${count}`, `shard ${index} of ${other}`, 'merge shards of one count');
  const twin = merged.get(index);
  if (twin !== undefined) fail(folder, 'each shard once', `shard ${index} of ${count}, as in ${twin}`, 'leave one out');
  merged.set(index, folder);
}

function refuseUnfinished({ folder, checkpoint }: StoredShard, ranges: readonly UnitRange[]): void {
  const { start, end } = ranges[checkpoint.shard.index - 1]!;
  const missing = end - start - checkpoint.done.length;
  if (missing === 0) return;
  const found = `${missing} of ${end - start} units to do`;
  fail(join(folder, CHECKPOINT_FILE), 'a shard that is done', found, 'continue it with --resume');
}

/** Shards of one count cover the space: each has to be there. */
function refuseGaps(merged: ReadonlyMap<number, string>, count: number): void {
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !merged.has(index));
  if (missing.length === 0) return;
  fail('merge', `all ${count} shards`, `no shard ${missing.join(', ')}`, 'name its folder, or screen it');
}

/** Says what differs, not only that something does. */
function refuseOther(first: StoredShard, other: StoredShard): void {
  if (first.checkpoint.job === other.checkpoint.job) return;
  const what = jobDifference(first.stored, other.stored);
  const { version } = first.stored;
  fail(other.folder, `a shard of the same screening as ${first.folder}, version ${version}`, what, 'leave it out');
}

/** A file of compounds of a shard. */
interface Source {
  readonly folder: string;
  readonly file: WrittenFile;
}

/** Copies all files, or none, and keeps what an earlier merge of the same shards copied, so that one that was killed can be run again. */
function copyCandidates(sources: readonly Source[], out: string): void {
  removeLeftovers(out);
  const old = keepOld(sources, out);
  const copies: string[] = [];
  try {
    for (const source of sources) {
      if (!old.has(source.file.name)) copies.push(copyWhole(source, join(out, source.file.name)));
    }
  } catch (error) {
    if (holdsLocks()) for (const copy of copies) rmSync(copy, { force: true });
    throw error;
  }
}

/** Names of the files that are there already, each of which has to be one of those to come. */
function keepOld(sources: readonly Source[], out: string): ReadonlySet<string> {
  const other = otherFiles(
    out,
    sources.map(({ file }) => file),
  )[0];
  if (other !== undefined) failOld(join(out, other));
  const old = sources.filter(({ file }) => lengthFault(out, file) !== 'none');
  for (const { file } of old) if (contentFault(out, file) !== undefined) failOld(join(out, file.name));
  return new Set(old.map(({ file }) => file.name));
}

const failOld = (path: string): never => fail(path, 'no files of an earlier screening', 'one', 'choose another --out');

const LOST = 'put it back, or screen that shard again with --resume';

/** The copy has its name only when it is whole, and what was written. */
function copyWhole({ folder, file }: Source, copy: string): string {
  const temporary = `${copy}${TEMPORARY_SUFFIX}`;
  checkLocks();
  try {
    if (!copyWritten(join(folder, file.name), temporary, file)) failWritten(folder, file, OTHER, LOST);
    checkLocks();
    renameSync(temporary, copy);
    return copy;
  } catch (error) {
    if (holdsLocks()) rmSync(temporary, { force: true });
    if (error instanceof UserError) throw error;
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    return fail(copy, 'a path that can be written', found, 'choose another --out, or free space and permissions');
  }
}
