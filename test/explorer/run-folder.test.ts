/** Folders that nobody promised to be whole: what is damaged, linked or of one name, and what an error may tell of it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { openCandidateTable } from '../../src/explorer/candidate-table.ts';
import { experimentEntry, experimentView } from '../../src/explorer/experiment-view.ts';
import { loadCandidates } from '../../src/explorer/load-candidates.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { openScreenings } from '../../src/explorer/screenings.ts';
import { benchSpeeds } from '../../src/explorer/speeds.ts';
import { METHODS } from '../../src/report/bench-figure.ts';
import { loadMeasurements } from '../../src/transfer/measurements.ts';
import { writeSmallScreening } from './small-screening.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-folder-'));
const base = join(scratch, 'base');
let count = 0;
beforeAll(() => void writeSmallScreening(join(base, 'run'), false));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A copy of a folder with one whole screening, in which something is then changed. */
function folderWith(change: (run: string, folder: string) => void): string {
  const folder = join(scratch, `f${count++}`);
  cpSync(base, folder, { recursive: true });
  change(join(folder, 'run'), folder);
  return folder;
}

const ODD = ['5', 'null', '"x"', '[]', 'x', '', '{"screening":5', '[[[[]]]]', '1e999', '\ufeff'];
const REMEDY = 'write it again with ionsieve screen or reproduce';

describe('odd JSON', () => {
  test.each(ODD)('screening.json %j: reported in one line, and the others are shown', (text) => {
    const folder = folderWith((run, root) => {
      cpSync(run, join(root, 'whole'), { recursive: true });
      writeFileSync(join(run, 'screening.json'), text);
    });
    const { screenings, notes } = openRunFolder(folder);
    expect(screenings.map(({ name }) => name)).toEqual(['whole']);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      /^run\/screening\.json: expected (whole JSON, found something else|the counts of a screening)/,
    );
  });

  test('where nothing else is there, that line is the error', () => {
    const folder = folderWith((run) => writeFileSync(join(run, 'screening.json'), '{"student":1}'));
    expect(() => openRunFolder(folder)).toThrow(
      `run/screening.json: expected the counts of a screening with student, found none or one of another kind; ${REMEDY}`,
    );
  });

  test('every key of screening.json that is missing or of another kind is named', () => {
    const whole = JSON.parse(readFileSync(join(base, 'run/screening.json'), 'utf8')) as Record<string, unknown>;
    const needed = Object.keys(whole).filter((key) => !['formula_strings', 'ranks'].includes(key));
    const others = fc.constantFrom<unknown>(undefined, 'secret', [null], { secret: null }, [{ symbol: 1 }], true, {
      lower_edge: 0,
      width: 0,
      counts: [1],
    });
    const path = join(
      folderWith(() => {}),
      'run/screening.json',
    );
    fc.assert(
      fc.property(fc.constantFrom(...needed), others, (key, value) => {
        writeFileSync(path, JSON.stringify({ ...whole, [key]: value }));
        try {
          openRunFolder(join(path, '../..'));
          expect([typeof value, key]).toEqual([typeof whole[key] === 'object' ? 'object' : typeof whole[key], key]);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toContain(`with ${key}, found`);
          expect((error as Error).message).not.toContain('secret');
        }
      }),
    );
    writeFileSync(path, JSON.stringify({ ...whole, scored: 0 }).replace('"scored":0', '"scored":1e999'));
    expect(() => openRunFolder(join(path, '../..'))).toThrow('with scored, found');
  });

  test.each([
    '{"numbers":5}',
    '{"numbers":{"a":null}}',
    '{"numbers":{"a":{"value":1e999,"unit":"","n":1}}}',
    '{"numbers":{"a":{"value":1,"unit":"","n":1,"interval":[1]}}}',
    '{"numbers":[]}',
    '{"compared":[1]}',
    '{"compared":{}}',
    '{"paper":"x"}',
    '{"paper":{"title":1}}',
    '{"not_reproduced":[null]}',
    '{"seed":"x"}',
    '[]',
    'null',
  ])('summary.json %s is passed over with a note; the screening beside it is shown', (text) => {
    const { screenings, experiments, notes } = openRunFolder(
      folderWith((run) => writeFileSync(join(run, 'summary.json'), text)),
    );
    expect([screenings.length, experiments.length, notes.length]).toEqual([1, 0, 1]);
    expect(notes[0]).toMatch(/^run\/summary\.json: expected /);
  });

  test('an experiment with nothing in it, or with more than is known, is shown', () => {
    for (const text of ['{}', '{"figures":7,"numbers":{"__proto__":{"value":null,"unit":"x","n":0}}}']) {
      const { experiments } = openRunFolder(folderWith((run) => writeFileSync(join(run, 'summary.json'), text)));
      expect(experimentEntry(experiments[0]!)).toEqual({ name: 'run', title: 'run', reproduced: 0, compared: 0 });
      JSON.stringify(experimentView(experiments[0]!));
    }
  });

  test.each([
    '{}',
    'x',
    'null',
    '5',
    '{"rows":5}',
    '{"rows":[null,1]}',
    `{"rows":[{"group":"${METHODS}","elements":null}]}`,
  ])('bench.json %s has no speeds', (text) => {
    const folder = folderWith((_, root) => writeFileSync(join(root, 'bench.json'), text));
    expect(benchSpeeds(folder)).toEqual([]);
  });
});

