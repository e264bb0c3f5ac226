import { expect, test } from 'vitest';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental-sets.ts';
import { readLabels } from '../../src/transfer/read-labels.ts';

const read = (text: string) => readLabels(text, 'labels.csv', ELEMENTAL_SETS['elemental-30']);

test('a table of compositions and probabilities is enough', () => {
  const { formulas, rows, leftOut, unread } = read('Formula;Probability\nLiF;0,1\nLi2O;0,9\nLiF;0,3\n');
  expect({ rows, leftOut, unread }).toEqual({ rows: 3, leftOut: [], unread: [] });
  const found = formulas.map(({ formula, probability, ids }) => [formula, probability, ids]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['LiF', 0.2, ['line 2', 'line 4']],
      ['Li2O', 0.9, ['line 3']],
    ]),
  );
});

test('a reason leaves a row out, and a probability that is none is reported', () => {
  const { leftOut, unread } = read(
    'id,formula,probability,reason\na,LiF,0.1,\nb,LiCl,,no anion\nc,LiBr,2,\nd,LiI,0x1,\n',
  );
  expect(leftOut).toEqual([{ id: 'b', reason: 'no anion' }]);
  expect(unread.map(({ message }) => message)).toEqual([
    'labels.csv, line 4: c: expected a probability from 0 to 1, or a reason, found "2"; write the file with ionsieve label',
    'labels.csv, line 5: d: expected a probability from 0 to 1, or a reason, found "0x1"; write the file with ionsieve label',
  ]);
});

test('without compositions or probabilities there is nothing to learn', () => {
  expect(() => read('id,formula\na,LiF\n')).toThrow('labels.csv: expected a column probability, found id, formula');
  expect(() => read('id,probability\na,1\n')).toThrow(
    'labels.csv: expected a column composition, found id, probability',
  );
});
