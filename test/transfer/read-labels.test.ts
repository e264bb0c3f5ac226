import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental-sets.ts';
import { readLabels } from '../../src/transfer/read-labels.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-labels-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'labels.csv');

function read(text: string) {
  writeFileSync(file, text);
  return readLabels(file, ELEMENTAL_SETS['elemental-30']);
}

test('a table of compositions and probabilities is enough', async () => {
  const { formulas, rows, leftOut, unread } = await read('Formula;Probability\nLiF;0,1\nLi2O;0,9\nLiF;0,3\n');
  expect({ rows, leftOut, unread }).toEqual({ rows: 3, leftOut: [], unread: [] });
  const found = formulas.map(({ formula, probability, ids }) => [formula, probability, ids]);
  expect(found).toEqual([
    ['Li2O', 0.9, ['line 3']],
    ['LiF', 0.2, ['line 2', 'line 4']],
  ]);
});

test('JSON lines are labels too', async () => {
  const { formulas } = await read('{"formula":"LiF","probability":0.1}\n{"formula":"Li2O","probability":0.9}\n');
  expect(formulas.map(({ formula, fast }) => [formula, fast])).toEqual([
    ['Li2O', 1],
    ['LiF', 0],
  ]);
});

test('a reason leaves a row out, and a probability that is none is reported, in the order of the lines', async () => {
  const { leftOut, unread } = await read(
    'id,formula,probability,reason\na,LiF,0.1,\nb,LiCl,,no anion\nc,LiBr,2,\nd,LiI,0x1,\ne,Lix,0.1,\nf,LiPu,0.1,\ng,LiI\n',
  );
  expect(leftOut).toEqual([{ id: 'b', reason: 'no anion' }]);
  expect(unread.map(({ line, reason }) => [line, reason])).toEqual([
    [4, 'c: expected a probability from 0 to 1, or a reason, found "2"; write the file with ionsieve label'],
    [5, 'd: expected a probability from 0 to 1, or a reason, found "0x1"; write the file with ionsieve label'],
    [6, 'Lix, position 3: expected an element symbol, found "x"; check the formula'],
    [8, 'expected 4 cells as in the header, found 2; the row is cut off, or a cell was left out'],
  ]);
});

test('an element that the descriptors do not know leaves a row out', async () => {
  const { leftOut } = await read('id,formula,probability\na,LiF,0.1\nb,FmCl,0.5\n');
  expect(leftOut).toEqual([{ id: 'b', reason: 'an element without descriptors' }]);
});

test('without compositions or probabilities there is nothing to learn', async () => {
  await expect(read('id,formula\na,LiF\n')).rejects.toThrow(
    'labels.csv: expected a column probability, found id, formula',
  );
  await expect(read('id,probability\na,1\n')).rejects.toThrow(
    'labels.csv: expected a column composition, found id, probability',
  );
  await expect(read('formula,probability\nLix,1\n')).rejects.toThrow(
    `expected a row that can be read, found none in 1; the first: ${file}, line 2: Lix, position 3`,
  );
  await expect(read('formula,probability\nLiF,0,5\n')).rejects.toThrow('line 2: expected 2 cells as in the header');
});
