/**
 * What a cluster is to do, on disk: a screening in shards, or a sweep in blocks, each a part that one task of a job array
 * does. Everything stands in one folder that all machines share: the task, its parts, scripts, logs, and what was submitted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { packageVersion, stableJson, writeAtomic } from '../core/files.ts';
import type { SweepExperiment, SweepOptions } from '../experiment/sweep/options.ts';

const FORMAT = 'ionsieve-cluster';
const VERSION = 1;

/** A screening; its job stands beside it. */
export interface ScreenTask {
  readonly kind: 'screen';
  /** Shards. */
  readonly parts: number;
  /** SHA-256 of the job, from `hashJob`. */
  readonly hash: string;
}

/** A sweep. */
export interface SweepTask {
  readonly kind: 'sweep';
  /** Blocks of each round. */
  readonly parts: number;
  /** SHA-256 of all that decides what comes of its tasks. */
  readonly hash: string;
  readonly experiment: SweepExperiment;
  /** Path of the file that defines it. */
  readonly file: string;
  readonly effort: SweepOptions['effort'];
}

/** What is to be done. */
export type ClusterTask = ScreenTask | SweepTask;

/** A part of a task; both numbers count from 1, and a screening has one round. */
export interface PartPlace {
  readonly round: number;
  readonly part: number;
}

/**
 * Where everything stands in the folder of a task.
 * @example clusterPaths('screened').parts; // 'screened/slurm/parts'
 */
export function clusterPaths(folder: string) {
  const own = join(folder, 'slurm');
  return {
    own,
    task: join(own, 'task.json'),
    job: join(own, 'job.json'),
    jobs: join(own, 'jobs.json'),
    parts: join(own, 'parts'),
    logs: join(own, 'logs'),
    arrayScript: join(own, 'array.sh'),
    finishScript: join(own, 'finish.sh'),
    finished: join(own, 'finished'),
  };
}

/**
 * Writes a task.
 * @throws {UserError} when it cannot be written
 * @example writeTask('screened', { kind: 'screen', parts: 16, hash });
 */
export function writeTask(folder: string, task: ClusterTask): void {
  const stored = { format: FORMAT, version: VERSION, ionsieve: packageVersion(), task };
  writeAtomic(clusterPaths(folder).task, stableJson(stored));
}

/**
 * Reads a task, which has to be of this version of the package: another one may compute other numbers.
 * @throws {UserError} when there is none, it is damaged, or it is of another version
 * @example readTask('screened').parts; // 16
 */
export function readTask(folder: string): ClusterTask {
  const path = clusterPaths(folder).task;
  const remedy = 'give the --out of ionsieve slurm screen or sweep';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'what was submitted', (error as NodeJS.ErrnoException).code!, remedy);
  }
  const { format, version, ionsieve, task } = parse(text);
  if (format !== FORMAT) fail(path, 'a task for a cluster', 'something else, or a damaged one', remedy);
  if (version !== VERSION) fail(path, `task version ${VERSION}`, String(version), 'use a matching ionsieve');
  if (ionsieve !== packageVersion()) {
    fail(path, `a task of ionsieve ${packageVersion()}`, `one of ${ionsieve}`, 'use that version, or submit it anew');
  }
  return task as ClusterTask;
}

function parse(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
