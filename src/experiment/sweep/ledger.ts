/** Does the tasks of a sweep, each once: what the journal knows is not done again, and what is new goes into it. */
import { runTasks } from '../../core/thread-pool.ts';
import type { Journal } from './journal.ts';
import type { SweepGround, SweepOutcome, SweepTask } from './tasks.ts';

/** How to go about it: nothing of this changes what comes out. */
export interface LedgerOptions {
  readonly threads: number;
  readonly journal: Journal<SweepOutcome>;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of tasks done so far, those that the journal knew included. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Outcomes of tasks, in their order. */
export type Ledger = (tasks: readonly SweepTask[]) => Promise<SweepOutcome[]>;

/**
 * Opens a ledger. Its outcomes are those of the journal, word for word, so that a sweep that was resumed has the same numbers.
 * @example const outcomes = await openLedger(ground, { threads: 2, journal })(tasks);
 */
export function openLedger(ground: SweepGround, { threads, journal, signal, onProgress }: LedgerOptions): Ledger {
  let before = 0;
  return async (tasks) => {
    const keys = tasks.map((task) => JSON.stringify(task));
    const missing = [...new Set(keys)].filter((key) => !journal.known.has(key));
    let done = before + tasks.length - missing.length;
    onProgress?.(done);
    const inputs = missing.map((key) => JSON.parse(key) as SweepTask);
    await runTasks<SweepGround, SweepTask, SweepOutcome>(new URL('./tasks', import.meta.url), ground, inputs, {
      threads,
      signal,
      onDone(task, outcome) {
        journal.add(missing[task]!, outcome);
        onProgress?.(++done);
      },
    });
    before += tasks.length;
    return keys.map((key) => journal.known.get(key)!);
  };
}
