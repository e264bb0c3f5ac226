/** How far a task is, from what stands in its folder and what Slurm has in its queue. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allParts, isDone } from './parts.ts';
import { queuedTasks } from './slurm.ts';
import { submittedJobs } from './submit.ts';
import { type ClusterTask, clusterPaths, type PartPlace } from './task.ts';

/** What became of a part; `stopped`: it is not done, and no longer in the queue. */
export type PartState = 'done' | 'running' | 'waiting' | 'stopped';

/** A part and what became of it; a null place is the job that puts the parts together. */
export interface PartStatus {
  readonly place: PartPlace | null;
  readonly state: PartState;
  /** The last line that a stopped part left in its log, with the path of the log; null where there is none. */
  readonly said: string | null;
}

/**
 * The state of every part, and of the job that puts them together.
 * @throws {UserError} where there is no Slurm
 * @example clusterStatus('screened', task).filter(({ state }) => state === 'stopped').length;
 */
export function clusterStatus(folder: string, task: ClusterTask): PartStatus[] {
  const jobs = submittedJobs(folder);
  const queued = queuedTasks(jobs.map(({ job }) => job));
  const finished = existsSync(clusterPaths(folder).finished);
  const parts = allParts(task).map((place): PartStatus => {
    if (finished || isDone(folder, task, place)) return { place, state: 'done', said: null };
    const found = queued.find(({ job, index }) =>
      jobs.some((known) => known.job === job && known.round === place.round && known.offset + index! === place.part),
    );
    return { place, state: found?.state ?? 'stopped', said: found ? null : lastWords(folder, place) };
  });
  const last = queued.find(({ job }) => jobs.some((known) => known.job === job && known.round === null));
  const state = finished ? 'done' : (last?.state ?? 'stopped');
  return [...parts, { place: null, state, said: state === 'stopped' ? lastWords(folder, null) : null }];
}

/** The last line of the newest log of a part. */
function lastWords(folder: string, place: PartPlace | null): string | null {
  const { logs } = clusterPaths(folder);
  const names = submittedJobs(folder)
    .filter(({ round }) => round === (place?.round ?? null))
    .map(({ job, offset }) => (place === null ? `finish-${job}.log` : `${job}_${place.part - offset}.log`));
  const name = names.reverse().find((each) => existsSync(join(logs, each)));
  if (name === undefined) return null;
  const line = readFileSync(join(logs, name), 'utf8').trimEnd().split('\n').at(-1);
  return `${join(logs, name)}: ${line || 'nothing'}`;
}
