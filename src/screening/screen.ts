/**
 * Scores every compound of a space with a compiled student, on worker threads. No object is made for a compound that is
 * not among the best. The result depends on the plan, the threshold and the length of the list only, never on the
 * number of threads or the order of their work.
 */
import { Worker } from 'node:worker_threads';
import { fail } from '../core/errors.ts';
import { spaceBounds } from './bounds.ts';
import type { ScreeningPlan } from './compile.ts';
import { layHistogram } from './histogram.ts';
import type { WorkerMessage, WorkerTask } from './screen-worker.ts';
import { type ScreeningResult, summarise } from './screening-result.ts';
import { countSpace } from './space.ts';
import { emptyTally, mergeTally, type Tally } from './tally.ts';

/** How to screen. */
export interface ScreenOptions {
  /** Scores of at least this count as above. */
  readonly threshold: number;
  /** How many of the best compounds to list. */
  readonly top: number;
  /** Worker threads. */
  readonly threads: number;
  /** Called with the number of compounds scored so far. */
  readonly onProgress?: ((scored: number) => void) | undefined;
  /** Ends the threads and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Element sets that a thread takes at once: some 10 million compounds of four elements. */
const SETS_PER_CHUNK = 64;

/** Longest list of best compounds. */
const MOST_LISTED = 1_000_000;

/**
 * Screens the plan's space.
 * @throws {UserError} for a threshold that is not finite, and for a list length or thread number out of range
 * @throws {Error} when a thread fails, or the compounds scored are not exactly the compounds of the space
 * @example
 * const result = await screen(compileStudent(set, linear, space), { threshold: 0, top: 10_000, threads: 2 });
 * result.top[0]; // { formula: 'Li2S', score: 1.7 }
 */
export async function screen(plan: ScreeningPlan, options: ScreenOptions): Promise<ScreeningResult> {
  const { threshold, top, threads, signal } = options;
  if (!Number.isFinite(threshold)) fail('--threshold', 'a finite number', `${threshold}`, 'choose a score');
  checkInteger('--top', top, 0, MOST_LISTED);
  checkInteger('--threads', threads, 1, 1024);
  signal?.throwIfAborted();
  const { elementSets, distinct } = countSpace(plan.space);
  const histogram = layHistogram(spaceBounds(plan), threshold);
  const nextChunk = new Int32Array(new SharedArrayBuffer(4));
  const task: WorkerTask = { plan, histogram, top, elementSets, setsPerChunk: SETS_PER_CHUNK, nextChunk };
  const total = emptyTally();
  for (const part of await runThreads(task, options)) mergeTally(total, part, top);
  const result = summarise(plan.space, histogram, total);
  if (result.scored !== distinct) throw new Error(`${result.scored} compounds scored of ${distinct}`);
  return result;
}

async function runThreads(task: WorkerTask, options: ScreenOptions): Promise<Tally[]> {
  const { signal, onProgress } = options;
  const workers = Array.from({ length: options.threads }, () => startWorker(task));
  let scored = 0;
  const progress = (more: number): void => {
    scored += more;
    onProgress?.(scored);
  };
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([aborted, Promise.all(workers.map((worker) => tallyOf(worker, progress)))]);
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Built, the worker is a plain .js file. From the sources a thread first has to register tsx, which is not inherited. */
function startWorker(workerData: WorkerTask): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL('./screen-worker.js', here), { workerData });
  const file = JSON.stringify(new URL('./screen-worker.ts', here).href);
  const start = `import { register } from 'node:module';
    register('tsx/esm', ${file}, { data: {} });
    await import(${file});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(start)}`), { workerData });
}

function tallyOf(worker: Worker, progress: (scored: number) => void): Promise<Tally> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if ('tally' in message) resolve(message.tally);
      else progress(message.scored);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a screening thread ended early with code ${code}`)));
  });
}

function checkInteger(where: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  fail(where, `an integer from ${least} to ${most}`, `${value}`, 'choose one in that range');
}
