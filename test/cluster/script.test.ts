import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { arrayScript, arraySpec, finishScript, type Resources, toArrays } from '../../src/cluster/script.ts';

const scratch = mkdtempSync(join(tmpdir(), "ionsieve's script-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const resources: Resources = { time: '30', cpus: 4, memory: '2G', partition: 'short', further: ['--qos=long'] };

describe('the script of an array', () => {
  test('asks for what it is told to, once each', () => {
    const asked = arrayScript('screen', resources, 'worker.js', scratch)
      .split('\n')
      .flatMap((line) => (line.startsWith('#SBATCH ') ? [line.slice(8)] : []));
    // The options as Slurm's manual of sbatch has them.
    expect(asked).toEqual([
      '--job-name=ionsieve-screen',
      '--output=logs/%A_%a.log',
      '--open-mode=append',
      '--requeue',
      '--nodes=1',
      '--ntasks=1',
      '--cpus-per-task=4',
      '--mem=2G',
      '--time=30',
      '--partition=short',
      '--qos=long',
      '--signal=B:USR2@60',
    ]);
  });

  test('gives the program folder, round and part as they are, in whatever folder it stands', () => {
    const worker = join(scratch, 'the "worker".mjs');
    writeFileSync(worker, 'process.stdout.write(JSON.stringify([process.argv.slice(2), process.ppid]));');
    const script = join(scratch, 'array.sh');
    writeFileSync(script, arrayScript('screen', resources, worker, join(scratch, 'a folder')));
    const env = { ...process.env, SLURM_ARRAY_TASK_ID: '7' };
    const [args, parent] = JSON.parse(execFileSync('bash', [script, '2', '1000'], { encoding: 'utf8', env }));
    expect(args).toEqual([join(scratch, 'a folder'), '2', '1007']);
    // The shell has become the program: a signal to the one reaches the other.
    expect(parent).toBe(process.pid);
  });

  test('is followed by one that puts the parts together', () => {
    const text = finishScript('sweep', resources, '/opt/ionsieve/cli.js', '/data/swept');
    expect(text).toContain('#SBATCH --job-name=ionsieve-sweep-finish\n');
    expect(text).toContain(`exec '${process.execPath}' '/opt/ionsieve/cli.js' 'slurm' 'finish' '/data/swept'\n`);
  });
});

describe('arrays', () => {
  const anyParts = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 60 });

  test('hold every part once, with no index above what the cluster allows', () => {
    fc.assert(
      fc.property(anyParts, fc.integer({ min: 1, max: 1500 }), (numbers, largest) => {
        const parts = numbers.sort((a, b) => a - b);
        const arrays = toArrays(parts, largest);
        expect(arrays.flatMap(({ offset, indices }) => indices.map((index) => offset + index))).toEqual(parts);
        for (const index of arrays.flatMap(({ indices }) => indices)) {
          expect(index).toBeGreaterThanOrEqual(1);
          expect(index).toBeLessThanOrEqual(largest);
        }
      }),
    );
  });

  test('are written as ranges, which hold the indices and nothing else', () => {
    expect(arraySpec([1, 2, 3, 7], 2)).toBe('1-3,7%2');
    expect(arraySpec([5], undefined)).toBe('5');
    fc.assert(
      fc.property(anyParts, (numbers) => {
        const indices = numbers.sort((a, b) => a - b);
        const read = arraySpec(indices, undefined)
          .split(',')
          .flatMap((range) => {
            const [first, last = first] = range.split('-').map(Number) as [number, number?];
            return Array.from({ length: last! - first! + 1 }, (_, i) => first! + i);
          });
        expect(read).toEqual(indices);
      }),
    );
  });
});
