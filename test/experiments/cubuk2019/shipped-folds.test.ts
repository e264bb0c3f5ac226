import { describe, expect, test } from 'vitest';
import { chemicalSystem } from '../../../src/chemistry/composition.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { stream } from '../../../src/core/random.ts';
import { readShipped, shippedRecord } from '../../../src/core/shipped-data.ts';
import { parseCsv } from '../../../src/core/table.ts';
import { groupedFolds } from '../../../src/evaluation/folds.ts';
import { loadLabelTable } from '../../../src/transfer/label-table.ts';

const rows = parseCsv(readShipped('folds.csv.gz'), 'data/folds.csv.gz', ['formula', 'by_formula', 'by_system']);
const formulas = rows.map(({ formula }) => formula!);
const systems = formulas.map((formula) => chemicalSystem(parseFormula(formula)));
const fold = (column: 'by_formula' | 'by_system') => rows.map((row) => Number(row[column]));

describe('the committed folds', () => {
  test('cover exactly the labelled formulas, each once, in order', () => {
    expect(formulas).toEqual([...new Set(loadLabelTable().formulas)].sort());
  });

  test('keep every chemical system in one fold of by_system, and by_formula does not', () => {
    const foldsOf = (column: 'by_formula' | 'by_system') => {
      const found = new Map<string, Set<number>>();
      fold(column).forEach((each, row) => {
        found.set(systems[row]!, (found.get(systems[row]!) ?? new Set()).add(each));
      });
      return [...found].filter(([, folds]) => folds.size > 1).map(([system]) => system);
    };
    expect(foldsOf('by_system')).toEqual([]);
    expect(foldsOf('by_formula').length).toBeGreaterThan(100);
  });

  test.each(['by_formula', 'by_system'] as const)('%s: five folds of equal size', (column) => {
    const sizes = [0, 1, 2, 3, 4].map((each) => fold(column).filter((other) => other === each).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows.length);
    for (const size of sizes) expect(Math.abs(size - rows.length / 5)).toBeLessThanOrEqual(1);
  });

  test('are those that groupedFolds draws from the seed that the manifest names', () => {
    const seed = Number(/seed (\d+)$/.exec(shippedRecord('folds.csv.gz').source)![1]);
    expect(fold('by_formula')).toEqual(Array.from(groupedFolds(formulas, 5, stream(seed, 'folds by formula'))));
    expect(fold('by_system')).toEqual(Array.from(groupedFolds(systems, 5, stream(seed, 'folds by chemical system'))));
  });
});