describe('two of one name', () => {
  const summaryTitled = (title: string) => JSON.stringify({ paper: { title, doi: '10.1/x', claim: 'It holds.' } });

  test('are both shown, told apart by their path', () => {
    const folder = folderWith((run) => {
      writeFileSync(join(run, 'summary.json'), summaryTitled('outer'));
      cpSync(run, join(run, '../copy'), { recursive: true });
      cpSync(join(run, '../copy'), join(run, 'run'), { recursive: true });
      writeFileSync(join(run, 'run/summary.json'), summaryTitled('inner'));
    });
    const { screenings, experiments } = openRunFolder(join(folder, 'run'));
    expect(screenings.map(({ name }) => name)).toEqual(['run', 'run/run']);
    expect(experiments.map((one) => [one.name, experimentView(one).title])).toEqual([
      ['run', 'outer'],
      ['run/run', 'inner'],
    ]);
    expect(openScreenings(screenings).find('run/run').folder).toBe(join(folder, 'run/run'));
  });
});

describe('links', () => {
  test('are not followed, whether list, compounds, JSON or folder, and are reported', async () => {
    const folder = folderWith((run, root) => {
      const secret = join(scratch, 'secret');
      rmSync(secret, { recursive: true, force: true });
      writeSmallScreening(secret, true);
      writeFileSync(join(secret, 'bench.json'), '{"rows":[]}');
      rmSync(join(run, 'top.csv'));
      mkdirSync(join(root, 'whole'));
      writeSmallScreening(join(root, 'whole'), true);
      for (const name of ['top.csv', 'candidates-000000-000.parquet', 'bench.json']) {
        symlinkSync(join(secret, name), join(run, name));
      }
      symlinkSync(join(secret, 'candidates-000000-000.parquet'), join(root, 'whole/candidates-000001-000.parquet'));
      rmSync(join(root, 'whole/top.csv'));
      symlinkSync('/etc/passwd', join(root, 'whole/top.csv'));
      symlinkSync(secret, join(root, 'other'));
    });
    const { screenings, notes } = openRunFolder(folder);
    expect(screenings.map(({ name }) => name)).toEqual(['whole']);
    expect(notes).toEqual([
      expect.stringMatching(/^f\d+\/other: expected files, found links, which are not followed; put the files/),
      expect.stringMatching(/^run\/bench\.json and 2 other links: expected files, found links/),
      expect.stringMatching(/^whole\/candidates-000001-000\.parquet and 1 other links: expected files/),
    ]);
    const table = await openCandidateTable(
      await loadCandidates(join(folder, 'whole'), 'parquet', null),
      loadMeasurements(),
    );
    expect(table.withInterval).toBe(0);
    expect(table.candidates).toBe(writeSmallScreening(join(scratch, 'secret'), true).length);
    table.close();
  });
});

