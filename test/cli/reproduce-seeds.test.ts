import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Interrupted } from '../../src/cli/interrupt.ts';
import { reproduceSeeds } from '../../src/cli/reproduce-seeds.ts';
import { stableJson } from '../../src/core/files.ts';
import { findingsOf } from '../../src/experiment/findings.ts';
import { measured } from '../../src/experiment/numbers.ts';
import { finishRun } from '../../src/provenance/end-run.ts';
import { RECORD_FILE } from '../../src/provenance/run-record.ts';
import { startRun } from '../../src/provenance/start-run.ts';
import { small } from '../experiment/property/small.ts';
import { capture, ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** What a run with a seed leaves: here its error is the seed, and seed 2 is stopped as often as asked for. */
function runner(stops = 0) {
  const ran: number[] = [];
  const run = async (seed: number, out: string, work: string): Promise<void> => {
    if (seed === 2 && stops-- > 0) throw new Interrupted('SIGINT', 'nothing was written');
    ran.push(seed);
    mkdirSync(out, { recursive: true });
    const record = startRun(join(out, RECORD_FILE), { command: ['test'], work });
    const numbers = { 'by_formula.ridge.mae': measured(seed, 'K', 60), 'data.rows': measured(60, 'rows', 60) };
    const experiment = { ...small, seed, expected: [] };
    writeFileSync(join(out, 'summary.json'), stableJson(findingsOf(experiment, 'quick', numbers)));
    finishRun(record, { outputs: ['summary.json'], seeds: [seed], tensorBackend: null });
  };
  return { run, ran };
}

const request = (name: string, seeds: number[]) =>
  ({ experiment: small, effort: 'quick', seeds, out: join(folder, name), form: 'table' }) as const;

describe('reproduce --seeds', () => {
  test('shows the spread of the main numbers, and writes that of all with the number of each seed', async () => {
    const { run } = runner();
    const { code, out } = await capture(() => reproduceSeeds(request('spread', [0, 1, 5]), run));
    expect(code).toBe(0);
    expect(out).toMatch(/^number +mean +standard deviation +least +most +unit +seeds$/m);
    expect(out).toMatch(/^by_formula\.ridge\.mae +2 +2\.6458 +0 +5 +K +3$/m);
    expect(out).not.toContain('data.rows');
    expect(readFileSync(join(folder, 'spread', 'seeds.csv'), 'utf8')).toBe(
      'number,mean,standard_deviation,least,most,unit,seeds,seed_0,seed_1,seed_5\n' +
        'by_formula.ridge.mae,2,2.64575,0,5,K,3,0,1,5\ndata.rows,60,0,60,60,rows,3,60,60,60\n',
    );
    const verified = await ionsieveHere(['verify', join(folder, 'spread')]);
    expect(verified).toMatchObject({ code: 0 });
  });

  test('stopped, it keeps the seeds that are done, and goes on from there', async () => {
    const { run, ran } = runner(1);
    const stopped = await capture(() => reproduceSeeds(request('stopped', [1, 2, 3]), run));
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(
      /stopped by SIGINT; seeds that are done are kept in \S+stopped; the same command continues/,
    );
    expect(existsSync(join(folder, 'stopped', 'seeds.csv'))).toBe(false);
    const again = await capture(() => reproduceSeeds(request('stopped', [1, 2, 3]), run));
    expect(again.err).toContain('note: done before, not run again: seeds 1\n');
    expect(ran).toEqual([1, 2, 3]);
  });

  test('runs a seed again whose files were changed, or that was of other work', async () => {
    const { run, ran } = runner();
    await capture(() => reproduceSeeds(request('changed', [1, 3]), run));
    writeFileSync(join(folder, 'changed', 'seed-3', 'summary.json'), '{}\n');
    await capture(() => reproduceSeeds(request('changed', [1, 3]), run));
    expect(ran).toEqual([1, 3, 3]);
    await capture(() => reproduceSeeds({ ...request('changed', [1]), effort: 'full' }, run));
    expect(ran).toEqual([1, 3, 3, 1]);
  });

  test.each([
    ['3..1', '--seeds: expected a range such as 0..9, found "3..1"'],
    ['0..', '--seeds: expected a whole number from 0 to 2147483647, found ""'],
    ['0,x', '--seeds: expected a whole number from 0 to 2147483647, found "x"'],
    ['0..2,1', '--seeds: expected each seed once, found 1 twice'],
    ['0..9999', '--seeds: expected at most 1000 seeds, found 1001'],
    ['', '--seeds: expected values separated by commas, found ""'],
  ])('refuses %s in one line', async (seeds, line) => {
    const { code, out, err } = await ionsieveHere(['reproduce', 'sendek2019', '--seeds', seeds]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^ionsieve: [^\n]+\n$/);
    expect(err).toContain(line);
  });

  test('refuses all experiments at once', async () => {
    const { err } = await ionsieveHere(['reproduce', '--all', '--seeds', '0..1']);
    expect(err).toBe('ionsieve: --seeds: expected one experiment, found --all; name the experiment\n');
  });
});
