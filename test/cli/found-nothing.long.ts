/** A screening that finds nothing says so, and why; its folder is asked like any other. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { openScreenings } from '../../src/explorer/screenings.ts';
import { ionsieveHere, type Outcome, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const GRID = ['screen', '--elements', 'P,S', '--arity', '2', '--max-coefficient', '3', '--threads', '1'];
const NOTHING =
  'the screening found no compound: of 14 distinct formulas the filters removed 14 (14 excluded element), and 0 were scored';
let screened: Outcome;

beforeAll(async () => {
  screened = await ionsieveHere([...GRID, '--exclude', 'P,S', '--write-above', '0.5', '--out', path('none')]);
});

test('in the output of screen', () => {
  expect(screened).toMatchObject({ code: 0, err: '' });
  expect(screened.out.split('\n')).toContain(NOTHING);
});

test('beside the empty table of a query, which has the columns of any other', async () => {
  const asked = await ionsieveHere(['query', path('none'), 'SELECT formula, probability FROM candidates', '--csv']);
  expect(asked).toEqual({ code: 0, out: 'formula,probability\n', err: `ionsieve: note: ${NOTHING}\n` });
  const count = await ionsieveHere(['query', path('none'), 'SELECT count(*) AS n FROM candidates', '--json']);
  expect(JSON.parse(count.out)).toEqual([{ n: 0 }]);
});

test('in the explorer', async () => {
  const screenings = openScreenings(openRunFolder(path('none')).screenings);
  expect(screenings.view('').nothing).toBeNull();
  await screenings.table('');
  expect(screenings.view('')).toMatchObject({ state: 'ready', candidates: 0, nothing: NOTHING });
  screenings.close();
});

test('of a screening whose compounds are all below --write-above, too', async () => {
  const { out } = await ionsieveHere([...GRID, '--write-above', '0.999999', '--out', path('low')]);
  expect(out).toContain('no compound reaches --write-above: none is written to Parquet');
  const { code, err } = await ionsieveHere(['query', path('low'), 'SELECT * FROM candidates']);
  expect({ code, err }).toEqual({
    code: 0,
    err: 'ionsieve: note: none of the 14 compounds that were scored reaches --write-above\n',
  });
});

test('a folder that was screened without --write-above is refused as before', async () => {
  expect(await ionsieveHere([...GRID, '--out', path('plain')])).toMatchObject({ code: 0 });
  const { code, err } = await ionsieveHere(['query', path('plain'), 'SELECT * FROM candidates']);
  expect({ code, err }).toEqual({
    code: 2,
    err: `ionsieve: ${path('plain')}: expected files candidates-*.parquet, found none; screen with --write-above\n`,
  });
});
