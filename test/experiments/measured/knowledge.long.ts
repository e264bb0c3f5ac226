import { expect, test } from 'vitest';
import { openKnowledge } from '../../../experiments/measured/knowledge.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { spearman } from '../../../src/evaluation/spearman.ts';
import { loadLabelTable } from '../../../src/transfer/label-table.ts';
import { PUBLISHED_MODEL } from '../../../src/transfer/published-model.ts';

test('structural descriptors are told from composition, roughly', () => {
  const knowledge = openKnowledge(0);
  const table = loadLabelTable();
  const rows = Array.from({ length: 500 }, (_, i) => 37 * i);
  const predicted = knowledge.structural(rows.map((row) => parseFormula(table.formulas[row]!)));
  expect([predicted.rows, predicted.cols]).toEqual([500, PUBLISHED_MODEL.descriptors.length]);
  for (let column = 0; column < table.X.cols; column++) {
    const truth = rows.map((row) => table.X.data[row * table.X.cols + column]!);
    const told = rows.map((_, i) => predicted.data[i * predicted.cols + column]!);
    expect(spearman(truth, told)!, PUBLISHED_MODEL.descriptors[column]).toBeGreaterThan(0.6);
  }
});
