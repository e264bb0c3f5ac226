import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { readCheckpoint, writeCheckpoint } from '../../src/screening/checkpoint.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { jobTables } from '../../src/screening/job-tables.ts';
import { finishScreening, type ScreenWork, screen } from '../../src/screening/screen.ts';
import type { ScreeningResult } from '../../src/screening/screening-result.ts';
import { emptyTally, mergeTally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { planUnits } from '../../src/screening/units.ts';
import { contents, examplePlan, manyTies, manyUnits, sumUp, tallyUnits } from './screen-here.ts';
import { screenHere } from './students.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-screen-'));
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true }));

function newFolder(): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  return folder;
}

/** Nine units with all that a job can ask for. */
const units9 = (options: Parameters<typeof manyUnits>[0] = {}) => manyUnits(options, 8);

/** A screening of some units on one thread, in a folder; its result and its files of compounds. */
const job = units9();
let expected: ScreeningResult;
let files: Record<string, string>;

beforeAll(async () => {
  const folder = newFolder();
  expected = await screen(job, { threads: 1, folder });
  files = contents(folder);
});

/** A signal that aborts when this much is done, and the `onProgress` that it needs. */
function abortAt(compounds: number): Pick<ScreenWork, 'signal' | 'onProgress'> {
  const controller = new AbortController();
  const onProgress = (done: number): void => {
    if (done >= compounds) controller.abort(new Error('stopped by the user'));
  };
  return { signal: controller.signal, onProgress };
}

