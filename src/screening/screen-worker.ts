/** One thread of a screening: takes the next chunk of element sets until none is left, then sends its tally. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ScreeningPlan } from './compile.ts';
import type { ScoreHistogram } from './histogram.ts';
import { createTallier, type Tally } from './tally.ts';

/** What a thread is given. */
export interface WorkerTask {
  readonly plan: ScreeningPlan;
  readonly histogram: ScoreHistogram;
  readonly top: number;
  readonly elementSets: number;
  readonly setsPerChunk: number;
  /** The next chunk to take, shared by all threads. */
  readonly nextChunk: Int32Array<SharedArrayBuffer>;
}

/** What a thread sends: the compounds scored after every chunk, and at the end its tally. */
export type WorkerMessage = { readonly scored: number } | { readonly tally: Tally };

const { plan, histogram, top, elementSets, setsPerChunk, nextChunk } = workerData as WorkerTask;
const send = (message: WorkerMessage): void => parentPort!.postMessage(message);
const tallier = createTallier(plan, histogram, top);
for (;;) {
  const start = Atomics.add(nextChunk, 0, 1) * setsPerChunk;
  if (start >= elementSets) break;
  send({ scored: tallier.add(start, Math.min(start + setsPerChunk, elementSets)) });
}
send({ tally: tallier.tally() });
