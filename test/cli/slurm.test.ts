import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeTask } from '../../src/cluster/task.ts';
import { small, writeTable } from '../experiment/sweep/small-sweep.ts';
import { ensureBuilt, ionsieveHere, scratchFolder } from './ionsieve.ts';

// Slurm's commands are small scripts here that write down how they were called: test/slurm runs a real Slurm.

const scratch = scratchFolder();
const bin = join(scratch, 'bin');
const calls = join(scratch, 'calls');
const SCREEN = ['slurm', 'screen', '--student', 'paper', '--arity', '4', '--elements'];
/** 35 million compounds, of two units. */
const SPACE = [...SCREEN, 'H,B,C,N,O,F,Na,Mg,P,S,Cl,Br'];

/** A command that prints something, unless it is called for the n-th time, which it refuses. */
function command(name: string, prints: string, refuses = 0): void {
  const count = join(scratch, `${name}.count`);
  const script = `#!/bin/bash
echo "${name} $*" >> '${calls}'
echo >> '${count}'
n=$(wc -l < '${count}')
if [ "$n" -eq ${refuses} ]; then echo 'sbatch: error: Batch job submission failed: Invalid account' >&2; exit 1; fi
${prints}
`;
  rmSync(count, { force: true });
  writeFileSync(join(bin, name), script, { mode: 0o755 });
}

const called = (): string[] => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);

beforeAll(async () => {
  await ensureBuilt();
  mkdirSync(bin);
});
afterAll(() => rmSync(scratch, { recursive: true }));
afterEach(() => {
  rmSync(calls, { force: true });
  vi.unstubAllEnvs();
});

/** A cluster that allows indices below a number. */
function cluster(arraySize: number, refuses = 0): void {
  command('sbatch', 'echo "$((100 + n))"', refuses);
  command('scontrol', `echo 'MaxArraySize            = ${arraySize}'`);
  command('squeue', "echo '101|2|R|None'; echo '102|N/A|PD|Dependency'; echo '7|1|R|None'");
  command('scancel', '');
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
}

