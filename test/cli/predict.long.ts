import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { type CompoundPredictor, openPredictor } from '../../src/transfer/predict.ts';
import type { Prediction } from '../../src/transfer/prediction.ts';
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

/** An answer, or in `reason` why there is none. */
const NO_FIGURE = 'conductivity: expected S/cm above 0, found "high"; write it as 1.2e-4, or a limit as <1e-10';

type Row = Prediction & { readonly reason: string | null };

async function predict(...args: string[]): Promise<Row[]> {
  const { code, out } = await run('--json', ...args);
  expect(code).toBe(0);
  return JSON.parse(out) as Row[];
}

/** What stands in a row with the answer for a formula. */
const answerFor = (formula: string): Row => ({ ...predictor.formula(formula), reason: null });

/** Predicts a table of this content, as JSON. */
function runTable(content: string | Uint8Array, ...args: string[]): Promise<Outcome> {
  writeFileSync('table.csv', content);
  return run('--json', '--input', 'table.csv', ...args);
}

function inputsOf(outcome: Outcome): string[] {
  return (JSON.parse(outcome.out) as Row[]).map(({ input }) => input);
}

describe('predict', () => {
  test('answers for a formula with students, teacher and the nearest measured material', async () => {
    const [known, unknown] = await predict('Li3PS4', 'Li3.4Sn0.41P1.7Se3');
    expect(known).toMatchObject({ input: 'Li3PS4', formula: 'Li3PS4', domain: 'inside' });
    expect(known).toMatchObject({ nearest_measured: 'Li3PS4', nearest_of_the_forty: 'Li3PS4' });
    expect(known!.teacher_structure).toMatch(/^mp-\d+/);
    for (const probability of [known!.probability, known!.student_probability!, known!.teacher_probability!]) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
    expect(known!.log10_low).toBeLessThan(known!.log10_conductivity_S_per_cm!);
    expect(known!.log10_high).toBeGreaterThan(known!.log10_conductivity_S_per_cm!);
    expect(unknown).toMatchObject({ teacher_probability: null, teacher_structure: null });
    expect(known).toEqual(answerFor('Li3PS4'));
  });

  test('a fraction with a slash is no path, and the others are answered', async () => {
    const { code, out, err } = await run('--json', 'Li1/2CoO2', 'Li3PS4');
    const line =
      'Li1/2CoO2: expected a formula, or a path of structures, found neither; check the path, or write fractions as 0.5';
    expect({ code, err }).toEqual({ code: 1, err: `ionsieve: ${line}\nionsieve: note: 1 of 2 not predicted\n` });
    expect((JSON.parse(out) as Row[]).map(({ reason }) => reason)).toEqual([line, null]);
  });

  test('--measured stands before what is shipped, and has a line for a row that cannot be read', async () => {
    writeFileSync('mine.csv', 'composition,conductivity_S_per_cm,source\nLi7P3S11,1.7e-2,notebook 3\n');
    const [row] = await predict('Li7P3S11', '--measured', 'mine.csv');
    expect(row).toMatchObject({ measured: '1.7e-2 S/cm', measured_source: 'own measurements, line 2: notebook 3' });
    expect(row!.also_measured).toContain('2.53e-3 S/cm');
    writeFileSync('mine.csv', 'composition,conductivity_S_per_cm\nLi7P3S11,high\n');
    expect(await run('Li7P3S11', '--measured', 'mine.csv')).toEqual({
      code: 2,
      out: '',
      err: `ionsieve: mine.csv, line 2: ${NO_FIGURE}\n`,
    });
    writeFileSync('mine.csv', 'composition,conductivity_S_per_cm\nLi7P3S11,high\nLi3PS4,1e-4\n');
    const some = await run('Li7P3S11', '--measured', 'mine.csv');
    expect(some).toMatchObject({ code: 1, out: expect.stringContaining('Li7P3S11') });
    expect(some.err).toContain(
      `ionsieve: mine.csv, line 2: ${NO_FIGURE}\nionsieve: note: mine.csv: 1 of 2 rows cannot be read`,
    );
    expect(await run('Li7P3S11', '--measured', 'mine.csv', '--strict')).toEqual({
      code: 2,
      out: '',
      err: `ionsieve: mine.csv, line 2: ${NO_FIGURE}\n`,
    });
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
    expect(row).toEqual(Object.fromEntries(Object.entries(json!).map(([name, value]) => [name, String(value ?? '')])));
    const { out: table } = await run('Li3PS4', 'Li13O2Cl3');
    const lines = table.trimEnd().split('\n');
    expect(lines.length).toBe(3);
    expect(lines[0]).toMatch(
      /^input {2,}measured {2,}source {2,}prediction {2,}also measured {2,}P {2,}log10 S\/cm {2,}90 % from {2,}90 % to {2,}domain {2,}nearest measured {2,}its log10 S\/cm {2,}paper's P {2,}teacher P {2,}structure$/,
    );
    expect(lines[1]!.split(/ {2,}/)).toEqual([
      'Li3PS4',
      '4.82e-7 S/cm (median of 2 over 0.5 decades)',
      'OBELiX: 10.1021/ja3110895',
      json!.measured_against_predicted,
      '1.81e-4 S/cm (median of 3 over 0.6 decades), Liverpool Ionics: 10.1021/acsomega.8b00377 and 1 more; ' +
        '3e-7 S/cm, Sendek et al. 2017, Table 1: 10.1039/c6ee02697d',
      json!.probability!.toFixed(3),
      json!.log10_conductivity_S_per_cm!.toFixed(2),
      json!.log10_low!.toFixed(2),
      json!.log10_high!.toFixed(2),
      'inside',
      'Li3PS4',
      json!.nearest_measured_log10_S_per_cm!.toFixed(2),
      json!.student_probability!.toFixed(3),
      json!.teacher_probability!.toFixed(3),
      json!.teacher_structure,
    ]);
    expect(lines[2]).toMatch(/ - +-$/);
  });

  test('keeps a row with the reason for each structure and formula without an answer, and does the rest', async () => {
    writeFileSync('torn.jsonl', `${rockSaltLine('a')}{"id":\n${rockSaltLine('c', 'Li', 'Br')}`);
    const { code, out, err } = await run('mixed.jsonl', 'Xx2O', 'torn.jsonl', 'none.cif', 'LiF', '--json');
    expect(code).toBe(1);
    const rows = JSON.parse(out) as Row[];
    expect(rows.map(({ input, formula, reason }) => [input, formula, reason])).toEqual([
      ['mixed.jsonl', 'LiF', null],
      ['mixed.jsonl', 'NaF', 'b: no lithium'],
      ['mixed.jsonl', 'LiBr', null],
      ['Xx2O', null, 'Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling'],
      ['torn.jsonl', 'LiF', null],
      ['torn.jsonl', null, expect.stringMatching(/^torn\.jsonl, line 2: expected one JSON object a line, found/)],
      ['torn.jsonl', 'LiBr', null],
      ['none.cif', null, 'none.cif: expected a file or folder, found none; check the path'],
      ['LiF', 'LiF', null],
    ]);
    expect(rows.map(({ probability }) => probability === null)).toEqual(rows.map(({ reason }) => reason !== null));
    expect(err.split('\n')).toEqual([
      'ionsieve: mixed.jsonl: b: no lithium',
      'ionsieve: Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling',
      expect.stringMatching(/^ionsieve: torn\.jsonl, line 2: expected one JSON object/),
      'ionsieve: none.cif: expected a file or folder, found none; check the path',
      'ionsieve: note: 4 of 9 not predicted',
      '',
    ]);
    const { out: table } = await run('LiF', 'Xx2O');
    expect(table).toMatch(/^input .* reason\nLiF .* -\nXx2O .* Xx2O, position 1: expected an element symbol/);
  });

  test('stops at the first where it is strict, and prints no answer', async () => {
    const { code, out, err } = await run('LiF', 'Xx2O', 'LiCl', '--json', '--strict');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^ionsieve: Xx2O, position 1: [^\n]+\n$/);
  });

  test('is one line, or one for each, where nothing has an answer', async () => {
    expect(await run('Xx2O')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^ionsieve: [^\n]+\n$/) });
    const { code, out, err } = await run('Xx2O', 'NaCl');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^ionsieve: Xx2O, position 1: /),
      expect.stringMatching(/^ionsieve: NaCl: expected a lithium compound/),
      'ionsieve: note: 2 of 2 not predicted',
      '',
    ]);
  });
});

