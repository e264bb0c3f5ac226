/**
 * Runs tasks on threads. A task module is an ordinary module that exports `start`: it is given what all tasks share, once a
 * thread, and returns the function that does one task. Results come in the order of the tasks, so the number of threads
 * changes nothing but the time, as long as a task depends on nothing but its input and what is shared.
 */
import { extname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { fail, UserError } from './errors.ts';
import { startThread } from './start-thread.ts';
import type { ThreadData, ThreadMessage } from './thread-worker.ts';

/** What a task module holds. */
export type { Task, TaskModule } from './thread-worker.ts';

/** How to run. */
export interface PoolOptions<Output> {
  /** At least 1; no more are started than there are tasks. */
  readonly threads: number;
  /** Ends the threads and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each task when it is done, in any order. */
  readonly onDone?: (task: number, output: Output) => void;
}

/**
 * Does all tasks; a thread that is free takes the next one of the list, so put long tasks first.
 *
 * @param module the task module without its extension, such as `new URL('./sweep-tasks', import.meta.url)`: it is .ts from the
 * sources and .js once built
 * @param shared given to `start` on each thread
 * @returns the output of each task, in the order of the inputs
 * @throws {UserError} when threads is no count, or for a user's mistake that a task met
 * @throws {Error} when a task fails otherwise; the other threads are ended
 * @example await runTasks<Settings, number, string>(new URL('./tasks', import.meta.url), settings, [1, 2], { threads: 2 });
 */
export async function runTasks<Shared, Input, Output>(
  module: URL,
  shared: Shared,
  inputs: readonly Input[],
  options: PoolOptions<Output>,
): Promise<Output[]> {
  const { threads, signal, onDone } = options;
  if (!Number.isInteger(threads) || threads < 1) {
    fail('threads', 'a whole number of at least 1', `${threads}`, 'use the number of cores');
  }
  signal?.throwIfAborted();
  const outputs = new Array<Output>(inputs.length);
  const next = new Int32Array(new SharedArrayBuffer(4));
  const file = new URL(module.href + extname(import.meta.url)).href;
  const data: ThreadData = { module: file, shared, inputs, next };
  const workers = Array.from({ length: Math.min(threads, inputs.length) }, () =>
    startThread(new URL('./thread-worker', import.meta.url), data),
  );
  const take = (task: number, output: unknown): void => {
    outputs[task] = output as Output;
    onDone?.(task, output as Output);
  };
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
  });
  try {
    await Promise.race([aborted, Promise.all(workers.map((worker) => untilDone(worker, take)))]);
    return outputs;
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function untilDone(worker: Worker, take: (task: number, output: unknown) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'done') return resolve();
      if (message.kind === 'mistake') return reject(new UserError(message.message));
      try {
        take(message.task, message.output);
      } catch (error) {
        reject(error);
      }
    });
    worker.on('messageerror', reject);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended early with code ${code}`)));
  });
}
