import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import type { InputFile, RunPart, RunRecord } from '../../src/provenance/run-record.ts';
import { ensureBuilt, ionsieve, ionsieveHere, ionsieveSignalled, scratchFolder } from './ionsieve.ts';
import { rockSaltLine } from './samples.ts';

const scratch = scratchFolder();
const path = (name: string) => join(scratch, name);
const SPACE = 'screen --elements P,S,Cl,O --arity 3 --max-coefficient 4 --ionic --write-above 0.5'.split(' ');

/** Seconds of work, in several units. */
const WIDE = 'screen --arity 4 --elements H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca'.split(' ');

const recordOf = (name: string): RunRecord => JSON.parse(readFileSync(path(name), 'utf8'));
const pathsOf = (files: readonly { readonly path: string }[]): string[] => files.map((file) => file.path);
const run = (...args: string[]) => ionsieve(args, scratch);

async function succeed(...args: string[]): Promise<string> {
  const { code, out, err } = await run(...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

beforeAll(async () => {
  await ensureBuilt();
  writeFileSync(path('known.txt'), 'Li3PS4\n');
  writeFileSync(path('a.jsonl'), rockSaltLine('a'));
  await succeed(...SPACE, '--known', 'known.txt', '--out', 'whole');
});

afterAll(() => rmSync(scratch, { recursive: true }));

describe('the record of a screening', () => {
  test('names what was given, what the program read of its own, and what came out', () => {
    const { inputs, outputs, parts, seeds } = recordOf('whole/run.json');
    const of = (from: InputFile['from']) => pathsOf(inputs.filter((file) => file.from === from));
    expect(of('folder')).toEqual(['../known.txt']);
    expect(of('package')).toEqual(
      expect.arrayContaining(['data/elements.csv', 'data/oxidation-states.csv', 'data/models/screening.json']),
    );
    expect(of('package')).not.toContain('data/anion-patterns.csv.gz');
    expect(pathsOf(outputs)).toEqual(['candidates-000000-000.parquet', 'learner.json', 'screening.json', 'top.csv']);
    expect(seeds).toEqual([]);
    expect((parts as RunPart[]).map(({ command }) => command)).toEqual([
      ['ionsieve', ...SPACE, '--known', 'known.txt', '--out', 'whole'],
    ]);
  });

  test('of one that was stopped and continued tells of both processes', async () => {
    const at = { signal: 'SIGINT', file: 'checkpoint\\.json$', count: 1 } as const;
    const stopped = await ionsieveSignalled([...WIDE, '--threads', '1', '--out', 'stopped'], scratch, at);
    expect(stopped).toMatchObject({ code: 130 });
    expect(recordOf('stopped/run.json')).toMatchObject({ finished: false, outputs: [] });
    expect(await run('verify', 'stopped')).toMatchObject({
      code: 2,
      err: 'ionsieve: stopped/run.json: expected the record of a finished run, found one that was stopped; continue it with --resume\n',
    });
    await succeed(...WIDE, '--resume', '--out', 'stopped');
    const { finished, parts } = recordOf('stopped/run.json');
    expect(finished).toBe(true);
    expect((parts as RunPart[]).map(({ command }) => command.includes('--resume'))).toEqual([false, true]);
    expect(await succeed('verify', 'stopped')).toContain(' 0 changed, 0 missing');
  });

  test('of shards that were merged names their records', async () => {
    for (const shard of ['1', '2'])
      await succeed(...WIDE, '--student', 'paper', '--shard', `${shard}/2`, '--out', `shard-${shard}`);
    expect(pathsOf(recordOf('shard-1/run.json').outputs)).toEqual(
      expect.arrayContaining(['checkpoint.json', 'job.json']),
    );
    await succeed('merge', 'shard-1', 'shard-2', '--out', 'merged');
    const { inputs } = recordOf('merged/run.json');
    for (const shard of ['shard-1', 'shard-2']) {
      for (const file of ['run.json', 'checkpoint.json', 'job.json'])
        expect(pathsOf(inputs)).toContain(`../${shard}/${file}`);
    }
    expect(await succeed('verify', 'merged', 'shard-1', 'shard-2')).toContain(' 0 changed, 0 missing');
  });
});

describe('the record of an experiment', () => {
  test('has the command as it was given, seed and backend, and the time of the process that did the work', async () => {
    await run('reproduce', 'sendek2019', '--quick', '--out', 'sendek2019');
    const { seeds, tensor_backend, outputs, inputs, parts } = recordOf('sendek2019/run.json');
    expect({ seeds, tensor_backend }).toEqual({ seeds: [0], tensor_backend: null });
    expect(pathsOf(outputs)).toEqual(['report.html', 'report.md', 'summary.json', 'verdicts.svg']);
    expect(pathsOf(inputs)).toContain('data/models/measured.json');
    const [part] = parts as [RunPart];
    expect(part.command).toEqual(['ionsieve', 'reproduce', 'sendek2019', '--quick', '--out', 'sendek2019']);
    expect(part.cpu_user_seconds).toBeGreaterThan(0.2);
    expect(existsSync(path('sendek2019/ro-crate-metadata.json'))).toBe(true);
  });
});

describe('ionsieve verify RUN', () => {
  const label = async () => {
    process.chdir(scratch);
    const { code } = await ionsieveHere(['label', 'a.jsonl', '--out', 'labels.csv']);
    expect(code).toBe(0);
  };
  const home = process.cwd();
  afterAll(() => process.chdir(home));

  test('takes the record beside a single file, and writes no metadata there', async () => {
    await label();
    expect(existsSync(path('ro-crate-metadata.json'))).toBe(false);
    const { code, out } = await ionsieveHere(['verify', 'labels.csv.run.json']);
    expect(code).toBe(0);
    expect(out).toMatch(/^labels\.csv\.run\.json +input +a\.jsonl +[0-9a-f]{12} +[0-9a-f]{12} +same$/m);
    expect(out).toMatch(/^labels\.csv\.run\.json +output +labels\.csv +([0-9a-f]{12}) +\1 +same$/m);
  });

  test('tells of a changed output in one line, with both hashes in full as CSV', async () => {
    const before = readFileSync(path('whole/top.csv'));
    writeFileSync(
      path('whole/top.csv'),
      before.map((byte, i) => (i === 0 ? byte ^ 1 : byte)),
    );
    const { code, out, err } = await run('verify', 'whole', '--csv');
    writeFileSync(path('whole/top.csv'), before);
    expect(code).toBe(2);
    expect(err.trim().split('\n').at(-1)).toBe(
      'ionsieve: verify: expected every file as it was recorded, found 1 that are not; see the files above',
    );
    const rows = parseCsv(out, 'csv', ['record', 'role', 'file', 'recorded', 'found', 'verdict']);
    const changed = rows.filter(({ verdict }) => verdict !== 'same');
    expect(changed.map(({ file }) => file)).toEqual(['top.csv']);
    expect(changed[0]!.recorded).toMatch(/^[0-9a-f]{64}$/);
    expect(changed[0]!.recorded).not.toBe(changed[0]!.found);
  });

  test('lets an input go, but not an output', async () => {
    await label();
    rmSync(path('a.jsonl'));
    const gone = await ionsieveHere(['verify', 'labels.csv.run.json']);
    expect(gone).toMatchObject({ code: 0, out: expect.stringMatching(/ a\.jsonl +[0-9a-f]{12} +- +input gone$/m) });
    rmSync(path('labels.csv'));
    const missing = await ionsieveHere(['verify', 'labels.csv.run.json']);
    expect(missing).toMatchObject({ code: 2, out: expect.stringMatching(/ labels\.csv +[0-9a-f]{12} +- +missing$/m) });
    writeFileSync(path('a.jsonl'), rockSaltLine('a'));
  });

  test.each([
    [
      'a folder without a record',
      ['folder'],
      'folder: expected a folder with run.json, found none; give the --out of a command',
    ],
    [
      'a record that is not there',
      ['no/run.json'],
      'no/run.json: expected the record of a run, found ENOENT; check the path',
    ],
    [
      'an experiment beside a run',
      ['whole', 'sendek2019'],
      'sendek2019: expected a run, as the others are, found no folder with run.json',
    ],
    [
      'a name that is neither',
      ['nothing'],
      'nothing: expected the name of a file under experiments/, or a path, found no such file',
    ],
  ])('refuses %s in one line', async (_what, names, line) => {
    mkdirSync(path('folder'), { recursive: true });
    process.chdir(scratch);
    const { code, out, err } = await ionsieveHere(['verify', ...names]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`ionsieve: ${line}`);
    expect(err.split('\n').length).toBe(2);
  });

  test('takes the name of an experiment for the experiment, and ./NAME for a folder', async () => {
    process.chdir(scratch);
    const results = ['--results', join(packageRoot(), 'results')];
    const named = await ionsieveHere(['verify', 'sendek2019', ...results]);
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining(' reproduced') });
    const folder = await ionsieveHere(['verify', './sendek2019']);
    expect(folder).toMatchObject({ code: 0, out: expect.stringMatching(/ summary\.json .* same$/m) });
  });
});
