import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compactJson } from '../../../src/core/files.ts';
import { roundsOf } from '../../../src/experiment/sweep/play.ts';
import { prepareSweep } from '../../../src/experiment/sweep/prepare.ts';
import { JOURNAL_FILE, runSweep } from '../../../src/experiment/sweep/run.ts';
import { blockFile, joinBlocks, runBlock } from '../../../src/experiment/sweep/run-block.ts';
import { small, smallSpec, writeTable } from './small-sweep.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-blocks-'));
const file = join(scratch, 'small.ts');
const folder = join(scratch, 'blocks');
const work = { folder, blocks: 3, threads: 1 };

beforeAll(() => writeTable(scratch));
afterAll(() => rmSync(scratch, { recursive: true }));

const prepared = () => prepareSweep(small, file, 'full');
const rounds = roundsOf(smallSpec.full.searches);

describe('a sweep in blocks', () => {
  test('has as many rounds as its longest search has generations, and one that judges', () => {
    // Halving has two rungs; the Parzen estimator starts with 12 of 24 trials and goes on with 12.
    expect(rounds).toBe(3);
    expect(roundsOf([{ kind: 'grid' }])).toBe(2);
    expect(roundsOf([{ kind: 'tpe', trials: 21, startup: 10, generation: 5 }])).toBe(5);
  });

  test('waits for the round before', async () => {
    await expect(runBlock(await prepared(), { round: 2, block: 1 }, work)).rejects.toThrow(
      'round 1, block 1: expected a block that is done, found one that is not; see what its log says, and submit it again',
    );
  });

  test('gives the bytes of a sweep in one piece, whatever block is done first, and does no task twice', async () => {
    for (let round = 1; round <= rounds; round++) {
      for (const block of [3, 1, 2]) await runBlock(await prepared(), { round, block }, work);
    }
    const journal = join(scratch, JOURNAL_FILE);
    joinBlocks((await prepared()).hash, rounds, work, journal);
    const [, ...tasks] = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(new Set(tasks).size).toBe(tasks.length);
    const options = { effort: 'full', threads: 1 } as const;
    const joined = await runSweep(small, file, { ...options, folder: scratch, resume: true });
    // Nothing was left to be done.
    expect(readFileSync(journal, 'utf8').trimEnd().split('\n').length).toBe(1 + tasks.length);
    const whole = await runSweep(small, file, { ...options, folder: join(scratch, 'whole') });
    expect(compactJson(joined)).toBe(compactJson(whole));
    const inOnePiece = readFileSync(join(scratch, 'whole', JOURNAL_FILE), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    expect(tasks.sort()).toEqual(inOnePiece.sort());
  });

  test('goes on where a block was stopped, and leaves one alone that is done', async () => {
    const path = blockFile(folder, { round: 1, block: 2 });
    const whole = readFileSync(path, 'utf8');
    const lines = whole.split('\n');
    writeFileSync(`${path}.part`, `${lines.slice(0, 4).join('\n')}\n${lines[4]!.slice(0, 10)}`);
    rmSync(path);
    await runBlock(await prepared(), { round: 1, block: 2 }, work);
    expect(readFileSync(path, 'utf8')).toBe(whole);
    const { mtimeMs } = statSync(path);
    await runBlock(await prepared(), { round: 1, block: 2 }, work);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
  });

  test('tells of a block of another sweep', () => {
    expect(() => joinBlocks('0'.repeat(64), rounds, work, join(scratch, 'joined'))).toThrow(
      /1\.jsonl: expected a journal of the same sweep, found one of another/,
    );
  });
});
