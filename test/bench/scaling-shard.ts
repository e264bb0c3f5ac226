/** A process of the built command: its time and memory; and one shard of a thousand. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/files.ts';
import { fourDigits } from './recorder.ts';
import type { RealShard } from './scaling-record.ts';

/** Writes what the process took, when it ends, as its last line of errors. */
const TELL = `data:text/javascript,
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    console.error(JSON.stringify([maxRSS * 1024 / 1e6, (userCPUTime + systemCPUTime) / 1e6]));
  });`;

/** Runs the built command. */
export function runBuilt(args: readonly string[]): { wall_s: number; processor_s: number; memory_MB: number } {
  const command = join(packageRoot(), 'dist', 'src', 'cli.js');
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL, command, ...args], { encoding: 'utf8' });
  const wall = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`ionsieve ${args[0]} ended with ${status}: ${stderr}`);
  const [memory, processor] = JSON.parse(stderr.trim().split('\n').at(-1)!) as [number, number];
  return { wall_s: fourDigits(wall), processor_s: fourDigits(processor), memory_MB: fourDigits(memory) };
}

/** Shard 500 of 1,000 of the quinaries. */
export function measureShard(student: RealShard['student'], max: number): RealShard {
  const out = join(mkdtempSync(join(tmpdir(), 'ionsieve-shard-')), 'shard');
  const space = ['--arity', '5', '--max-coefficient', `${max}`];
  const run = runBuilt([
    'screen',
    ...space,
    '--student',
    student,
    '--shard',
    '500/1000',
    '--threads',
    '1',
    '--out',
    out,
  ]);
  const content = readFileSync(join(out, 'checkpoint.json'), 'utf8').split('\n')[1]!;
  const { tally } = JSON.parse(content) as { tally: { counts: [[number[], number[]]] } };
  const compounds = tally.counts[0][0].reduce((sum, count) => sum + count, 0);
  const [checkpoint_bytes, job_bytes] = ['checkpoint.json', 'job.json'].map((name) => statSync(join(out, name)).size);
  rmSync(join(out, '..'), { recursive: true });
  return { student, compounds, ...run, checkpoint_bytes: checkpoint_bytes!, job_bytes: job_bytes! };
}
