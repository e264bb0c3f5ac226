import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { type CompoundPredictor, openPredictor, type Prediction } from '../../src/transfer/predict.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { ionsieveHere, type Outcome, scratchFolder } from './ionsieve.ts';
import { lifCif, rockSaltLine } from './samples.ts';

const folder = scratchFolder();
const home = process.cwd();
let predictor: CompoundPredictor;

beforeAll(() => {
  process.chdir(folder);
  writeFileSync('LiF.cif', lifCif());
  writeFileSync('mixed.jsonl', rockSaltLine('a') + rockSaltLine('b', 'Na') + rockSaltLine('c', 'Li', 'Br'));
  writeFileSync('measured.json', smallMeasuredText);
  mkdirSync('LiCl');
  mkdirSync('structures');
  writeFileSync(join('structures', 'LiF.cif'), lifCif());
  predictor = openPredictor(join(packageRoot(), SHIPPED_STUDENT), 'measured.json');
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function run(...args: string[]): Promise<Outcome> {
  return ionsieveHere(['predict', '--measured-model', 'measured.json', ...args]);
}

async function predict(...args: string[]): Promise<Prediction[]> {
  const { code, out } = await run('--json', ...args);
  expect(code).toBe(0);
  return JSON.parse(out) as Prediction[];
}

/** Predicts a table of this content, as JSON. */
function runTable(content: string | Uint8Array, ...args: string[]): Promise<Outcome> {
  writeFileSync('table.csv', content);
  return run('--json', '--input', 'table.csv', ...args);
}

function inputsOf(outcome: Outcome): string[] {
  return (JSON.parse(outcome.out) as Prediction[]).map(({ input }) => input);
}

describe('predict', () => {
  test('answers for a formula with students, teacher and the nearest measured material', async () => {
    const [known, unknown] = await predict('Li3PS4', 'Li3.4Sn0.41P1.7Se3');
    expect(known).toMatchObject({ input: 'Li3PS4', formula: 'Li3PS4', domain: 'inside' });
    expect(known).toMatchObject({ nearest_measured: 'Li3PS4', nearest_of_the_forty: 'Li3PS4' });
    expect(known!.teacher_structure).toMatch(/^mp-\d+/);
    for (const probability of [known!.probability, known!.student_probability, known!.teacher_probability]) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
    expect(known!.log10_low).toBeLessThan(known!.log10_conductivity_S_per_cm!);
    expect(known!.log10_high).toBeGreaterThan(known!.log10_conductivity_S_per_cm!);
    expect(unknown).toMatchObject({ teacher_probability: null, teacher_structure: null });
    expect(known).toEqual(predictor.formula('Li3PS4'));
  });

  test("answers for a structure with the teacher's word on that structure and the same students", async () => {
    const [structure, formula] = await predict('LiF.cif', 'LiF');
    expect(structure).toMatchObject({ input: 'LiF.cif', formula: 'LiF', teacher_structure: 'LiF' });
    expect(structure!.student_probability).toBe(formula!.student_probability);
    expect(structure!.probability).toBe(formula!.probability);
  });

  test('takes a name that could be either for a formula; with a slash it is a folder', async () => {
    const [formula, file] = await predict('LiCl', 'structures');
    expect(formula).toMatchObject({ input: 'LiCl', formula: 'LiCl', teacher_structure: expect.stringMatching(/^mp-/) });
    expect(file).toMatchObject({ input: 'structures', formula: 'LiF' });
    const { code, err } = await run('LiCl/');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('found none among 0 files') });
  });

  test('prints the same values as CSV and rounded in a table', async () => {
    const [json] = await predict('Li3PS4');
    const { out: csv } = await run('Li3PS4', '--csv');
    expect(csv.slice(0, csv.indexOf('\n'))).toBe(Object.keys(json!).join(','));
    const [row] = parseCsv(csv, 'csv', Object.keys(json!));
    expect(row).toEqual(Object.fromEntries(Object.entries(json!).map(([name, value]) => [name, String(value)])));
    const { out: table } = await run('Li3PS4', 'Li13O2Cl3');
    const lines = table.trimEnd().split('\n');
    expect(lines.length).toBe(3);
    expect(lines[0]).toMatch(
      /^input {2,}P {2,}log10 S\/cm {2,}90 % from {2,}90 % to {2,}domain {2,}nearest measured {2,}its log10 S\/cm {2,}paper's P {2,}teacher P {2,}structure$/,
    );
    expect(lines[1]!.split(/ {2,}/)).toEqual([
      'Li3PS4',
      json!.probability!.toFixed(3),
      json!.log10_conductivity_S_per_cm!.toFixed(2),
      json!.log10_low!.toFixed(2),
      json!.log10_high!.toFixed(2),
      'inside',
      'Li3PS4',
      json!.nearest_measured_log10_S_per_cm!.toFixed(2),
      json!.student_probability.toFixed(3),
      json!.teacher_probability!.toFixed(3),
      json!.teacher_structure,
    ]);
    expect(lines[2]).toMatch(/ - +-$/);
  });

  test('counts the structures of a file that it cannot answer for', async () => {
    const { code, out, err } = await run('mixed.jsonl', '--csv');
    expect(code).toBe(0);
    expect(out.split('\n').length).toBe(4);
    expect(err).toBe('ionsieve: note: mixed.jsonl: not predicted: 1 structure (1 no lithium), the first b\n');
  });
});

