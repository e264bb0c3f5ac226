/** Spaces of every shape by files alone, each screened by a Learner: from a small table, from scikit-learn, and from a module. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { openScreenings } from '../../src/explorer/screenings.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const run = (...words: string[]) => ionsieveHere(words);

/** Made-up figures, a smooth function of what stands in a formula. */
const table = (formulas: readonly string[]): string =>
  `formula,figure\n${formulas.map((formula, i) => `${formula},${(formula.length + (i % 7) / 3).toFixed(3)}`).join('\n')}\n`;
const combine = (...parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((heads, part) => heads.flatMap((head) => part.map((one) => head + one)), ['']);

const HEUSLERS = combine(['Ti', 'Zr', 'Hf'], ['Ni', 'Co', 'Fe'], ['Sn', 'Sb']);
const GARNETS = combine(['Li7', 'Li6', 'Li5'], ['La3', 'La2Ba'], ['Zr2', 'Ta2', 'Nb2', 'Al'], ['O12']);
const LITHIUM = combine(['Li', 'Li3', 'Li6'], ['P', 'Si'], ['S4', 'O4', 'S3O'], ['', 'Cl', 'Cl2']);

const SPACES: Readonly<Record<string, readonly [table: string[], space: string[], compounds: number]>> = {
  'half-Heuslers of a template without an anchor': [
    HEUSLERS,
    ['--template', 'ABX', '--site', 'A=Ti,Zr,Hf', '--site', 'B=Ni,Co,Fe', '--site', 'X=Sn,Sb'],
    18,
  ],
  'a doping series': [GARNETS, ['--series', 'Li7-3xAlxLa3Zr2O12', '--x', '0:0.5:0.05'], 11],
  // 2^5 vectors but the one of twos, for each of the sets of four partners out of five.
  'quinaries around an anchor': [
    LITHIUM,
    ['--elements', 'P,Si,S,O,Cl', '--arity', '5', '--max-coefficient', '2'],
    5 * (2 ** 5 - 1),
  ],
};

/** Screens; what is listed has to be what predict says, best first, and what the explorer shows. */
async function expectScreened(model: string, column: string, space: readonly string[], compounds: number) {
  const out = path(`screened ${model.replace(/\W+/g, ' ')} ${space[0]}`);
  const words = ['--threshold', '0.1', '--write-above', '1e-30', '--top', '1000', '--out', out];
  expect(await run('screen', '--model', path(model), ...space, ...words)).toMatchObject({ code: 0 });
  const rows = parseCsv(readFileSync(join(out, 'top.csv'), 'utf8'), 'top.csv', ['formula', column]);
  expect(rows).toHaveLength(compounds);
  const values = rows.map((row) => Number(row[column]));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  const said = await run('predict', '--input', join(out, 'top.csv'), '--model', path(model), '--csv');
  parseCsv(said.out, 'out', ['formula']).forEach((row, i) => {
    expect(Number(row[`ionsieve_${column}`])).toBeCloseTo(values[i]!, 4);
  });
  const { screenings: found, notes } = openRunFolder(out);
  expect(notes).toEqual([]);
  const screenings = openScreenings(found);
  const shown = await (await screenings.table('')).page(
    {},
    { column: 'rank', descending: false },
    { skip: 0, size: 1000 },
  );
  screenings.close();
  expect(shown.rows.map(({ formula }) => formula).sort()).toEqual(rows.map(({ formula }) => formula!).sort());
  return rows.map(({ formula }) => formula!);
}

describe.each(Object.entries(SPACES))('%s', (name, [formulas, space, compounds]) => {
  const model = `${name.split(' ')[0]}.json`;
  beforeAll(async () => {
    writeFileSync(path('table.csv'), table(formulas));
    const learn = ['learn', path('table.csv'), '--target', 'figure', '--unit', 'eV', '--model', 'ridge'];
    expect(await run(...learn, '--resamples', '20', '--out', path(model))).toMatchObject({ code: 0 });
  });

  test('by a Learner from a small table', async () => {
    const listed = await expectScreened(model, 'figure_eV', space, compounds);
    expect(new Set(listed).size).toBe(compounds);
  });
});

test('a doping series by a forest of scikit-learn', async () => {
  const golden = join(packageRoot(), 'test', 'golden', 'models', 'scikit-learn.json');
  const { file } = JSON.parse(readFileSync(golden, 'utf8')).cases.forest;
  writeFileSync(path('forest.json'), JSON.stringify(file));
  const [, space, compounds] = SPACES['a doping series']!;
  await expectScreened('forest.json', 'log10_ionic_conductivity_S_per_cm', space, compounds);
});

test('half-Heuslers by a module', async () => {
  const learner = {
    ...{
      name: 'electrons',
      anchor: null,
      elements: ['Ti', 'Zr', 'Hf', 'Ni', 'Co', 'Fe', 'Sn', 'Sb'],
      answers: 'value',
    },
    target: { property: 'electrons', unit: '1', scale: 'as it stands', threshold: 100, better: 'larger' },
  };
  const score =
    '({ atomicNumbers, amounts }) => amounts.reduce((sum, amount, i) => sum + amount * atomicNumbers[i], 0)';
  writeFileSync(
    path('mine.ts'),
    `export const learner = ${JSON.stringify(learner)};\nexport const score = (all) => all.map(${score});\n`,
  );
  const [, space, compounds] = SPACES['half-Heuslers of a template without an anchor']!;
  const [best] = await expectScreened('mine.ts', 'electrons', space, compounds);
  expect(best).toBe('HfNiSb');
});

afterAll(() => rmSync(folder, { recursive: true }));
