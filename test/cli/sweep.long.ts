import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forestSweep, writeTable } from '../experiment/sweep/small-sweep.ts';
import { ensureBuilt, ionsieve, ionsieveSignalled, scratchFolder } from './ionsieve.ts';
import { resultNames } from './result-names.ts';

// The built command in processes of its own, ended by signals. Mistakes: sweep-mistakes.test.ts.

const scratch = scratchFolder();
let folders = 0;
const newFolder = (): string => join(scratch, String(folders++));

/** A file that defines an experiment under its own name. */
const source = (name: string, experiment: object): string =>
  `export const ${name} = ${JSON.stringify({ ...experiment, name })};\n`;

/** 200 trials, of two searches on three outer folds and all rows, in a few seconds. */
const killed = forestSweep('small', 200, {
  searches: [
    { kind: 'random', trials: 25 },
    { kind: 'tpe', trials: 25, startup: 10, generation: 5 },
  ],
  seeds: [1],
});

const args = (folder: string, ...more: string[]): string[] => ['sweep', 'killed.ts', '--out', folder, ...more];
const journalOf = (folder: string): string => join(folder, 'sweep.journal.jsonl');

/** When a line has come into the journal so many times. */
const after = (lines: number, signal: NodeJS.Signals) => ({ signal, file: 'sweep\\.journal\\.jsonl$', count: lines });

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(resultNames(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

beforeAll(async () => {
  await ensureBuilt();
  writeTable(scratch);
  writeFileSync(join(scratch, 'killed.ts'), source('killed', killed));
});

afterAll(() => rmSync(scratch, { recursive: true }));

describe('ionsieve sweep', () => {
  let whole: Record<string, string>;

  test('writes sweep.json, a report and a figure for each search, and leaves no journal', async () => {
    const folder = newFolder();
    const { code, out, err } = await ionsieve(args(folder, '--threads', '1'), scratch);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^root mean square error \(.+\) +inner +outer +95 % from +95 % to +overfit\nrandom( +[\d.]+){4} +-?[\d.]+\n/,
    );
    whole = contents(folder);
    expect(Object.keys(whole)).toEqual([
      'sweep.html',
      'sweep.importance.svg',
      'sweep.json',
      'sweep.md',
      'sweep.overfit.svg',
      'sweep.random.svg',
      'sweep.tpe.svg',
    ]);
    const { searches } = JSON.parse(whole['sweep.json']!);
    const trials = searches.flatMap((search: { tables: { mean: number[] }[] }) =>
      search.tables.flatMap(({ mean }) => mean),
    );
    expect(trials.length).toBe(200);
  });

  test('killed three times, and resumed each time, gives the same files', async () => {
    const folder = newFolder();
    for (const resume of [[], ['--resume'], ['--resume']]) {
      const started = args(folder, '--threads', '2', ...resume);
      expect(await ionsieveSignalled(started, scratch, after(40, 'SIGKILL'))).toEqual({ code: null, out: '', err: '' });
      expect(existsSync(join(folder, 'sweep.json'))).toBe(false);
    }
    const { code, out, err } = await ionsieve(args(folder, '--threads', '2', '--resume', '--json'), scratch);
    expect(code).toBe(0);
    expect(err).toMatch(/^ionsieve: note: \d+ s\. Written to [^\n]*: [^\n]*sweep\.json[^\n]*\n$/);
    expect(contents(folder)).toEqual(whole);
    const { numbers } = JSON.parse(whole['sweep.json']!);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.map(({ what }) => what)).toEqual(expect.arrayContaining(['random', 'tpe', 'untuned', 'floor_median']));
    for (const { what, inner, outer, outer_low, outer_high, unit } of rows) {
      expect(numbers[`${what}.outer`]).toMatchObject({ value: outer, interval: [outer_low, outer_high], unit });
      expect(inner).toBe(numbers[`${what}.inner`]?.value ?? null);
    }
  });

  test('stopped by Ctrl-C says how to go on, and refuses to start over what is in progress', async () => {
    const folder = newFolder();
    const line = 'ionsieve: stopped by SIGINT; continue it with --resume\n';
    expect(await ionsieveSignalled(args(folder), scratch, after(20, 'SIGINT'))).toEqual({
      code: 130,
      out: '',
      err: line,
    });
    const before = readFileSync(journalOf(folder), 'utf8');
    expect(await ionsieve(args(folder), scratch)).toEqual({
      code: 2,
      out: '',
      err:
        `ionsieve: ${journalOf(folder)}: expected no sweep in progress, found a journal; ` +
        'continue it with --resume, or choose another --out\n',
    });
    expect(await ionsieve(args(folder, '--quick', '--resume'), scratch)).toMatchObject({
      code: 2,
      err: expect.stringContaining('expected a journal of the same sweep, found one of another; give the experiment,'),
    });
    expect(readFileSync(journalOf(folder), 'utf8')).toBe(before);
  });
});
