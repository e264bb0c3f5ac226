/** `--unknown` against the shipped tables of measurements, with a rule of this file and none of src/. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { ensureBuilt, ionsieve, scratchFolder } from './ionsieve.ts';

const scratch = scratchFolder();
beforeAll(ensureBuilt);
afterAll(() => rmSync(scratch, { recursive: true }));

/** Atomic fractions of a formula without brackets. */
function fractionsOf(formula: string): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const [, symbol, amount] of formula.matchAll(/([A-Z][a-z]?)([\d.]*)/g)) {
    amounts.set(symbol!, (amounts.get(symbol!) ?? 0) + Number(amount || 1));
  }
  const atoms = [...amounts.values()].reduce((sum, amount) => sum + amount);
  return new Map([...amounts].map(([symbol, amount]) => [symbol, amount / atoms]));
}

/** Every measured composition of the package; those with brackets have elements that are not screened here. */
const measured = ['obelix', 'liverpool', 'laskowski', 'training', 'literature'].flatMap((name) => {
  const path = join(packageRoot(), 'data', `${name}.csv`);
  const rows = parseCsv(readFileSync(path, 'utf8'), path, []);
  return rows.map((row) => row.formula ?? row.composition!).filter((formula) => !formula.includes('('));
});
const systemOf = (parts: ReadonlyMap<string, number>) => [...parts.keys()].sort().join();
const bySystem = new Map<string, Map<string, number>[]>();
for (const parts of measured.map(fractionsOf)) {
  bySystem.set(systemOf(parts), [...(bySystem.get(systemOf(parts)) ?? []), parts]);
}

function isMeasured(formula: string): boolean {
  const mine = fractionsOf(formula);
  return (bySystem.get(systemOf(mine)) ?? []).some((other) =>
    [...mine].every(
      ([symbol, share]) => Math.abs(share - other.get(symbol)!) <= 0.01 * Math.max(share, other.get(symbol)!),
    ),
  );
}

async function screened(name: string, ...options: string[]) {
  const space = [
    '--elements',
    'P,S,Cl,O,Si,Ge',
    '--arity',
    '2,3,4',
    '--max-coefficient',
    '12',
    '--ionic',
    '--top',
    '20000',
  ];
  const { code, err } = await ionsieve(['screen', ...space, ...options, '--out', name], scratch);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return parseCsv(readFileSync(join(scratch, name, 'top.csv'), 'utf8'), 'top.csv', ['formula', 'measured', 'known']);
}

test('no compound that was measured, nor one within 1 % of it, is unknown', async () => {
  const all = await screened('all');
  const unknown = await screened('unknown', '--unknown');
  const found = all.filter(({ formula }) => isMeasured(formula!));
  expect(found.length).toBeGreaterThan(15);
  for (const row of all) expect([row.formula, row.measured !== '']).toEqual([row.formula, isMeasured(row.formula!)]);
  for (const row of found) expect(row.known, row.formula).toBe('yes');
  expect(unknown.filter(({ formula }) => isMeasured(formula!))).toEqual([]);
  expect(unknown.every(({ measured }) => measured === '')).toBe(true);
  // Nothing else is left out but what the databases hold.
  expect(unknown.map(({ formula }) => formula)).toEqual(
    all.filter(({ known }) => known === 'no').map(({ formula }) => formula),
  );
  const top = await screened('top', '--unknown', '--max-distance', '1');
  expect(top.some(({ formula }) => isMeasured(formula!))).toBe(false);
});
