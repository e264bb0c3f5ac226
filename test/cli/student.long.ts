import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formatCsv } from '../../src/core/table.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { labelStructures } from '../../src/transfer/label.ts';
import { loadLabelTable } from '../../src/transfer/label-table.ts';
import { publishedTeacher } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const HEADER = ['id', 'formula', 'probability', 'fast', 'domain_distance', 'reason'];

afterAll(() => rmSync(folder, { recursive: true }));

/** Every fifteenth structure of the shipped label table, labelled by the published teacher. */
const rows = (() => {
  const table = loadLabelTable();
  const { probability, fast, domainDistance } = labelStructures(publishedTeacher(loadTraining()), table.X);
  return table.ids.flatMap((id, i): (string | number)[][] =>
    i % 15 === 0 ? [[id, table.formulas[i]!, probability[i]!, fast[i]!, domainDistance[i]!, '']] : [],
  );
})();

function write(name: string, lines: readonly (readonly (string | number)[])[], header = HEADER): string {
  writeFileSync(path(name), formatCsv(header, lines));
  return path(name);
}

describe('student', () => {
  test('learns real labels beyond its floors, and says what it left out', async () => {
    const lines = [
      ...rows,
      ['x-1', 'LiEu', '', '', '', 'no electronegativity: Eu'],
      ['x-2', 'NaCl', '', '', '', 'no lithium'],
    ];
    const out = path('student.json');
    const {
      code,
      out: text,
      err,
    } = await ionsieveHere(['student', write('labels.csv', lines), '--out', out, '--json']);
    expect(code).toBe(0);
    expect(err).toContain(`${lines.length} rows`);
    expect(err).toContain('left out: 2 structures (1 no electronegativity: Eu, 1 no lithium), the first x-1');
    const judged = JSON.parse(text) as Record<string, number | string | null>[];
    expect(judged.map(({ student }) => student)).toEqual([
      'always-slow',
      'anion-rule',
      'nearest-neighbour',
      'logistic-30',
    ]);
    expect(judged[0]!.auc).toBeNull();
    const [mcc, floor] = [judged[3]!, judged[0]!].map((row) => row.mcc as number);
    expect(mcc! > (floor ?? 0) + 0.2).toBe(true);
    expect(
      (judged[3]!.auc_low as number) < (judged[3]!.auc as number) &&
        (judged[3]!.auc as number) < (judged[3]!.auc_high as number),
    ).toBe(true);
    const { name, anchor, scores } = readLearner(out);
    expect([name, anchor]).toEqual(['student', 'Li']);
    const auc = scores.find(({ subject, metric }) => subject === 'student' && metric === 'auc');
    expect(auc).toMatchObject({ on: 'unseen chemical systems', value: judged[3]!.auc, low: judged[3]!.auc_low });
    const screened = await ionsieveHere(['predict', 'Li3PS4', '--model', out, '--json']);
    expect(screened.code).toBe(0);
    const again = await ionsieveHere(['student', path('labels.csv'), '--out', path('again/student.json')]);
    expect(again.code).toBe(0);
    expect(readFileSync(path('again/student.json')).equals(readFileSync(out))).toBe(true);
  });

  test('counts the structures of one formula once, by the mean of their probabilities, in any order', async () => {
    const twice = rows.flatMap(([id, formula, p]) => [
      [`${id}-a`, formula!, Math.max(0, 2 * (p as number) - 1), '', '', ''],
      [`${id}-b`, formula!, Math.min(1, 2 * (p as number)), '', '', ''],
    ]);
    const one = await ionsieveHere(['student', write('once.csv', rows), '--out', path('once.json'), '--csv']);
    const two = await ionsieveHere([
      'student',
      write('twice.csv', twice.reverse()),
      '--out',
      path('twice.json'),
      '--csv',
    ]);
    expect(two.out).toBe(one.out);
  });

  test('passes over blank lines, counts rows that cannot be read with their line, and learns from the others', async () => {
    const plain = await ionsieveHere(['student', write('plain.csv', rows), '--out', path('plain.json'), '--csv']);
    const lines = formatCsv(HEADER, rows).trimEnd().split('\n');
    const bad = ['x,Lix,0.5,1,1,', 'y,LiF,1.5,1,1,', 'z,LiF,0.5', 'w,LiF,,,,'];
    const text = [...lines.slice(0, 2), '', ...bad, ...lines.slice(2), '', '']
      .join('\r\n')
      .replace('formula', 'Formula');
    writeFileSync(path('bad.csv'), text);
    const { code, out, err } = await ionsieveHere(['student', path('bad.csv'), '--out', path('bad.json'), '--csv']);
    expect([code, out]).toEqual([1, plain.out]);
    // Each says from which file its labels are; what was learned is the same.
    const [learnt, wanted] = ['bad.json', 'plain.json'].map((name) => readLearner(path(name)));
    expect(learnt!.model).toEqual(wanted!.model);
    const told = err.replaceAll(folder, '').split('\n');
    expect(told.slice(0, 4)).toEqual([
      'ionsieve: /bad.csv, line 4: Lix, position 3: expected an element symbol, found "x"; check the formula',
      'ionsieve: /bad.csv, line 5: y: expected a probability from 0 to 1, or a reason, found "1.5"; write the file with ionsieve label',
      'ionsieve: /bad.csv, line 6: expected 6 cells as in the header, found 3; the row is cut off, or a cell was left out',
      'ionsieve: /bad.csv, line 7: w: expected a probability from 0 to 1, or a reason, found ""; write the file with ionsieve label',
    ]);
    expect(err).toContain(`note: ${rows.length + 4} rows, `);
    expect(told).toContain('ionsieve: note: not read: 4 rows, the first /bad.csv, line 4');
    const strict = await ionsieveHere(['student', path('bad.csv'), '--out', path('strict.json'), '--strict']);
    expect(strict).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^ionsieve: [^\n]*line 4: Lix[^\n]*\n$/),
    });
  });

  test('reads a table with semicolons and decimal commas as one with points', async () => {
    const plain = await ionsieveHere(['student', write('points.csv', rows), '--out', path('points.json'), '--csv']);
    const cells = [HEADER, ...rows].map((row) =>
      row.map((cell) => (typeof cell === 'number' ? String(cell).replace('.', ',') : cell)),
    );
    writeFileSync(path('commas.csv'), cells.map((row) => row.join(';')).join('\r\n'));
    const { code, out } = await ionsieveHere(['student', path('commas.csv'), '--out', path('commas.json'), '--csv']);
    expect([code, out]).toEqual([0, plain.out]);
  });

  const slow = rows.map(([id, formula]) => [id!, formula!, 0.1, 0, 1, '']);
  test.each<[string, string, RegExp]>([
    ['a missing column', write('a.csv', [['a']], ['id']), /a\.csv: expected a column probability, found id/],
    [
      'a decimal comma, for others may have lost theirs',
      write('long.csv', [['a', 'Li6', '5La3Zr2O12', 0.5, 1, 1, '']]),
      /long\.csv, line 2: expected 6 cells as in the header, found 7; put quotes around a cell with a comma, and a point/,
    ],
    [
      'a probability that is none',
      write('b.csv', [['a', 'LiF', 1.5, 1, 1, '']]),
      /b\.csv: expected a row that can be read, found none in 1; the first: .*b\.csv, line 2: a: expected a probability from 0 to 1, or a reason, found "1\.5"/,
    ],
    [
      'no probability',
      write('c.csv', [['a', 'LiF', '', '', '', '']]),
      /c\.csv, line 2: a: expected a probability from 0 to 1, or a reason, found ""/,
    ],
    [
      'a formula that is none',
      write('d.csv', [['a', 'Lix', 0.5, 1, 1, '']]),
      /d\.csv, line 2: Lix, position 3: expected/,
    ],
    [
      'too few systems',
      write('e.csv', rows.slice(0, 2)),
      /e\.csv: expected 5 or more chemical systems with a real anion, found \d/,
    ],
    [
      'no fast ones',
      write('f.csv', slow),
      /f\.csv: expected fast formulas with a real anion in two or more parts of the labels, found 0 in all; label more structures/,
    ],
    ['no file', path('none.csv'), /none\.csv: expected a readable file, found ENOENT/],
  ])('refuses %s in one line and writes nothing', async (_, labels, message) => {
    const before = readdirSync(folder);
    const { code, out, err } = await ionsieveHere(['student', labels, '--out', path('new/student.json')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
    expect(readdirSync(folder)).toEqual(before);
  });
});
