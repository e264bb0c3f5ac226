import { describe, expect, test } from 'vitest';
import { periodicLayout } from '../../../experiments/cubuk2019/periodic-layout.ts';
import { elementProperty, SYMBOLS } from '../../../src/chemistry/elements.ts';

const cells = periodicLayout();

describe('the periodic table', () => {
  test('has each element up to neptunium once, none beyond, no two in one cell', () => {
    expect([...cells.keys()].sort()).toEqual(SYMBOLS.slice(1, 94).sort());
    expect(new Set([...cells.values()].map(({ row, column }) => `${row}/${column}`)).size).toBe(93);
  });

  test('puts every element in its period and group; the f block stands below', () => {
    const period = elementProperty('period').values;
    const group = elementProperty('group').values;
    for (const [symbol, { row, column }] of cells) {
      const z = SYMBOLS.indexOf(symbol);
      const fBlock = (z >= 57 && z <= 71) || z >= 89;
      expect(row, symbol).toBe(fBlock ? period[z]! + 2 : period[z]);
      expect(column, symbol).toBe(fBlock ? z - (z <= 71 ? 57 : 89) + 3 : group[z]);
      expect(column >= 1 && column <= 18, symbol).toBe(true);
    }
  });
});