describe('screen', () => {
  test('gives what one thread gives, one unit after another', () => {
    const units = newFolder();
    const { top, scored, removed, written } = expected;
    const tally = sumUp(job, tallyUnits(job, units));
    expect(contents(units)).toEqual(files);
    expect([scored, written, [...Object.values(removed)]]).toEqual([
      tally.arities.scored.reduce((sum, value) => sum + value),
      tally.written,
      [...tally.removed],
    ]);
    expect(top.map(({ score }) => score)).toEqual(tally.top.map(({ score }) => score));
  });

  test.each([2, 5])('gives the same result and the same files on %d threads', async (threads) => {
    const folder = newFolder();
    expect(await screen(job, { threads, folder })).toEqual(expected);
    expect(contents(folder)).toEqual(files);
  });

  test.each([
    [['mean', 'min', 'max', 'range'], false, [5]],
    [['mean', 'sd'], false, [2, 5]],
    [['mean', 'sd'], true, [2]],
  ] as const)(
    'gives the same result with %o, exhaustive %s, on 1 and %o threads',
    async (statistics, exhaustive, more) => {
      const sieved = createJob(examplePlan(statistics, 20, 20), { threshold: 0, top: 500, filters: NO_FILTERS });
      expect(planUnits(sieved.plan).length).toBe(8);
      const one = await screen(sieved, { threads: 1, exhaustive });
      for (const threads of more) expect(await screen(sieved, { threads, exhaustive })).toEqual(one);
      expect(one.scored).toBe(one.distinct);
      expect(one.decidedByBounds > 0).toBe(!exhaustive);
    },
  );

  test('breaks ties by formula, whatever thread comes first', async () => {
    const tied = manyTies({ onePerSystem: true, top: 150 });
    const { top } = screenHere(tied, true);
    expect(new Set(top.map(({ score }) => score)).size).toBeLessThan(4);
    expect((await screen(tied, { threads: 3 })).top).toEqual(top);
  });

  test('reports progress up to the last compound', async () => {
    const seen: number[] = [];
    const { distinct } = await screen(job, { threads: 1, onProgress: (done) => seen.push(done) });
    expect([seen[0], seen.length, seen.at(-1)]).toEqual([0, 1 + planUnits(job.plan).length, distinct]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test.each([
    ['threads: 0', { threads: 0 }, '--threads: expected an integer from 1 to 1024, found 0; choose one in that range'],
    [
      'threads: 1.5',
      { threads: 1.5 },
      '--threads: expected an integer from 1 to 1024, found 1.5; choose one in that range',
    ],
    [
      'a shard beyond the last',
      { threads: 1, shard: { index: 3, count: 2 } },
      '--shard: expected a number from 1 to 2, found 3; count shards from 1',
    ],
  ])('refuses %s, and writes nothing', async (_title, work, line) => {
    const folder = newFolder();
    await expect(screen(job, { ...work, folder })).rejects.toThrow(new UserError(line));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('createJob', () => {
  const { plan } = job;
  const options = { threshold: 0, top: 1, filters: NO_FILTERS };

  test.each([
    [{ top: -1 }, '--top: expected an integer from 0 to 1000000, found -1; choose one in that range'],
    [{ top: 1_000_001 }, '--top: expected an integer from 0 to 1000000, found 1000001; choose one in that range'],
    [{ top: 0.5 }, '--top: expected an integer from 0 to 1000000, found 0.5; choose one in that range'],
    [{ threshold: Number.NaN }, '--threshold: expected a finite number, found NaN; choose a score'],
    [{ threshold: -Infinity }, '--threshold: expected a finite number, found -Infinity; choose a score'],
  ])('refuses options out of range: %o', (wrong, line) => {
    expect(() => createJob(plan, { ...options, ...wrong })).toThrow(new UserError(line));
  });

  test('asks for nothing that was not asked for', () => {
    expect(createJob(plan, options)).toEqual({
      ...{ plan, ...options, onePerSystem: false, histogram: null, ranks: [], writeAbove: null },
      stability: null,
      tables: jobTables([]),
      texts: {},
    });
  });
});

describe('a screening that is stopped', () => {
  const { compounds: first } = planUnits(job.plan)[0]!;

  test.each([
    ['before its threads', 0],
    ['after the first unit', 1],
    ['in the last units', 6 * first],
  ])('%s rejects with the reason and can be continued', async (_title, compounds) => {
    const folder = newFolder();
    const stopped = screen(job, { threads: 2, folder, ...abortAt(compounds) });
    await expect(stopped).rejects.toThrow(new Error('stopped by the user'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const { done, tally } = readCheckpoint(join(folder, 'checkpoint.json'));
    expect(done.length > 0).toBe(compounds > 0);
    expect(done.length).toBeLessThan(planUnits(job.plan).length);

    const seen: number[] = [];
    const resumed = await screen(job, { threads: 1, folder, resume: true, onProgress: (count) => seen.push(count) });
    expect(resumed).toEqual(expected);
    expect(contents(folder)).toEqual(files);
    const counted = [...tally.arities.scored, ...tally.removed].reduce((sum, count) => sum + count);
    expect([seen[0], seen.length]).toEqual([counted, 1 + planUnits(job.plan).length - done.length]);
  });

  test('again and again ends with the same result, on whatever threads and with whatever bounds', async () => {
    const sieved = createJob(examplePlan(['mean', 'sd'], 20, 20), { threshold: 0, top: 500, filters: NO_FILTERS });
    const units = planUnits(sieved.plan);
    const folder = newFolder();
    let done = 0;
    for (let run = 0; done < units.length; run++) {
      const work = { threads: 1 + (run % 3), exhaustive: run % 2 === 0, folder, resume: run > 0 };
      const at = units.slice(0, done + 3).reduce((sum, { compounds }) => sum + compounds, 0);
      await screen(sieved, { ...work, ...abortAt(at) }).catch(() => {});
      const before = done;
      done = readCheckpoint(join(folder, 'checkpoint.json')).done.length;
      expect(done).toBeGreaterThan(before);
    }
    const { decidedByBounds, ...result } = await screen(sieved, { threads: 1, folder, resume: true });
    const { decidedByBounds: _, ...whole } = await screen(sieved, { threads: 2 });
    expect(result).toEqual(whole);
    expect(decidedByBounds).toBeGreaterThan(0);
  });

  test('before it begins leaves nothing behind', async () => {
    const folder = newFolder();
    const signal = AbortSignal.abort(new Error('stopped before'));
    await expect(screen(job, { threads: 2, folder, signal })).rejects.toThrow('stopped before');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('without a folder ends all the same, long before thirteen billion compounds are done', async () => {
    const long = createJob(examplePlan(['mean', 'mad'], 80, 20), { threshold: 0, top: 0, filters: NO_FILTERS });
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('stopped by the user'));
    const run = screen(long, { threads: 2, signal: controller.signal, onProgress });
    await expect(run).rejects.toThrow('stopped by the user');
  });
});

describe('a screening in progress', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = newFolder();
    path = join(folder, 'checkpoint.json');
    await screen(job, { threads: 1, folder, shard: { index: 1, count: 2 }, ...abortAt(1) }).catch(() => {});
  });

  const remedy = 'give the options that it was started with, or choose another --out';

  async function expectRefusal(other: typeof job, work: Partial<ScreenWork>, line: string): Promise<void> {
    const before = contents(folder);
    const checkpoint = readFileSync(path);
    await expect(screen(other, { threads: 1, folder, ...work })).rejects.toThrow(new UserError(line));
    expect(contents(folder)).toEqual(before);
    expect(readFileSync(path).equals(checkpoint)).toBe(true);
  }

  test('is not begun anew', async () => {
    await expectRefusal(
      job,
      {},
      `${path}: expected no screening in progress, found a checkpoint; continue it with --resume, or choose another --out`,
    );
  });

  test.each([
    ['other options', units9({ threshold: 0.1 })],
    ['other options', units9({ top: 301 })],
    ['other known formulas', { ...job, filters: { ...job.filters, known: ['Li2S'] } }],
    ['another space', { ...job, plan: examplePlan(['mean', 'mad'], 10, 7) }],
  ])('is not continued with %s', async (what, other) => {
    await expectRefusal(
      other,
      { resume: true, shard: { index: 1, count: 2 } },
      `${path}: expected a checkpoint of the same screening, found one with ${what}; ${remedy}`,
    );
  });

  test('is not continued with another shard', async () => {
    await expectRefusal(
      job,
      { resume: true },
      `${path}: expected a checkpoint of shard 1 of 1, found one of shard 1 of 2; ${remedy}`,
    );
    await expectRefusal(
      job,
      { resume: true, shard: { index: 2, count: 2 } },
      `${path}: expected a checkpoint of shard 2 of 2, found one of shard 1 of 2; ${remedy}`,
    );
  });

  test('is not continued without its checkpoint, or with a damaged one', async () => {
    const empty = newFolder();
    await expect(screen(job, { threads: 1, folder: empty, resume: true })).rejects.toThrow(
      new UserError(`${join(empty, 'checkpoint.json')}: expected a checkpoint, found ENOENT; check the path`),
    );
    writeFileSync(join(empty, 'checkpoint.json'), readFileSync(path, 'utf8').replace('"done"', '"Done"'));
    await expect(screen(job, { threads: 1, folder: empty, resume: true })).rejects.toThrow(
      /^\S+checkpoint\.json: expected content with SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; remove the folder/,
    );
  });

  test('loses what was half written when it is continued', async () => {
    const halves = ['candidates-000022-000.parquet.tmp', 'top.csv.3b241101-e2bb-4255-8caf-4136c566a962.tmp'];
    for (const name of [...halves, 'notes.tmp']) writeFileSync(join(folder, name), 'half');
    await screen(job, { threads: 1, folder, resume: true, shard: { index: 1, count: 2 } });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['notes.tmp']);
  });

  test('is not continued with tables that are not the ones here', async () => {
    const tables = { ...job.tables, 'data/oxidation-states.csv': 'another' };
    await expectRefusal(
      { ...job, tables },
      { resume: true, shard: { index: 1, count: 2 } },
      `${folder}: expected a screening with data/oxidation-states.csv as it is here, found another one; ` +
        'use the ionsieve that it was started with',
    );
  });

  test('is not continued beside files of another screening', async () => {
    const foreign = join(folder, 'candidates-000099-000.parquet');
    writeFileSync(foreign, 'rows');
    await expect(screen(job, { threads: 1, folder, resume: true, shard: { index: 1, count: 2 } })).rejects.toThrow(
      new UserError(
        `${foreign}: expected only files of this screening, found one that it did not write; move it elsewhere`,
      ),
    );
    rmSync(foreign);
  });

  test.each<[string, (path: string) => void]>([
    ['missing', (path) => rmSync(path)],
    ['cut', (path) => truncateSync(path, 100)],
    ['changed', (path) => writeFileSync(path, readFileSync(path).fill(0))],
    ['another one', (path) => copyFileSync(join(path, '..', 'job.json'), path)],
  ])('writes the files again that are %s when it is continued, whatever was done', async (_title, damage) => {
    const own = newFolder();
    await screen(job, { threads: 2, folder: own });
    const names = readdirSync(own).filter((name) => name.endsWith('.parquet'));
    const lost = [names[0]!, names[3]!, names.at(-1)!];
    for (const name of lost) damage(join(own, name));
    const told: string[][] = [];
    const again = { threads: 1, folder: own, resume: true, onLost: (list: readonly string[]) => told.push([...list]) };
    expect(await screen(job, again)).toEqual(expected);
    expect(told).toEqual([lost]);
    expect(contents(own)).toEqual(files);
    expect(await screen(job, again)).toEqual(expected);
    expect(told.length).toBe(1);
  });

  test('is over when its result is written', async () => {
    finishScreening(folder);
    expect(Object.keys(contents(folder)).sort()).toEqual(readdirSync(folder).sort());
    finishScreening(folder);
  });

  test('is a bug where its counts are not those of the space', async () => {
    const wrong = newFolder();
    await screen(job, { threads: 1, folder: wrong, ...abortAt(0) }).catch(() => {});
    const file = join(wrong, 'checkpoint.json');
    const done = planUnits(job.plan).map((_, unit) => unit);
    writeCheckpoint(file, { ...readCheckpoint(file), done, tally: emptyTally(2) });
    await expect(screen(job, { threads: 1, folder: wrong, resume: true })).rejects.toThrow(
      new Error(`0 compounds counted of ${expected.distinct}`),
    );
  });
});

describe('a thread that fails', () => {
  test('by a bug ends the screening with its error', async () => {
    const limited = units9({ filters: { ...NO_FILTERS, domainLimit: 1 } });
    const folder = newFolder();
    await expect(screen(limited, { threads: 2, folder })).rejects.toThrow(
      new Error('a limit of the domain without a domain'),
    );
    expect(readdirSync(folder).sort()).toEqual(['checkpoint.json', 'job.json']);
  });

  test('by a mistake of the user ends it with one line, and no half written file is left', async () => {
    const folder = newFolder();
    const taken = join(folder, Object.keys(files)[2]!);
    mkdirSync(taken);
    await expect(screen(job, { threads: 2, folder })).rejects.toThrow(
      new UserError(
        `${taken}: expected a path that can be written, found EISDIR; choose another --out, or free space and permissions`,
      ),
    );
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    rmSync(taken, { recursive: true });
    expect(await screen(job, { threads: 1, folder, resume: true })).toEqual(expected);
    expect(contents(folder)).toEqual(files);
  });

  test('to be listened to ends it with the error of the listener', async () => {
    const onProgress = (done: number): void => {
      if (done > 0) throw new Error('nobody listens');
    };
    await expect(screen(job, { threads: 2, onProgress })).rejects.toThrow(new Error('nobody listens'));
  });
});

describe('mergeTally', () => {
  test('adds up exactly beyond 2^32, in every count', () => {
    const total = emptyTally(1);
    const part = emptyTally(1);
    const counts = (tally: typeof total): Float64Array[] => [
      ...[tally.arities, tally.elements, tally.anions].flatMap(({ scored, above }) => [scored, above]),
      ...[tally.removed, tally.bins, ...tally.ranks],
    ];
    for (const values of counts(part)) values.set(values.map((_, i) => 2 ** 40 + i));
    Object.assign(part, { systems: 2 ** 33 + 1, undecided: 2 ** 34 + 1, written: 2 ** 35 + 1 });
    const top = createTopCandidates(1);
    for (let times = 0; times < 3; times++) mergeTally(total, part, top);
    for (const values of counts(total)) {
      expect([...values]).toEqual(Array.from(values, (_, i) => 3 * 2 ** 40 + 3 * i));
    }
    expect(total).toMatchObject({ systems: 3 * 2 ** 33 + 3, undecided: 3 * 2 ** 34 + 3, written: 3 * 2 ** 35 + 3 });
  });

  test('keeps the best of all parts', () => {
    const top = createTopCandidates(2);
    const total = emptyTally(0);
    for (const scores of [[3, 1], [2], []]) {
      mergeTally(total, { ...emptyTally(0), top: scores.map((score) => ({ score, set: score, index: 0 })) }, top);
    }
    expect(top.sorted().map(({ score }) => score)).toEqual([3, 2]);
  });
});
