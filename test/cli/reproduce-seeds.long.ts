import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { small, smallRows, writeTable } from '../experiment/property/small.ts';
import { ensureBuilt, ionsieve, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
beforeAll(ensureBuilt, 600_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('a small experiment of the user’s runs with three seeds, and again with a fourth alone', async () => {
  copyFileSync(join(dirname(writeTable(smallRows())), 'table.csv'), join(folder, 'table.csv'));
  writeFileSync(join(folder, 'mine.mts'), `export const mine = ${JSON.stringify({ ...small, expected: [] })};\n`);
  const args = ['reproduce', 'mine.mts', '--quick', '--threads', '1', '--csv', '--seeds'];
  const first = await ionsieve([...args, '0..2'], folder);
  expect(first.code).toBe(0);
  const rows = parseCsv(first.out, 'stdout', [
    'number',
    'mean',
    'standard_deviation',
    'least',
    'most',
    'unit',
    'seeds',
  ]);
  const mae = rows.find(({ number }) => number === 'by_formula.ridge.mae')!;
  expect(mae.seeds).toBe('3');
  expect(Number(mae.standard_deviation)).toBeGreaterThan(0);
  const out = join(folder, 'results', 'runs', 'mine-quick-seeds');
  const seedOf = (seed: number) => JSON.parse(readFileSync(join(out, `seed-${seed}`, 'summary.json'), 'utf8')).seed;
  expect([0, 1, 2].map(seedOf)).toEqual([0, 1, 2]);

  const second = await ionsieve([...args, '0..3'], folder);
  expect(second.err).toContain('done before, not run again: seeds 0, 1, 2');
  expect(readFileSync(join(out, 'seeds.csv'), 'utf8').split('\n')[0]).toContain('seed_0,seed_1,seed_2,seed_3');
  expect(existsSync(join(folder, 'results', 'mine'))).toBe(false);
}, 300_000);
