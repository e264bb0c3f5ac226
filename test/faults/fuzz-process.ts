/** Fuzzes one target in a process of its own and prints what came of it: `fuzz-process.ts NAME CASES SEED`. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { startThread } from '../../src/core/start-thread.ts';
import { CHUNK, TARGETS } from './fuzz-targets.ts';

const HANG_MS = 2000;
const [name, cases, seed] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const beat = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
const started = performance.now();
let peak = 0;
let seen = { index: -1, since: started };

function finish(outcome: object): void {
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ name, cases, seconds, megabytes: peak / 1e6, ...outcome })}\n`, () =>
    process.exit(),
  );
}

/** The case of a number, made again. */
async function inputOf(index: number): Promise<string> {
  if (index < 0) return 'between two cases';
  const first = index - (index % CHUNK);
  const { cases: made } = await TARGETS[name]!();
  return inspect(fc.sample(made, { numRuns: CHUNK, seed: seed + first })[index - first], { depth: 6 }).slice(0, 5000);
}

setInterval(async () => {
  peak = Math.max(peak, process.memoryUsage.rss());
  const index = Atomics.load(beat, 0);
  if (index !== seen.index) seen = { index, since: performance.now() };
  if (index < 0 || performance.now() - seen.since < HANG_MS) return;
  finish({ hang: await inputOf(index), failures: [], refused: 0 });
}, 50);

/** Garbage is collected before it makes a reader look hungry. */
const LIMITS = { maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 16 };

startThread(new URL('./fuzz-worker', import.meta.url), { name, cases, seed, beat }, LIMITS)
  .on('message', finish)
  .on('error', async (error) => {
    const input = await inputOf(Atomics.load(beat, 0));
    finish({ failures: [[(error as Error).stack ?? '', input]], refused: 0 });
  });
