/** A Learner of another property on lithium compounds, beside which no conductivity may stand; and one of conductivity, beside which it may. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { openScreenings } from '../../src/explorer/screenings.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const run = (...words: string[]) => ionsieveHere(words);
const SPACE = ['--elements', 'P,S,Cl', '--arity', '3,4', '--max-coefficient', '4', '--top', '5000'];

/** Made-up figures of lithium compounds: the anion decides. */
function table(figures: Readonly<Record<string, number>>): string {
  const rows = ['P', 'Si', 'Ge', 'Al', 'Sb'].flatMap((cation) =>
    Object.entries(figures).flatMap(([anion, figure]) => [1, 2, 3].map((n) => `Li${n}${cation}${anion}4,${figure}`)),
  );
  return `formula,figure\n${rows.join('\n')}\n`;
}

const learn = (name: string, unit: string, threshold: string) =>
  run(
    ...['learn', path(`${name}.csv`), '--target', 'figure', '--unit', unit, '--threshold', threshold],
    ...['--model', 'logistic', '--resamples', '20', '--out', path(`${name}.json`)],
  );
const screen = (name: string, out: string, ...words: string[]) =>
  run('screen', '--model', path(`${name}.json`), ...SPACE, ...words, '--out', path(out));
const lines = (out: string) => parseCsv(readFileSync(path(`${out}/top.csv`), 'utf8'), 'top.csv', ['formula']);

/** What the page shows of the compounds of a screening. */
async function shown(out: string) {
  const screenings = openScreenings(openRunFolder(path(out)).screenings);
  const { rows } = await (await screenings.table('')).page(
    {},
    { column: 'rank', descending: false },
    { skip: 0, size: 5000 },
  );
  screenings.close();
  return rows;
}

beforeAll(async () => {
  writeFileSync(path('gap.csv'), table({ O: 5, F: 7, S: 0.5, Se: 0.2, Cl: 4 }));
  writeFileSync(path('sigma.csv'), table({ O: 1e-7, F: 1e-9, S: 1e-3, Se: 1e-2, Cl: 1e-5 }));
  writeFileSync(path('own.csv'), 'formula,conductivity_S_per_cm\nLi3PS4,0.0123\n');
  expect((await learn('gap', 'eV', '1')).code).toBe(0);
  expect((await learn('sigma', 'S/cm', '1e-4')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a class of band gaps', () => {
  test('has no conductivities beside it, in a list, a merge and the explorer', async () => {
    expect((await screen('gap', 'gaps')).code).toBe(0);
    expect(Object.keys(lines('gaps')[0]!)).toEqual([
      ...[
        'rank',
        'formula',
        'log_odds',
        'probability',
        'domain_distance',
        'unlearned_elements',
        'charge_neutral',
        'pauling_order',
        'known',
      ],
    ]);
    expect(lines('gaps').map(({ formula }) => formula)).toContain('Li3PS4');
    for (const i of [1, 2]) await screen('gap', `gaps-${i}`, '--shard', `${i}/2`);
    expect(await run('merge', path('gaps-1'), path('gaps-2'), '--out', path('merged'))).toMatchObject({ code: 0 });
    for (const name of ['top.csv', 'screening.json']) {
      expect(readFileSync(path(`merged/${name}`), 'utf8')).toBe(readFileSync(path(`gaps/${name}`), 'utf8'));
    }
    const thiophosphate = (await shown('gaps')).find(({ formula }) => formula === 'Li3PS4');
    expect(thiophosphate).toMatchObject({ measured: null, log10_conductivity_S_per_cm: null });
  });

  test('takes no measured conductivities', async () => {
    const { code, out, err } = await screen('gap', 'none', '--measured', path('own.csv'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd()).toBe(
      'ionsieve: --measured: expected a model of S/cm, found gap, of eV; learn from these rows: ionsieve learn',
    );
  });
});

test('a class of conductivities has them beside it, everywhere', async () => {
  expect((await screen('sigma', 'fast', '--measured', path('own.csv'))).code).toBe(0);
  const line = lines('fast').find(({ formula }) => formula === 'Li3PS4')!;
  expect(line).toMatchObject({ measured: '1.23e-2 S/cm', log10_conductivity_S_per_cm: expect.stringMatching(/^-\d/) });
  const row = (await shown('fast')).find(({ formula }) => formula === 'Li3PS4')!;
  expect(row.measured).toBe('1.23e-2 S/cm');
  expect(row.log10_conductivity_S_per_cm).toBeLessThan(0);
});
