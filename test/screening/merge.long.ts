import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMeasuredReader, writeScreening } from '../../src/cli/screening-files.ts';
import { UserError } from '../../src/core/errors.ts';
import { sha256 } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCheckpoint, writeCheckpoint } from '../../src/screening/checkpoint.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import type { ScreeningJob } from '../../src/screening/job.ts';
import { hashJob, writeJob } from '../../src/screening/job-file.ts';
import { mergeShards } from '../../src/screening/merge.ts';
import { screen } from '../../src/screening/screen.ts';
import { summarise } from '../../src/screening/screening-result.ts';
import { emptyTally, type Tally } from '../../src/screening/tally.ts';
import { planUnits, type Shard, shardUnits } from '../../src/screening/units.ts';
import { contents, examplePlan, manyTies, manyUnits, sumUp, tallyUnits, writeShard } from './screen-here.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-merge-'));
const measured = openMeasuredReader();
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true }));

function newFolder(): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  return folder;
}

/** All files of a merge. */
function merged(shards: readonly string[]): Record<string, string> {
  const out = newFolder();
  const { job, result } = mergeShards(shards, out);
  writeScreening(job, result, out, measured);
  return contents(out);
}

interface Done {
  readonly job: ScreeningJob;
  readonly tallies: Tally[];
  readonly units: string;
}

/** Folders of shards; `done` holds what they are made of. */
function shardsOf({ job, tallies, units }: Done, shards: readonly Shard[]): string[] {
  return shards.map((shard) => {
    const folder = join(scratch, String(folders++));
    writeShard(job, tallies, units, shard, folder);
    return folder;
  });
}

const all = (count: number): Shard[] => Array.from({ length: count }, (_, i) => ({ index: i + 1, count }));

const JOBS: Record<string, ScreeningJob> = {
  'of all that a job can ask for': manyUnits(),
  'of the best of each chemical system': manyUnits({ onePerSystem: true, top: 70, histogram: false }),
  'of equal scores': manyTies({ onePerSystem: true, top: 150, writeAbove: 1.5 }),
  'without a list': manyUnits({ top: 0, histogram: false, ranks: [] }),
};

