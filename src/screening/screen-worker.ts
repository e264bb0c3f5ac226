/** One thread of a screening: takes the next unit of work until none is left, and sends the tally of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../core/errors.ts';
import { openModuleOf } from '../learning/own-module.ts';
import type { ScreeningJob, WorkSettings } from './job.ts';
import type { Tally } from './tally.ts';
import { createTopCandidates } from './top-candidates.ts';
import type { Unit } from './units.ts';
import { startWork } from './work.ts';

/** What a thread is given. */
export interface WorkerTask {
  readonly job: ScreeningJob;
  readonly settings: WorkSettings;
  readonly sieve: WebAssembly.Module;
  readonly units: readonly Unit[];
  /** Numbers of the units that are to be done. */
  readonly unitsLeft: readonly number[];
  /** A score that no compound of the list is below. */
  readonly floor: number;
  /** Place in `unitsLeft` of the next unit to take, shared by all threads. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** What a thread sends: the tally of a unit, a user's mistake, or the word that nothing is left. */
export type WorkerMessage =
  | { readonly kind: 'tally'; readonly unit: number; readonly tally: Tally }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'done' };

const { job, settings, sieve, units, unitsLeft, next, floor } = workerData as WorkerTask;
const send = (message: WorkerMessage): void => parentPort!.postMessage(message);
try {
  await openModuleOf(job.plan.student.model);
  const work = startWork(job, settings, sieve);
  const visitsAll = settings.exhaustive || job.plan.kind !== 'factorised';
  const best = createTopCandidates(job.top);
  for (;;) {
    const place = Atomics.add(next, 0, 1);
    if (place >= unitsLeft.length) break;
    const unit = unitsLeft[place]!;
    const tally = work.run(units[unit]!, unit, Math.max(floor, best.floor));
    // The best so far show how good a compound has to be. With bounds every unit starts alike, for the count of what they decide.
    if (visitsAll) for (const { score, set, index } of tally.top) best.offer(score, set, index);
    send({ kind: 'tally', unit, tally });
  }
  send({ kind: 'done' });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  send({ kind: 'mistake', message: error.message });
}