describe('predict --input', () => {
  test('answers for each row of a table as for a formula, after those of the command line', async () => {
    const outcome = await runTable('id,composition\n1,Li6PS5Cl\n2,"(Li3PS4)2"\n', 'LiF', 'LiF.cif');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const [formula, structure, ...rows] = JSON.parse(outcome.out) as Row[];
    expect(formula).toEqual({ id: null, composition: null, ...answerFor('LiF') });
    expect(structure!.input).toBe('LiF.cif');
    expect(rows).toEqual([
      { id: '1', composition: 'Li6PS5Cl', ...answerFor('Li6PS5Cl') },
      { id: '2', composition: '(Li3PS4)2', ...answerFor('(Li3PS4)2') },
    ]);
    expect(Object.keys(rows[0]!).slice(0, 4)).toEqual(['id', 'composition', 'input', 'formula']);
  });

  test('keeps the columns of the table in front, and never writes over one of the same name', async () => {
    const text = 'formula;note;probability;reason;ionsieve_reason\nLi6PS5Cl;a;0,5;mine;x\nXx;"b;c";0,1;;\n';
    const outcome = await runTable(text);
    expect(outcome.code).toBe(1);
    const [row, bad] = JSON.parse(outcome.out) as Record<string, unknown>[];
    const { formula, probability, ...rest } = predictor.formula('Li6PS5Cl');
    expect(row).toEqual({
      ...{ formula: 'Li6PS5Cl', note: 'a', probability: '0,5', reason: 'mine', ionsieve_reason: 'x' },
      ...{ ionsieve_formula: formula, ionsieve_probability: probability, ionsieve_ionsieve_reason: null, ...rest },
    });
    expect(bad).toMatchObject({ formula: 'Xx', note: 'b;c', ionsieve_probability: null, domain: null, input: 'Xx' });
    expect(bad!.ionsieve_ionsieve_reason).toMatch(/^Xx, position 1: /);
    expect(outcome.err.split('\n')[0]).toBe(
      'ionsieve: note: the table has columns of these names: ours are ionsieve_formula, ionsieve_probability, ionsieve_ionsieve_reason',
    );
    const csv = (await run('--csv', '--input', 'table.csv')).out.split('\n');
    expect(csv[0]!.split(',').slice(0, 7).join()).toBe(
      'formula,note,probability,reason,ionsieve_reason,input,ionsieve_formula',
    );
    expect(csv[1]!.startsWith('Li6PS5Cl,a,"0,5",mine,x,Li6PS5Cl,Li6PS5Cl,')).toBe(true);
    const { out: table } = await run('--input', 'table.csv');
    expect(table.split('\n')[0]).toMatch(
      /^formula {2,}note {2,}probability {2,}reason {2,}ionsieve_reason {2,}input {2,}measured {2,}source {2,}prediction {2,}also measured {2,}P /,
    );
  });

  test('reads every row rightly or says why not: line separators, decimal commas, quotes within quotes', async () => {
    const separated = await runTable('composition\nLi3PS4\u2028Li6PS5Cl\n');
    expect([separated.code, inputsOf(separated)]).toEqual([0, ['Li3PS4', 'Li6PS5Cl']]);
    const cut = await runTable('composition,note\nLi6,5La3Zr2O12\nLi3PS4,x\n');
    expect(cut.code).toBe(1);
    expect((JSON.parse(cut.out) as Row[]).map(({ reason }) => reason)).toEqual([
      'Li6: expected a whole formula in the cell, found a part of Li6.5La3Zr2O12; write a point, or quotes around the formula',
      null,
    ]);
    const quoted = await runTable('composition,x\n"""(LiCl)0.5 (P2O5)0.5""",1\n');
    expect(quoted.code).toBe(2);
    expect(quoted.err).toBe(
      'ionsieve: table.csv, line 2: "(LiCl)0.5 (P2O5)0.5": expected a formula, found a cell with quotes of its own; take them out\n',
    );
  });

  test('stops at the first row without an answer where it is strict', async () => {
    const outcome = await runTable('composition\nLiF\nNaCl\nXx\n', '--strict');
    expect(outcome).toMatchObject({ code: 2, out: '' });
    expect(outcome.err).toMatch(/^ionsieve: table\.csv, line 3: NaCl: expected a lithium compound[^\n]+\n$/);
  });

  test('keeps rows without an answer in their place, names them by their line, and does the rest', async () => {
    const lines = ['composition,n', 'LiF,1', 'Na2S,2', '', 'LiCl,3', ',4', 'Xx,5', 'Li2Og,6', 'LiI,7,8', 'LiBr,8'];
    for (const text of [lines.join('\n'), `\ufeff${lines.join('\r\n')}\r\n`]) {
      for (const content of [text, gzipSync(text)]) {
        const outcome = await runTable(content);
        expect(outcome.code).toBe(1);
        expect(inputsOf(outcome)).toEqual(['LiF', 'Na2S', 'LiCl', '', 'Xx', 'Li2Og', 'LiI,7,8', 'LiBr']);
        const reasons = (JSON.parse(outcome.out) as Row[]).map(({ reason }) => reason !== null);
        expect(reasons).toEqual([false, true, false, true, true, true, true, false]);
        expect(outcome.err.split('\n')).toEqual([
          'ionsieve: table.csv, line 3: Na2S: expected a lithium compound, found none; logistic-30 has learned lithium compounds only, of 80 elements',
          'ionsieve: table.csv, line 6: formula: expected a formula, found an empty text; write one, such as Li3PS4',
          'ionsieve: table.csv, line 7: Xx, position 1: expected an element symbol, found "Xx"; check the spelling',
          expect.stringMatching(/^ionsieve: table\.csv, line 8: Li2Og: expected a value of .*, found none for Og;/),
          'ionsieve: table.csv, line 9: expected 2 cells as in the header, found 3; put quotes around a cell with a comma, and a point in numbers',
          'ionsieve: note: 5 of 8 not predicted',
          '',
        ]);
      }
    }
  });

  test('lists the first twenty of many such rows', async () => {
    const { code, err } = await runTable(`composition\n${'NaCl\n'.repeat(23)}LiF\n`);
    const lines = err.trimEnd().split('\n');
    expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 22 });
    expect(lines[19]).toMatch(/^ionsieve: table\.csv, line 21: NaCl: /);
    expect(lines.slice(20)).toEqual(['ionsieve: note: ... and 3 more', 'ionsieve: note: 23 of 24 not predicted']);
  });

  test('where no row has an answer keeps them all with their reasons, and ends with 2', async () => {
    const { code, out, err } = await runTable('composition\nNaCl\nXx\n');
    expect([code, (JSON.parse(out) as Row[]).map(({ input }) => input)]).toEqual([2, ['NaCl', 'Xx']]);
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^ionsieve: table\.csv, line 2: NaCl: expected a lithium compound/),
      expect.stringMatching(/^ionsieve: table\.csv, line 3: Xx, position 1: /),
      'ionsieve: note: 2 of 2 not predicted',
    ]);
    expect((await runTable('composition\nNaCl\nXx\n', 'LiF')).code).toBe(1);
  });

  test('gives each row the same answer in any order and in any company', async () => {
    const formulas = ['Li3PS4', 'LiF', 'Li9.54Si1.74P1.44S11.7Cl0.3', 'Li13O2Cl3', 'Li0.33La0.557TiO3', 'Na2S'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...formulas), { minLength: 1, maxLength: 8 }), async (asked) => {
        const outcome = await runTable(`composition\n${[...asked, 'LiI'].join('\n')}\n`);
        const rows = JSON.parse(outcome.out) as (Row & { composition: string })[];
        expect(rows.map(({ composition }) => composition)).toEqual([...asked, 'LiI']);
        for (const { composition, ...row } of rows) {
          if (composition === 'Na2S') expect(row).toMatchObject({ input: 'Na2S', probability: null });
          else expect(row).toEqual(answerFor(composition));
        }
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
    expect(firstCells.filter((line) => line.startsWith('composition ')).length).toBe(3);
    expect(firstCells.filter((line) => /^Li\d*F /.test(line)).length).toBe(2345);
  });

  test.each<[string, string, string]>([
    ['an empty file', '', 'table.csv: expected a header, found an empty file; give a CSV table'],
    ['no such column', 'name\nLiF\n', 'table.csv: expected a column composition, found name; name the column so'],
    ['binary data', '\0\x01\x02', 'table.csv: expected a CSV table in UTF-8, found something else; save it as text'],
    [
      'a quote that does not close',
      'composition,n\nLiF,"a\nb\n',
      'table.csv, line 2: expected a quote that closes, found',
    ],
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
      'ionsieve: LiF.cif: expected a model file in JSON, found something else or a damaged file; restore or refit the model\n',
    );
    expect(code).toBe(2);
  });

  test('answers alone with a Learner of measured values that --model names, its probability beside the interval', async () => {
    const { code, out, err } = await ionsieveHere(['predict', 'Li6PS5Cl', '--model', 'measured.json', '--json']);
    expect(code).toBe(0);
    const said = predictor.formula('Li6PS5Cl');
    const [row] = JSON.parse(out) as Record<string, unknown>[];
    const column = 'log10_ionic_conductivity_at_room_temperature_S_per_cm';
    expect(row).toMatchObject({ probability: said.probability, domain: 'inside', nearest_learned: 'Li6PS5Cl' });
    expect([row![column], row![`${column}_low`]]).toEqual([said.log10_conductivity_S_per_cm, said.log10_low]);
    expect(Object.keys(row!)).not.toContain('student_probability');
    expect(err).toContain('small: ionic conductivity at room temperature, log10 of S/cm; it learned lithium compounds');
  });
});