describe.each(Object.entries(JOBS))('a merge of a screening %s', (_title, job) => {
  let whole: Record<string, string>;
  let done: Done;

  beforeAll(() => {
    const units = newFolder();
    done = { job, tallies: tallyUnits(job, units), units };
    const folder = newFolder();
    writeScreening(job, summarise(job, planUnits(job.plan), sumUp(job, done.tallies)), folder, measured);
    whole = { ...contents(units), ...contents(folder) };
  });

  test.each([1, 3, 17])('gives the bytes of one piece from %d shards', (count) => {
    expect(Object.keys(whole).length).toBeGreaterThan(10);
    expect(merged(shardsOf(done, all(count)))).toEqual(whole);
  });

  test('gives them from any number of shards in any order', () => {
    const order = fc
      .integer({ min: 1, max: planUnits(job.plan).length })
      .chain((count) => fc.shuffledSubarray(all(count), { minLength: count, maxLength: count }));
    fc.assert(
      fc.property(order, (shards) => {
        expect(merged(shardsOf(done, shards))).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });
});

test('a merge of shards that threads have done gives the bytes of one piece that threads have done', async () => {
  const job = manyUnits();
  const piece = newFolder();
  writeScreening(job, await screen(job, { threads: 2, folder: piece }), piece, measured);
  const shards = [];
  for (const shard of all(3)) {
    const folder = newFolder();
    const { distinct } = await screen(job, { threads: 2, folder, shard });
    const { start, end } = shardUnits(planUnits(job.plan), shard);
    expect(distinct).toBe(
      planUnits(job.plan)
        .slice(start, end)
        .reduce((sum, { compounds }) => sum + compounds, 0),
    );
    shards.push(folder);
  }
  expect(merged(shards)).toEqual(contents(piece));
});

test('a merge of 1,000 shards, each with a full list, is the sum of their units', () => {
  const { plan } = manyTies({ histogram: false, ranks: [] });
  const partners = defaultPartners(3).slice(0, 24);
  const space = createSpace({ anchor: 3, partners, arities: [5], maxCoefficient: 20 });
  const job = createJob({ ...plan, kind: 'factorised', space }, { threshold: 0, top: 20, filters: NO_FILTERS });
  const units = planUnits(job.plan);
  expect(units.length).toBeGreaterThan(1000);
  const random = stream(0, 'a thousand shards');
  const tallies = units.map(({ start, end }) => {
    const tally = emptyTally(0);
    tally.systems = end - start;
    tally.arities.scored[5] = Math.floor(random() * 1e7);
    const set = () => start + Math.floor(random() * (end - start));
    // The first 20 indices are of the coefficients 1, 1, 1, 1 and 1 to 20.
    tally.top = Array.from({ length: 20 }, (_, index) => ({ score: Math.floor(random() * 100), set: set(), index }));
    return tally;
  });
  const shards = shardsOf({ job, tallies, units: newFolder() }, all(1000).reverse());
  const whole = summarise(job, units, sumUp(job, tallies));
  expect(whole.top).toHaveLength(20);
  expect(mergeShards(shards, newFolder()).result).toEqual(whole);
});

describe('a merge refuses in one line', () => {
  const options = { histogram: false, ranks: [] };
  const job = manyTies(options);
  const done = (other: ScreeningJob): Done => ({ job: other, tallies: [], units: newFolder() });
  /** Shards without compounds: their tallies do not matter here. */
  const empty = (shards: readonly Shard[], other = job): string[] => shardsOf(done(other), shards);
  const [one, two, three] = all(3) as [Shard, Shard, Shard];

  function expectRefusal(shards: readonly string[], line: string): void {
    const out = newFolder();
    expect(() => mergeShards(shards, out)).toThrow(new UserError(line));
    expect(contents(out)).toEqual({});
  }

  test('no shard at all', () => {
    expectRefusal([], 'merge: expected the folders of all shards, found none; name them');
  });

  test('a missing shard, which it names', () => {
    expectRefusal(empty([three, one]), 'merge: expected all 3 shards, found no shard 2; name its folder, or screen it');
    expectRefusal(
      empty([
        { index: 2, count: 5 },
        { index: 4, count: 5 },
      ]),
      'merge: expected all 5 shards, found no shard 1, 3, 5; name its folder, or screen it',
    );
  });

  test('the same shard twice', () => {
    const shards = empty([one, two, three, two]);
    expectRefusal(
      shards,
      `${shards[3]}: expected each shard once, found shard 2 of 3, as in ${shards[1]}; leave one out`,
    );
    const twice = [shards[0]!, shards[1]!, shards[2]!, shards[0]!];
    expectRefusal(
      twice,
      `${shards[0]}: expected each shard once, found shard 1 of 3, as in ${shards[0]}; leave one out`,
    );
  });

  test('shards of different counts', () => {
    const shards = empty([one, two, three, { index: 4, count: 4 }]);
    expectRefusal(shards, `${shards[3]}: expected a shard of 3, found shard 4 of 4; merge shards of one count`);
  });

  const withTable = (path: string): ScreeningJob => ({ ...job, tables: { ...job.tables, [path]: sha256('another') } });
  const { plan } = job;
  const model = { ...plan.student.model, parameters: { weights: [2], intercept: [-3] } };
  test.each<[string, ScreeningJob]>([
    ['another model', { ...job, plan: { ...plan, student: { ...plan.student, model } } }],
    ['another space', { ...job, plan: { ...plan, space: examplePlan(['mean'], 11, 6).space } }],
    ['other options', { ...job, threshold: 0.1 }],
    ['other options', { ...job, filters: { ...job.filters, domainLimit: 2 } }],
    ['other known formulas', { ...job, filters: { ...job.filters, known: ['Li2S'] } }],
    ['another data/oxidation-states.csv', withTable('data/oxidation-states.csv')],
    ['another data/elements.csv', { ...withTable('data/elements.csv'), threshold: 0.1 }],
    ['another src/screening/kernel.wasm', withTable('src/screening/kernel.wasm')],
    ['another data/label-table.csv.gz', withTable('data/label-table.csv.gz')],
    ['other options', manyTies({ ...options, onePerSystem: true })],
    ['other options', manyTies({ ...options, top: 299 })],
    ['other options', manyTies({ ...options, writeAbove: 0 })],
    ['other options', manyTies({ ...options, ranks: [0] })],
    ['other options', manyTies({ ...options, histogram: true })],
  ])('%s', (what, other) => {
    const [first, second] = [...empty([one]), ...empty([two], other)];
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expectRefusal(
      [first!, second!, ...empty([three])],
      `${second}: expected a shard of the same screening as ${first}, version ${version}, found ${what}; leave it out`,
    );
  });

  test('another version, whatever else differs', () => {
    const [first] = empty([one]);
    const second = join(scratch, 'version');
    const other = { ...job, threshold: 0.1 };
    writeShard(other, [], newFolder(), two, second, '99.9.9');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expectRefusal(
      [first!, second],
      `${second}: expected a shard of the same screening as ${first}, version ${version}, found version 99.9.9; leave it out`,
    );
  });

  test('an unfinished shard', () => {
    const [first, second] = empty([one, two]);
    const path = join(second!, 'checkpoint.json');
    const checkpoint = readCheckpoint(path);
    writeCheckpoint(path, { ...checkpoint, done: checkpoint.done.slice(2) });
    const units = checkpoint.done.length;
    expectRefusal(
      [first!, second!],
      `${path}: expected a shard that is done, found 2 of ${units} units to do; continue it with --resume`,
    );
  });

  test('a damaged or missing job.json', () => {
    const [folder] = empty([{ index: 1, count: 1 }]);
    const path = join(folder!, 'job.json');
    const text = readFileSync(path, 'utf8');
    const hash = hashJob({ version: JSON.parse(text).version, job });
    fc.assert(
      fc.property(fc.nat(text.length - 1), (position) => {
        const bytes = Buffer.from(text);
        bytes[position]! ^= 1;
        writeFileSync(path, bytes);
        expect(() => mergeShards([folder!], newFolder())).toThrow(
          new RegExp(`^${path}: expected the job with SHA-256 ${hash}, found [0-9a-f]{64}; screen that shard again$`),
        );
      }),
    );
    rmSync(path);
    expectRefusal([folder!], `${path}: expected the job of a screening, found ENOENT; check the path`);
  });

  test('the job of another shard', () => {
    const [folder] = empty([{ index: 1, count: 1 }]);
    const path = join(folder!, 'job.json');
    writeJob(path, { version: '99.9.9', job });
    expect(() => mergeShards([folder!], newFolder())).toThrow(/job\.json: expected the job with SHA-256 /);
  });

  test('a damaged checkpoint, and a folder without one', () => {
    const [folder] = empty([{ index: 1, count: 1 }]);
    const path = join(folder!, 'checkpoint.json');
    truncateSync(path, 500);
    expect(() => mergeShards([folder!], newFolder())).toThrow(
      /^\S+checkpoint\.json: expected content with SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; remove the folder and screen again$/,
    );
    rmSync(path);
    expectRefusal([folder!], `${path}: expected a checkpoint, found ENOENT; check the path`);
  });

  test('a place that holds files of another screening, and copies none', () => {
    const { shards, names } = shardsWithFiles();
    for (const old of [names[1]!, 'candidates-000099-000.parquet']) {
      const out = newFolder();
      writeFileSync(join(out, old), 'of another screening');
      expect(() => mergeShards(shards, out)).toThrow(
        new UserError(`${join(out, old)}: expected no files of an earlier screening, found one; choose another --out`),
      );
      expect(contents(out)).toEqual({ [old]: 'of another screening' });
    }
  });

  test('shards of tables that are not the ones here', () => {
    const [folder] = empty([{ index: 1, count: 1 }], withTable('data/oxidation-states.csv'));
    expectRefusal(
      [folder!],
      `${folder}: expected a screening with data/oxidation-states.csv as it is here, found another one; ` +
        'use the ionsieve that it was started with',
    );
  });

  const REMEDY = 'put it back, or screen that shard again with --resume';
  const hash = sha256('rows of 1');
  test.each<[string, (path: string) => void, string]>([
    ['is missing', (path) => rmSync(path), 'none'],
    ['was cut', (path) => truncateSync(path, 3), '3 bytes'],
    ['is another of the same length', (path) => writeFileSync(path, 'rows of 2'), 'other content'],
    ['is a link', (path) => moveAndLink(path), 'a link, a folder or the like'],
    ['is a folder', (path) => [rmSync(path), mkdirSync(path)], 'a link, a folder or the like'],
  ])('a shard of which a file of compounds %s, and leaves none', (_title, damage, found) => {
    const { shards, names } = shardsWithFiles();
    const path = join(shards[1]!, names[1]!);
    damage(path);
    expectRefusal(shards, `${path}: expected the 9 bytes with SHA-256 ${hash}, found ${found}; ${REMEDY}`);
    expectRefusal(shards.reverse(), `${path}: expected the 9 bytes with SHA-256 ${hash}, found ${found}; ${REMEDY}`);
  });

  test.each(['candidates-000001-001.parquet', 'candidates-000099-000.parquet', 'candidates-000000-000.parquet'])(
    'a shard with %s, which it did not write',
    (name) => {
      const { shards } = shardsWithFiles();
      const path = join(shards[1]!, name);
      writeFileSync(path, 'rows of 0');
      expectRefusal(
        shards,
        `${path}: expected only files of this screening, found one that it did not write; move it elsewhere`,
      );
    },
  );

  test('nothing where it was killed before: it goes on', () => {
    const { shards, names } = shardsWithFiles();
    const whole = newFolder();
    mergeShards(shards, whole);
    const out = newFolder();
    writeFileSync(join(out, names[0]!), 'rows of 0');
    writeFileSync(join(out, `${names[1]}.tmp`), 'rows');
    mergeShards(shards, out);
    expect(contents(out)).toEqual(contents(whole));
    mergeShards(shards, out);
    expect(contents(out)).toEqual({ [names[0]!]: 'rows of 0', [names[1]!]: 'rows of 1' });
  });

  function moveAndLink(path: string): void {
    renameSync(path, `${path}.moved`);
    symlinkSync(`${path}.moved`, path);
  }

  /** Two shards with a file of compounds each. */
  function shardsWithFiles(): { shards: string[]; names: string[] } {
    const shards = empty([
      { index: 1, count: 2 },
      { index: 2, count: 2 },
    ]);
    const names = shards.map((folder, i) => {
      const content = `rows of ${i}`;
      const name = `candidates-00000${i}-000.parquet`;
      writeFileSync(join(folder, name), content);
      const checkpoint = readCheckpoint(join(folder, 'checkpoint.json'));
      const files = [{ name, bytes: content.length, sha256: sha256(content) }];
      writeCheckpoint(join(folder, 'checkpoint.json'), { ...checkpoint, tally: { ...checkpoint.tally, files } });
      return name;
    });
    return { shards, names };
  }
});
