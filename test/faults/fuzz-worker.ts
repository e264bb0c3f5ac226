/** The thread that is fuzzed. Before each case it notes the number of it, so that fuzz-process.ts sees one that does not end. */
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { CHUNK, TARGETS } from './fuzz-targets.ts';

const { name, cases, seed, beat } = workerData as { name: string; cases: number; seed: number; beat: Int32Array };
const { cases: made, read } = await TARGETS[name]!();
const show = (input: unknown): string =>
  (typeof input === 'string' ? JSON.stringify(input) : inspect(input, { depth: 4, breakLength: Infinity })).slice(
    0,
    3000,
  );

const failures = new Map<string, string>();
let refused = 0;
let slowest = { milliseconds: 0, input: '' };
for (let done = 0; done < cases; done += CHUNK) {
  Atomics.store(beat, 0, -1);
  const inputs = fc.sample(made, { numRuns: Math.min(CHUNK, cases - done), seed: seed + done });
  for (const [i, input] of inputs.entries()) {
    Atomics.store(beat, 0, done + i);
    const started = performance.now();
    try {
      await read(input as never);
    } catch (error) {
      const { name: kind, message, stack } = error as Error;
      refused++;
      if (kind !== 'UserError' || message.includes('\n'))
        failures.set(`${stack ?? message}`.slice(0, 900), show(input));
    }
    const milliseconds = performance.now() - started;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, input: show(input) };
  }
}
Atomics.store(beat, 0, -1);
parentPort!.postMessage({ refused, slowest, failures: [...failures].slice(0, 5) });
