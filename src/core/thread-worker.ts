/** One thread of thread-pool.ts: takes the next task until none is left, and sends the output of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from './errors.ts';

/** What a task module exports; everything given and returned is copied between threads (structured clone). */
export interface TaskModule<Shared, Input, Output> {
  /** Called once a thread, before its first task. */
  readonly start: (shared: Shared) => Task<Input, Output> | Promise<Task<Input, Output>>;
}

/** Does one task. */
export type Task<Input, Output> = (input: Input) => Output | Promise<Output>;

/** What a thread is given. */
export interface ThreadData {
  /** URL of the task module. */
  readonly module: string;
  readonly shared: unknown;
  readonly inputs: readonly unknown[];
  /** Number of the next task to take, shared by all threads. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** What a thread sends: the output of a task, a user's mistake, or the word that nothing is left. */
export type ThreadMessage =
  | { readonly kind: 'output'; readonly task: number; readonly output: unknown }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'done' };

const { module, shared, inputs, next } = workerData as ThreadData;
const send = (message: ThreadMessage): void => parentPort!.postMessage(message);
try {
  const { start } = (await import(module)) as TaskModule<unknown, unknown, unknown>;
  const run = await start(shared);
  for (;;) {
    const task = Atomics.add(next, 0, 1);
    if (task >= inputs.length) break;
    send({ kind: 'output', task, output: await run(inputs[task]) });
  }
  send({ kind: 'done' });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  send({ kind: 'mistake', message: error.message });
}