describe('predict --input', () => {
  test('answers for each row of a table as for a formula, after those of the command line', async () => {
    const outcome = await runTable('id,composition\n1,Li6PS5Cl\n2,"(Li3PS4)2"\n', 'LiF', 'LiF.cif');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const [formula, structure, ...rows] = JSON.parse(outcome.out) as Prediction[];
    expect(formula).toEqual(predictor.formula('LiF'));
    expect(structure!.input).toBe('LiF.cif');
    expect(rows).toEqual([predictor.formula('Li6PS5Cl'), predictor.formula('(Li3PS4)2')]);
  });

  test('tells of rows without an answer by their line, and does the rest', async () => {
    const lines = ['composition,n', 'LiF,1', 'Na2S,2', '', 'LiCl,3', ',4', 'Xx,5', 'Li2Og,6', 'LiI,7,8', 'LiBr,8'];
    for (const text of [lines.join('\n'), `\ufeff${lines.join('\r\n')}\r\n`]) {
      for (const content of [text, gzipSync(text)]) {
        const outcome = await runTable(content);
        expect(outcome.code).toBe(0);
        expect(inputsOf(outcome)).toEqual(['LiF', 'LiCl', 'LiBr']);
        expect(outcome.err.split('\n')).toEqual([
          'ionsieve: note: table.csv, line 3: Na2S: expected a lithium compound, found none; logistic-30 has learned lithium compounds only, of 80 elements',
          'ionsieve: note: table.csv, line 6: formula: expected a formula, found an empty text; write one, such as Li3PS4',
          'ionsieve: note: table.csv, line 7: Xx, position 1: expected an element symbol, found "Xx"; check the spelling',
          expect.stringMatching(
            /^ionsieve: note: table\.csv, line 8: Li2Og: expected a value of .*, found none for Og;/,
          ),
          'ionsieve: note: table.csv, line 9: expected 2 cells as in the header, found 3; put quotes around a cell with a comma',
          'ionsieve: note: table.csv: 5 of 8 rows not predicted',
          '',
        ]);
      }
    }
  });

  test('lists the first twenty of many such rows', async () => {
    const { code, err } = await runTable(`composition\n${'NaCl\n'.repeat(23)}LiF\n`);
    const lines = err.trimEnd().split('\n');
    expect({ code, lines: lines.length }).toEqual({ code: 0, lines: 22 });
    expect(lines[19]).toMatch(/^ionsieve: note: table\.csv, line 21: NaCl: /);
    expect(lines.slice(20)).toEqual([
      'ionsieve: note: ... and 3 more',
      'ionsieve: note: table.csv: 23 of 24 rows not predicted',
    ]);
  });

  test('where no row has an answer ends with one line after the list, and prints no answer at all', async () => {
    const { code, out, err } = await runTable('composition\nNaCl\nXx\n', 'LiF');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^ionsieve: note: table\.csv, line 2: NaCl: expected a lithium compound/),
      expect.stringMatching(/^ionsieve: note: table\.csv, line 3: Xx, position 1: /),
      'ionsieve: table.csv: expected a composition that can be predicted, found none in 2 rows; mend the rows listed above',
    ]);
  });

  test('gives each row the same answer in any order and in any company', async () => {
    const formulas = ['Li3PS4', 'LiF', 'Li9.54Si1.74P1.44S11.7Cl0.3', 'Li13O2Cl3', 'Li0.33La0.557TiO3', 'Na2S'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...formulas), { minLength: 1, maxLength: 8 }), async (asked) => {
        const outcome = await runTable(`composition\n${[...asked, 'LiI'].join('\n')}\n`);
        const answered = [...asked.filter((formula) => formula !== 'Na2S'), 'LiI'];
        expect(JSON.parse(outcome.out)).toEqual(answered.map((formula) => predictor.formula(formula)));
      }),
      { numRuns: 10 },
    );
  });

  test('prints many rows page by page, in each format the same rows', async () => {
    const formulas = Array.from({ length: 2345 }, (_, i) => `Li${i + 1}F`);
    const outcome = await runTable(`composition\n${formulas.join('\n')}\n`);
    expect(outcome.err).toBe('');
    expect(inputsOf(outcome)).toEqual(formulas);
    expect(outcome.out).toBe(`${JSON.stringify(JSON.parse(outcome.out), null, 2)}\n`);
    const { out: csv } = await run('--input', 'table.csv', '--csv');
    expect(parseCsv(csv, 'csv', ['input']).map(({ input }) => input)).toEqual(formulas);
    const { out: table } = await run('--input', 'table.csv');
    const firstCells = table.trimEnd().split('\n');
    expect(firstCells.filter((line) => line.startsWith('input ')).length).toBe(3);
    expect(firstCells.filter((line) => /^Li\d*F /.test(line)).length).toBe(2345);
  });

  test.each<[string, string, string]>([
    [
      'an empty file',
      '',
      'table.csv: expected a header with a column composition, found an empty file; give a CSV table',
    ],
    ['no such column', 'formula\nLiF\n', 'table.csv: expected a column composition, found formula; name the column'],
    ['binary data', '\0\x01\x02', 'table.csv: expected a CSV table in UTF-8, found something else; save it as CSV'],
    ['a line break in a cell', 'composition,n\nLiF,"a\nb"\n', 'table.csv, line 2: expected one record a line, found a'],
  ])('refuses %s in one line', async (_title, content, line) => {
    const { code, out, err } = await runTable(content);
    expect(err).toContain(line);
    expect(err).toMatch(/^ionsieve: [^\n]+\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('refuses in one line a table that is not there, none where it is needed, and one among the inputs', async () => {
    for (const [args, line] of [
      [['--input', 'none.csv'], 'none.csv: expected a readable file, found ENOENT; check the path'],
      [[], 'predict: expected a formula, a structure file or --input, found none; see ionsieve predict --help'],
      [['table.csv'], 'table.csv: expected a formula or structures, found a table; give it with --input'],
    ] as const) {
      expect(await run(...args)).toEqual({ code: 2, out: '', err: `ionsieve: ${line}\n` });
    }
  });

  test('refuses a measured model that is none in one line', async () => {
    const { code, err } = await ionsieveHere(['predict', 'LiF', '--measured-model', 'LiF.cif']);
    expect(err).toBe(
      'ionsieve: LiF.cif: expected a student file in JSON, found something else or a damaged file; restore or refit the student\n',
    );
    expect(code).toBe(2);
  });
});