describe('a list that is none', () => {
  const lines = (): string[] => readFileSync(join(base, 'run/top.csv'), 'utf8').trimEnd().split('\n');
  const cell = (column: number, text: string) => (line: string) =>
    line
      .split(',')
      .map((old, i) => (i === column ? text : old))
      .join(',');
  test.each([
    ['', 'top.csv: expected columns rank, formula'],
    ['root:x:0:0:secret\n', 'top.csv: expected columns rank, formula'],
    ['\0\0\0', 'top.csv: expected columns rank, formula'],
  ])('%j', async (text, said) => {
    const folder = folderWith((run) => writeFileSync(join(run, 'top.csv'), text));
    const error: unknown = await loadCandidates(join(folder, 'run'), 'list', null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toContain(said);
    expect((error as Error).message).not.toMatch(/secret|\n|\/tmp/);
  });

  test.each([
    [1, '<img src=x onerror=secret()>'],
    [1, ''],
    [2, '1e999'],
    [2, ''],
    [2, 'secret'],
    [3, '1.5'],
    [3, 'NaN'],
    [6, 'maybe'],
    [13, 'secret'],
  ])('column %d as %j', async (column, text) => {
    const folder = folderWith((run) => {
      const [header, first, second, ...rest] = lines() as [string, string, string];
      writeFileSync(join(run, 'top.csv'), [header, first, cell(column, text)(second), ...rest].join('\n'));
    });
    await expect(loadCandidates(join(folder, 'run'), 'list', null)).rejects.toThrow(
      /^run\/top\.csv, row 2: expected a compound with its scores, found something else; screen again$/,
    );
  });

  test('is reported when the screening is looked at, and read again when asked again', async () => {
    const folder = folderWith((run) => writeFileSync(join(run, 'top.csv'), 'x\n'));
    const screenings = openScreenings(openRunFolder(folder).screenings);
    expect(screenings.view('run').state).toBe('loading');
    await expect(screenings.table('run')).rejects.toThrow('run/top.csv: expected columns');
    expect(() => screenings.view('run')).toThrow('run/top.csv: expected columns');
    cpSync(join(base, 'run/top.csv'), join(folder, 'run/top.csv'));
    expect((await screenings.table('run')).candidates).toBe(100);
    expect(screenings.view('run').state).toBe('ready');
    screenings.close();
  });
});

describe('Parquet files that are none', () => {
  const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
  const GOOD: Record<string, string> = {
    formula: "'Li3PS4'",
    chemical_system: "'Li-P-S'",
    anion: "'S'",
    log_odds: '1.5::DOUBLE',
    probability: '0.8::DOUBLE',
    domain_distance: '0.5::DOUBLE',
    charge_neutral: 'true',
    pauling_order: 'true',
    known: 'false',
  };

  async function load(columns: Record<string, string>, folders = ''): Promise<number> {
    const folder = join(scratch, `p${count++}`, folders, 'run');
    mkdirSync(folder, { recursive: true });
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const list = Object.entries(columns).map(([name, value]) => `${value} AS ${name}`);
    await connection.run(`COPY (SELECT ${list.join(', ')}) TO '${folder}/candidates-000000-000.parquet'`);
    connection.closeSync();
    const table = await openCandidateTable(await loadCandidates(folder, 'parquet', null), loadMeasurements());
    const { rows } = await table.page({}, { column: 'rank', descending: false }, { skip: 0, size: 10 });
    table.close();
    expect(rows).toMatchObject([{ formula: 'Li3PS4', anion: 'S', log_odds: 1.5 }]);
    return rows.length;
  }

  test('a folder called key=value overrides no column', async () => {
    expect(await load(GOOD, 'anion=Xe/log_odds=7')).toBe(1);
  });

  test('numbers of another type are read as numbers', async () => {
    expect(await load({ ...GOOD, log_odds: '1.5::DECIMAL(2,1)', probability: '1', known: "'false'" })).toBe(1);
  });

  test.each([
    ['formula', 'NULL'],
    ['chemical_system', 'NULL'],
    ['anion', "'Xx'"],
    ['anion', 'NULL'],
    ['log_odds', "'Infinity'::DOUBLE"],
    ['log_odds', "'NaN'::DOUBLE"],
    ['log_odds', "'secret'"],
    ['log_odds', 'NULL'],
    ['probability', '1.5'],
    ['probability', "'NaN'::DOUBLE"],
    ['domain_distance', "'Infinity'::DOUBLE"],
    ['known', 'NULL'],
    ['known', "'secret'"],
    ['known', "[{'secret': 1}]"],
  ])('%s of %s', async (column, value) => {
    const error: unknown = await load({ ...GOOD, [column]: value }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(/^run: expected /);
    expect((error as Error).message).not.toMatch(/secret|\n|\/tmp/);
  });

  test('a column that is missing', async () => {
    const { known: _, ...others } = GOOD;
    await expect(load({ ...others, secret: '1' })).rejects.toThrow(
      'run: expected whole files of compounds, at most 4GB in memory, found a file that is damaged or of another kind; screen again',
    );
  });
});
