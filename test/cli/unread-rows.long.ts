/** Tables that stand beside a screening: a bad row is told and left out, the others count. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (...names: string[]) => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true }));

const GRID = ['--elements', 'P,S,Cl', '--arity', '3', '--max-coefficient', '4', '--threads', '1'];
const NO_ELEMENT = 'LiXx, position 3: expected an element symbol, found "Xx"; check the spelling';
const rows = (out: string) => parseCsv(readFileSync(path(out, 'top.csv'), 'utf8'), 'top.csv', ['formula']);

beforeAll(() => {
  writeFileSync(path('known.txt'), 'Li3PS4\nLiXx\nLi3PS3\n');
  writeFileSync(path('space.csv'), 'formula,note\nLi3PS4,a\nLi3PS3\nLiXx,b\n');
  writeFileSync(path('mine.csv'), 'formula,conductivity_S_per_cm\nLiPS4,high\nLi3PS3,1e-3\n');
  writeFileSync(path('bad.txt'), 'LiXx\nXx\n');
});

const screen = (out: string, ...words: string[]) => ionsieveHere(['screen', ...words, '--out', path(out)]);

describe('a row that cannot be read', () => {
  test('of --known', async () => {
    const { code, err } = await screen('known', ...GRID, '--known', path('known.txt'));
    expect({ code, err }).toEqual({
      code: 1,
      err:
        `ionsieve: ${path('known.txt')}, line 2: ${NO_ELEMENT}\n` +
        `ionsieve: note: ${path('known.txt')}: 1 of 3 rows cannot be read, and is left out\n`,
    });
    expect(rows('known').find(({ formula }) => formula === 'Li3PS3')!.known).toBe('yes');
  });

  test('of --space', async () => {
    const { code, err } = await screen('space', '--space', path('space.csv'));
    expect(code).toBe(1);
    expect(err).toContain(`${path('space.csv')}, line 3: expected 2 cells as in the header, found 1;`);
    expect(err).toContain(`${path('space.csv')}, line 4: ${NO_ELEMENT}\n`);
    expect(err).toContain('2 of 3 rows cannot be read, and are left out');
    expect(rows('space').map(({ formula }) => formula)).toEqual(['Li3PS4']);
  });

  test('of --measured', async () => {
    const { code, err } = await screen('measured', ...GRID, '--measured', path('mine.csv'));
    expect(code).toBe(1);
    expect(err).toContain(`${path('mine.csv')}, line 2: conductivity: expected S/cm above 0, found "high"`);
    expect(rows('measured').find(({ formula }) => formula === 'Li3PS3')!.measured).toBe('1e-3 S/cm');
  });

  test('of a table of such rows only ends the command, which writes nothing', async () => {
    const { code, out, err } = await screen('none', ...GRID, '--known', path('bad.txt'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${path('bad.txt')}: 2 of 2 rows cannot be read`);
    expect(existsSync(path('none'))).toBe(false);
  });

  test('does not fail a part of a screening, which a cluster would do again', async () => {
    const { code, err } = await screen('part', ...GRID, '--known', path('known.txt'), '--shard', '1/1');
    expect({ code, lines: err.split('\n').length - 1 }).toEqual({ code: 0, lines: 2 });
  });
});
