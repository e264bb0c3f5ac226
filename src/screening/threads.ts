/** Runs units of work on threads. */
import type { Worker } from 'node:worker_threads';
import { UserError } from '../core/errors.ts';
import { startThread } from '../core/start-thread.ts';
import type { WorkerMessage, WorkerTask } from './screen-worker.ts';
import type { Tally } from './tally.ts';

/** How to run. */
export interface ThreadOptions {
  readonly threads: number;
  /** Ends the threads and rejects with the signal's reason. */
  readonly signal: AbortSignal | undefined;
  /** Takes the tally of each unit, in whatever order they are done. */
  onTally(unit: number, tally: Tally): void;
}

/**
 * Does all units of a task.
 * @throws {UserError} for a user's mistake that a thread met
 * @throws {Error} when a thread fails
 * @example await runThreads(task, { threads: 2, signal: undefined, onTally: (unit, tally) => tallies.push(tally) });
 */
export async function runThreads(task: Omit<WorkerTask, 'next'>, options: ThreadOptions): Promise<void> {
  const { signal, onTally } = options;
  signal?.throwIfAborted();
  if (task.unitsLeft.length === 0) return;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const count = Math.min(options.threads, task.unitsLeft.length);
  const given: WorkerTask = { ...task, next };
  const workers = Array.from({ length: count }, () => startThread(new URL('./screen-worker', import.meta.url), given));
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
  });
  try {
    await Promise.race([aborted, Promise.all(workers.map((worker) => untilDone(worker, onTally)))]);
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function untilDone(worker: Worker, onTally: ThreadOptions['onTally']): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'done') resolve();
      if (message.kind === 'mistake') reject(new UserError(message.message));
      if (message.kind !== 'tally') return;
      try {
        onTally(message.unit, message.tally);
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a screening thread ended early with code ${code}`)));
  });
}
