/** Submits what is left of a task: an array a round, each after the one before, and a job that puts the parts together. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../core/errors.ts';
import { stableJson, writeAtomic } from '../core/files.ts';
import { allParts, isDone, roundCount } from './parts.ts';
import { arraySpec, toArrays } from './script.ts';
import { cancelJobs, submitScript } from './slurm.ts';
import { type ClusterTask, clusterPaths } from './task.ts';

/** A job that was submitted. */
export interface SubmittedJob {
  readonly job: number;
  /** Of an array; null for the job that puts the parts together. */
  readonly round: number | null;
  /** A part is the index in the array and this. */
  readonly offset: number;
  /** Tasks of the array; 1 for a single job. */
  readonly tasks: number;
}

/** A job as it is to be submitted. */
export interface PlannedJob {
  readonly round: number | null;
  readonly offset: number;
  readonly tasks: number;
  readonly options: readonly string[];
  readonly script: string;
  readonly args: readonly string[];
}

/**
 * What is to be submitted, in order, each round after the one before.
 * @param largest index that the cluster allows in an array
 * @param atOnce how many tasks of an array may run at a time; undefined for all
 * @example planJobs('screened', task, 1000, undefined).length; // 2: an array of shards, and the job that merges them
 */
export function planJobs(
  folder: string,
  task: ClusterTask,
  largest: number,
  atOnce: number | undefined,
): PlannedJob[][] {
  const paths = clusterPaths(resolve(folder));
  const left = allParts(task).filter((place) => !isDone(folder, task, place));
  const chdir = `--chdir=${paths.own}`;
  const rounds = Array.from({ length: roundCount(task) }, (_, i) => {
    const parts = left.filter(({ round }) => round === i + 1).map(({ part }) => part);
    return toArrays(parts, largest).map(
      ({ offset, indices }): PlannedJob => ({
        round: i + 1,
        offset,
        tasks: indices.length,
        options: [`--array=${arraySpec(indices, atOnce)}`, chdir],
        script: paths.arrayScript,
        args: [`${i + 1}`, `${offset}`],
      }),
    );
  });
  const finish = { round: null, offset: 0, tasks: 1, options: [chdir], script: paths.finishScript, args: [] };
  return [...rounds.filter((jobs) => jobs.length > 0), [finish]];
}

/**
 * Submits jobs, and keeps a record of them. When one is refused, those before it are cancelled again.
 * @param planned from {@link planJobs}
 * @throws {UserError} with Slurm's own words
 * @example submitJobs('screened', planJobs('screened', task, 1000, undefined)).map(({ job }) => job); // [4711, 4712]
 */
export function submitJobs(folder: string, planned: readonly (readonly PlannedJob[])[]): SubmittedJob[] {
  const paths = clusterPaths(folder);
  mkdirSync(paths.logs, { recursive: true });
  const submitted: SubmittedJob[] = [];
  try {
    let before: number[] = [];
    for (const jobs of planned) {
      const after = before.length > 0 ? [`--dependency=afterok:${before.join(':')}`, '--kill-on-invalid-dep=yes'] : [];
      before = jobs.map(({ round, offset, tasks, options, script, args }) => {
        const job = submitScript([...options, ...after], script, args);
        submitted.push({ job, round, offset, tasks });
        return job;
      });
    }
    writeAtomic(paths.jobs, stableJson(submitted));
    return submitted;
  } catch (error) {
    cancelJobs(submitted.map(({ job }) => job));
    throw error;
  }
}

/**
 * The jobs that were submitted last; none where nothing was.
 * @throws {UserError} for a record that is damaged
 * @example submittedJobs('screened').map(({ job }) => job); // [4711, 4712]
 */
export function submittedJobs(folder: string): SubmittedJob[] {
  const path = clusterPaths(folder).jobs;
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SubmittedJob[];
  } catch {
    return fail(path, 'a list of jobs', 'something else, or a damaged one', 'remove it, and ionsieve slurm resume');
  }
}
