import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, ionsieve, scratchFolder } from '../cli/ionsieve.ts';
import { type OneNode, startOneNode } from './one-node.ts';
import { filesOf, queue, slurm, told, until, untilEmpty, untilFile } from './queue.ts';

// The whole default space, 18.7 billion compounds, on a real Slurm of one node.

const scratch = scratchFolder();
/** A rank makes it longer than the search with bounds alone, so that tasks can be met while they run. */
const SPACE = ['--student', 'paper', '--rank', 'LiPO3,Li2MgO2'];
/** A part of it, by the other student, with all compounds that are probably fast. */
const ELEMENTS = 'H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca,Ga,Ge,As,Se,Br,I';
const WRITTEN = ['--elements', ELEMENTS, '--arity', '4', '--ionic', '--write-above', '0.9', '--shards', '3'];
let cluster: OneNode | undefined;

beforeAll(async () => {
  await ensureBuilt();
  cluster = await startOneNode(2);
}, 240_000);
afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true });
});

const parts = join(scratch, 'array', 'slurm', 'parts');
const logOf = (id: string): string => readFileSync(join(scratch, 'array', 'slurm', 'logs', `${id}.log`), 'utf8');

/** Numbers of the shards that are at work, with some units done and some to do. */
const atWork = (): number[] => (existsSync(parts) ? readdirSync(parts).filter(isAtWork).map(Number) : []);

function isAtWork(shard: string): boolean {
  const checkpoint = join(parts, shard, 'checkpoint.json');
  if (existsSync(join(parts, shard, 'done')) || !existsSync(checkpoint)) return false;
  return JSON.parse(readFileSync(checkpoint, 'utf8').split('\n')[1]!).done.length > 0;
}

/** Shards whose task was dealt with: a second time could meet it before it has done anything more. */
const met = new Set<number>();

/** A task that was met at work, was dealt with, and says so in its log; the next one where it was done before it could. */
const untilSays = (array: string, act: (task: string) => void, says: string): Promise<string> =>
  until(`a log that says: ${says}`, () => {
    const shard = atWork().find((each) => !met.has(each));
    if (shard !== undefined) {
      met.add(shard);
      act(`${array}_${shard}`);
    }
    const logs = readdirSync(join(scratch, 'array', 'slurm', 'logs')).map((name) => name.replace('.log', ''));
    return logs.find((each) => logOf(each).includes(says));
  });

const wasRequeued = (id: string): true | undefined =>
  /Restarts=[1-9]/.test(slurm('scontrol', 'show', 'job', id)) ? true : undefined;

/** Slurm 22.05 tells at times that a job cannot be altered now when it has just done so, and scancel would do it again in 5 s. */
function tell(command: string, ...args: string[]): void {
  spawnSync(command, args, { timeout: 2000 });
}

describe('a screening as an array of 16 shards', () => {
  let array: string;

  test('is submitted at once, with the job that merges it', async () => {
    const jobs = await told(['slurm', 'screen', ...SPACE, '--shards', '16', '--out', 'array'], scratch);
    expect(jobs.map(({ does, tasks }) => [does, tasks])).toEqual([
      ['round 1', 16],
      ['finish', 1],
    ]);
    array = String(jobs[0]!.job);
    expect(queue().filter(({ id }) => id.startsWith(`${array}_`)).length).toBe(16);
    slurm('scancel', `${array}_16`);
  });

  const requeued: string[] = [];

  test('has a task that is killed and requeued by Slurm', async () => {
    requeued.push(await untilSays(array, (task) => tell('scontrol', 'requeue', task), 'DUE TO JOB REQUEUE'));
  });

  test('keeps what a task has done when its time is nearly over, and queues it again', async () => {
    const says = 'what is done is kept, and the task queues itself again';
    // As Slurm does before the time limit.
    requeued.push(await untilSays(array, (task) => tell('scancel', '--signal=USR2', '--batch', task), says));
  });

  test('has both in its queue again', async () => {
    for (const id of requeued) await until('a task that was queued again', () => wasRequeued(id));
    expect(new Set(requeued).size).toBe(2);
  });

  test('tells of a task that was cancelled, whose merge is not waited for', async () => {
    await untilEmpty();
    expect((await ionsieve(['slurm', 'status', 'array'], scratch)).out).toContain('submit what stopped again');
    const rows = await told(['slurm', 'status', 'array'], scratch);
    expect(rows).toEqual([
      { does: 'round 1', done: 15, running: 0, waiting: 0, stopped: 1 },
      { does: 'finish', done: 0, running: 0, waiting: 0, stopped: 1 },
    ]);
    expect(existsSync(join(scratch, 'array', 'top.csv'))).toBe(false);
  });

  test('submits the cancelled one alone again, and ends with the bytes of one machine', async () => {
    const jobs = await told(['slurm', 'resume', 'array'], scratch);
    expect(jobs.map(({ tasks }) => tasks)).toEqual([1, 1]);
    await untilFile(join(scratch, 'array', 'slurm', 'finished'));
    await untilEmpty();
    expect((await ionsieve(['screen', ...SPACE, '--threads', '2', '--out', 'local'], scratch)).code).toBe(0);
    const [array, local] = [filesOf(join(scratch, 'array')), filesOf(join(scratch, 'local'))];
    expect(Object.keys(array)).toEqual(Object.keys(local));
    expect(array).toEqual(local);
    expect(readdirSync(join(scratch, 'array', 'slurm')).sort()).toEqual([
      ...['array.sh', 'finish.sh', 'finished', 'job.json', 'jobs.json', 'logs', 'task.json'],
    ]);
  });

  test('has nothing left to resume, and is not submitted twice into one folder', async () => {
    expect(await ionsieve(['slurm', 'resume', 'array'], scratch)).toMatchObject({
      code: 2,
      err: 'ionsieve: array: expected something that is left to do, found nothing; the files in it are complete\n',
    });
    const again = await ionsieve(['slurm', 'screen', ...SPACE, '--shards', '16', '--out', 'array'], scratch);
    expect(again.code).toBe(2);
    expect(again.err).toMatch(
      /expected no work in progress, found a task that was submitted; see ionsieve slurm status/,
    );
  });

  test('is cancelled with all of its jobs, and resumed with the files of its compounds', async () => {
    await told(['slurm', 'screen', ...WRITTEN, '--out', 'ended'], scratch);
    const [cancelled] = await told(['slurm', 'cancel', 'ended'], scratch);
    await untilEmpty();
    const [shards, finish] = await told(['slurm', 'status', 'ended'], scratch);
    expect(finish).toMatchObject({ does: 'finish', stopped: 1 });
    // One may have ended before, or while it was asked.
    expect(shards!.stopped).toBeGreaterThan(0);
    expect(cancelled).toMatchObject({ what: 'cancelled', unit: 'tasks' });
    expect(cancelled!.value).toBeGreaterThan(shards!.stopped as number);
    await told(['slurm', 'resume', 'ended'], scratch);
    await untilEmpty();
    expect((await ionsieve(['screen', ...WRITTEN.slice(0, -2), '--out', 'whole'], scratch)).code).toBe(0);
    const files = filesOf(join(scratch, 'ended'));
    expect(Object.keys(files).filter((name) => name.endsWith('.parquet')).length).toBeGreaterThan(0);
    expect(files).toEqual(filesOf(join(scratch, 'whole')));
  });
});