describe('slurm screen', () => {
  test('prints with --dry-run what it would do, asks no Slurm, and writes nothing', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const folder = join(scratch, 'dry');
    const { code, out, err } = await ionsieveHere([
      ...SPACE,
      '--shards',
      '2',
      '--time',
      '30',
      '--dry-run',
      '--out',
      folder,
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('#SBATCH --time=30\n');
    expect(out).toContain(`sbatch --array=1-2 --chdir=${folder}/slurm ${folder}/slurm/array.sh 1 0\n`);
    expect(out).toContain("'--dependency=afterok:the jobs before' --kill-on-invalid-dep=yes");
    expect(existsSync(folder)).toBe(false);
  });

  test('cuts an array where the cluster allows no more, and lets the last job wait for all of them', async () => {
    cluster(2);
    const folder = join(scratch, 'cut');
    const { code, out, err } = await ionsieveHere([
      ...SPACE,
      '--shards',
      '2',
      '--at-once',
      '1',
      '--csv',
      '--out',
      folder,
    ]);
    expect(code, err).toBe(0);
    expect(out).toBe('job,does,tasks\n101,round 1,1\n102,round 1,1\n103,finish,1\n');
    const submitted = called().filter((line) => line.startsWith('sbatch'));
    expect(submitted).toEqual([
      `sbatch --parsable --array=1%1 --chdir=${folder}/slurm ${folder}/slurm/array.sh 1 0`,
      `sbatch --parsable --array=1%1 --chdir=${folder}/slurm ${folder}/slurm/array.sh 1 1`,
      `sbatch --parsable --chdir=${folder}/slurm --dependency=afterok:101:102 --kill-on-invalid-dep=yes ${folder}/slurm/finish.sh`,
    ]);
  });

  test('takes back what it submitted when a later job is refused, in the words of Slurm, and can be tried again', async () => {
    cluster(2, 2);
    const folder = join(scratch, 'refused');
    const args = [...SPACE, '--shards', '2', '--out', folder];
    expect(await ionsieveHere(args)).toEqual({
      code: 2,
      out: '',
      err:
        'ionsieve: sbatch: expected Slurm to take it, found Batch job submission failed: Invalid account; ' +
        'change what it names, or ask those who run the cluster\n',
    });
    expect(called().at(-1)).toBe('scancel --full 101');
    cluster(1001);
    expect((await ionsieveHere(args)).code).toBe(0);
  });

  test.each([
    [
      'more shards than units',
      ['--shards', '99'],
      '--shard: expected at most 2 shards for this space, found 99; choose fewer',
    ],
    [
      'no Slurm',
      ['--shards', '2'],
      'scontrol: expected Slurm on this machine, found none; run this where jobs are submitted, or add --dry-run',
    ],
  ])('refuses %s', async (_, args, line) => {
    vi.stubEnv('PATH', '/nowhere');
    const folder = join(scratch, 'none');
    expect(await ionsieveHere([...SPACE, ...args, '--out', folder])).toEqual({
      code: 2,
      out: '',
      err: `ionsieve: ${line}\n`,
    });
    expect(existsSync(folder)).toBe(false);
  });
});

describe('slurm sweep', () => {
  test('makes the folders that tasks share, which one that fails would take from another', async () => {
    cluster(1001);
    writeTable(scratch);
    const file = join(scratch, 'small.ts');
    writeFileSync(file, `export const small = ${JSON.stringify(small)};\n`);
    const folder = join(scratch, 'rounds');
    const { code, out, err } = await ionsieveHere(['slurm', 'sweep', file, '--tasks', '3', '--csv', '--out', folder]);
    expect(code, err).toBe(0);
    const rounds = [...out.matchAll(/round (\d+),3\n/g)].map(([, round]) => round);
    expect(rounds.length).toBeGreaterThan(1);
    expect(readdirSync(join(folder, 'slurm', 'parts')).sort()).toEqual(rounds.sort());
  });
});

describe('slurm status, cancel and resume', () => {
  const folder = join(scratch, 'submitted');

  beforeAll(async () => {
    cluster(1001);
    expect((await ionsieveHere([...SPACE, '--shards', '2', '--out', folder])).code).toBe(0);
    vi.unstubAllEnvs();
  });

  test('tell what runs, waits and stopped, with its last words', async () => {
    cluster(1001);
    writeFileSync(join(folder, 'slurm', 'logs', '101_1.log'), 'one\nionsieve: the last\n');
    const { out } = await ionsieveHere(['slurm', 'status', folder]);
    expect(out).toBe(
      'does     done  running  waiting  stopped\n' +
        'round 1     0        1        0        1\n' +
        'finish      0        0        1        0\n\n' +
        `${folder}/slurm/logs/101_1.log: ionsieve: the last\n` +
        `submit what stopped again: ionsieve slurm resume ${folder}\n`,
    );
  });

  test('do not submit twice what is in the queue, and cancel the jobs of the folder alone', async () => {
    cluster(1001);
    expect(await ionsieveHere(['slurm', 'resume', folder])).toEqual({
      code: 2,
      out: '',
      err: `ionsieve: ${folder}: expected no tasks in the queue, found 2; wait for them, or ionsieve slurm cancel ${folder}\n`,
    });
    expect(called().filter((line) => line.startsWith('sbatch'))).toEqual([]);
    expect((await ionsieveHere(['slurm', 'cancel', folder, '--csv'])).out).toBe(
      'what,value,unit,share,of\ncancelled,2,tasks,,\n',
    );
    expect(called().at(-1)).toBe('scancel --full 101 102');
  });

  test('refuse a folder without a task, a damaged one, one of another version, and a word that is none of theirs', async () => {
    const none = join(scratch, 'empty');
    const line = async (...args: string[]): Promise<string> => (await ionsieveHere(['slurm', ...args])).err;
    expect(await line('status', none)).toBe(
      `ionsieve: ${none}/slurm/task.json: expected what was submitted, found ENOENT; give the --out of ionsieve slurm screen or sweep\n`,
    );
    const path = join(none, 'slurm', 'task.json');
    writeTask(none, { kind: 'screen', parts: 2, hash: '' });
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, 40));
    expect(await line('status', none)).toContain(
      'expected a task for a cluster, found something else, or a damaged one',
    );
    writeFileSync(path, text.replace(/"ionsieve": "[^"]+"/, '"ionsieve": "9.9.9"'));
    expect(await line('finish', none)).toContain('found one of 9.9.9; use that version, or submit it anew');
    expect(await line('screened')).toBe(
      'ionsieve: ionsieve slurm: expected one of screen, sweep, status, resume, cancel, finish, found screened; see ionsieve slurm --help\n',
    );
  });
});
