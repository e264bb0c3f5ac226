/**
 * How long the program of a cluster's task takes from its start to its first look at the work: one bundled file, beside the same program
 * from its modules and Node alone, in milliseconds. `npx tsx test/bench/worker-start.ts` after a build.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partFile } from '../../src/cluster/parts.ts';
import { type ClusterTask, writeTask } from '../../src/cluster/task.ts';
import { packageRoot, writeAtomic } from '../../src/core/files.ts';
import { timingOf } from './measure.ts';

const ROUNDS = 11;

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-start-'));
const task: ClusterTask = { kind: 'screen', parts: 1, hash: '' };
writeTask(folder, task);
// A part that is done: the program reads its task, sees that, and ends.
writeAtomic(partFile(folder, task, { round: 1, part: 1 }), '[]');

const dist = join(packageRoot(), 'dist');
const ways = {
  'Node alone': ['-e', '0'],
  'one bundled file': [join(dist, 'slurm', 'worker.js'), folder, '1', '1'],
  'its modules': [join(dist, 'src', 'cli', 'slurm-worker.js'), folder, '1', '1'],
};
const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(ways)) {
    const begin = performance.now();
    execFileSync(process.execPath, args);
    times.get(name)!.push(performance.now() - begin);
  }
}
for (const [name, values] of times) {
  const { median, min, max } = timingOf(values);
  process.stdout.write(`${name}: median ${median.toFixed(0)} ms (${min.toFixed(0)} to ${max.toFixed(0)})\n`);
}
rmSync(folder, { recursive: true });
