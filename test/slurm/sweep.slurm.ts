import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, ionsieve, scratchFolder } from '../cli/ionsieve.ts';
import { forestSweep, writeTable } from '../experiment/sweep/small-sweep.ts';
import { type OneNode, startOneNode } from './one-node.ts';
import { filesOf, queue, slurm, told, until, untilEmpty, untilFile } from './queue.ts';

// Forty trials a stage, twenty at random and twenty of a Parzen estimator, on a real Slurm of one node.

const scratch = scratchFolder();
let cluster: OneNode | undefined;

const forty = forestSweep('forty', 2000, {
  searches: [
    { kind: 'random', trials: 20 },
    { kind: 'tpe', trials: 20, startup: 10, generation: 5 },
  ],
  seeds: [3],
});

beforeAll(async () => {
  await ensureBuilt();
  writeTable(scratch);
  writeFileSync(join(scratch, 'forty.ts'), `export const forty = ${JSON.stringify(forty)};\n`);
  cluster = await startOneNode(2);
}, 240_000);
afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true });
});

/** The journal of a block of the first round, while it is not done. */
const journal = (id: string): string =>
  join(scratch, 'blocks', 'slurm', 'parts', '1', `${id.split('_')[1]}.jsonl.part`);

describe('a sweep of 40 trials as arrays of 4 blocks', () => {
  test('is submitted as a round a generation, and one that judges', async () => {
    const jobs = await told(['slurm', 'sweep', 'forty.ts', '--tasks', '4', '--out', 'blocks'], scratch);
    expect(jobs.map(({ does, tasks }) => [does, tasks])).toEqual([
      ...[1, 2, 3, 4].map((round) => [`round ${round}`, 4]),
      ['finish', 1],
    ]);
  });

  test('loses a task that was killed and requeued, and one that was cancelled, to no trial', async () => {
    const id = await until('a running task with a trial', () => {
      const found = queue().find(({ id, state }) => state === 'R' && id.includes('_') && existsSync(journal(id)));
      return found && readFileSync(journal(found.id), 'utf8').split('\n').length > 3 ? found.id : undefined;
    });
    const before = readFileSync(journal(id), 'utf8');
    slurm('scontrol', 'requeue', id);
    slurm('scancel', `${id.split('_')[0]}_4`);
    await until('a second start', () =>
      slurm('scontrol', 'show', 'job', id).includes('Restarts=1') ? true : undefined,
    );
    await untilEmpty();
    // What had been found out before was not found out again.
    const whole = readFileSync(journal(id).replace('.part', ''), 'utf8');
    expect(whole.startsWith(before.slice(0, before.lastIndexOf('\n') + 1))).toBe(true);
    expect(await told(['slurm', 'status', 'blocks'], scratch)).toMatchObject([
      { does: 'round 1', done: 3, stopped: 1 },
      ...[2, 3, 4].map((round) => ({ does: `round ${round}`, stopped: 4 })),
      { does: 'finish', stopped: 1 },
    ]);
  });

  test('goes on when it is resumed, and ends with the bytes of one machine', async () => {
    const jobs = await told(['slurm', 'resume', 'blocks'], scratch);
    expect(jobs.map(({ tasks }) => tasks)).toEqual([1, 4, 4, 4, 1]);
    await untilFile(join(scratch, 'blocks', 'slurm', 'finished'));
    await untilEmpty();
    expect((await ionsieve(['sweep', 'forty.ts', '--threads', '2', '--out', 'local'], scratch)).code).toBe(0);
    expect(Object.keys(filesOf(join(scratch, 'blocks')))).toContain('sweep.json');
    expect(filesOf(join(scratch, 'blocks'))).toEqual(filesOf(join(scratch, 'local')));
    const { searches } = JSON.parse(readFileSync(join(scratch, 'blocks', 'sweep.json'), 'utf8'));
    const trials = searches.flatMap((search: { tables: { mean: number[] }[] }) => search.tables[0]!.mean);
    expect(trials.length).toBe(40);
  });
});
