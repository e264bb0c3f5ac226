import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../../src/chemistry/elements.ts';
import { barsOf, ticks } from '../../../src/explorer/page/lib/bars.ts';
import { ELEMENTS, neighbour } from '../../../src/explorer/page/lib/elements.ts';
import { placeIn, samePlace, towards } from '../../../src/explorer/page/lib/triangle.ts';

const element = (symbol: string) => ELEMENTS.find((one) => one.symbol === symbol)!;

describe('the periodic table', () => {
  test('has the symbols of the package in their order', () => {
    expect(ELEMENTS.map(({ symbol }) => symbol)).toEqual(SYMBOLS.slice(1, 104));
  });

  test('places are those of the standard table, f block below, each taken once', () => {
    const place = (symbol: string) => [element(symbol).column, element(symbol).row];
    expect(['H', 'He', 'Li', 'B', 'Sc', 'Zn', 'Cs', 'Hf', 'Rn', 'Ra'].map(place)).toEqual([
      [1, 1],
      [18, 1],
      [1, 2],
      [13, 2],
      [3, 4],
      [12, 4],
      [1, 6],
      [4, 6],
      [18, 6],
      [2, 7],
    ]);
    expect(['La', 'Lu', 'Ac', 'Lr'].map(place)).toEqual([
      [3, 9],
      [17, 9],
      [3, 10],
      [17, 10],
    ]);
    expect(new Set(ELEMENTS.map(({ column, row }) => `${column} ${row}`)).size).toBe(ELEMENTS.length);
  });

  test('arrow keys step over gaps and stop at the edge', () => {
    const go = (symbol: string, key: string) => neighbour(element(symbol), key, ELEMENTS).symbol;
    expect([go('H', 'ArrowRight'), go('Be', 'ArrowRight'), go('Li', 'ArrowDown'), go('B', 'ArrowUp')]).toEqual([
      'He',
      'B',
      'Na',
      'He',
    ]);
    expect([go('H', 'ArrowLeft'), go('Lr', 'ArrowDown'), go('Li', 'x')]).toEqual(['H', 'Lr', 'Li']);
  });
});

describe('bars', () => {
  test('empty ends are cut off, and edges are edges of bins', () => {
    expect(barsOf({ lower_edge: -1, width: 0.5, counts: [0, 2, 3, 0, 1, 0] }, 60)).toEqual([
      { from: -0.5, to: 0, count: 2 },
      { from: 0, to: 0.5, count: 3 },
      { from: 0.5, to: 1, count: 0 },
      { from: 1, to: 1.5, count: 1 },
    ]);
    expect(barsOf({ lower_edge: 0, width: 1, counts: [0, 0] }, 60)).toEqual([]);
  });

  test('no count is lost, and no more bars are drawn than asked for', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 80 }), (list, most) => {
        const bars = barsOf({ lower_edge: -10, width: 0.1, counts: list }, most);
        expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(list.reduce((a, b) => a + b, 0));
        expect(bars.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('ticks are round', () => {
    expect(ticks(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticks(-0.85, 0.4, 4)).toEqual([-0.5, 0]);
    expect(ticks(1, 1, 4)).toEqual([1]);
  });
});

describe('the triangle', () => {
  test('corners and middle', () => {
    expect(placeIn([1, 0, 0])).toEqual({ x: 0, y: -0 });
    expect(placeIn([0, 1, 0])).toEqual({ x: 1, y: -0 });
    expect(placeIn([1, 1, 1]).x).toBeCloseTo(0.5, 12);
    expect(placeIn([1, 1, 1]).y).toBeCloseTo(-Math.sqrt(3) / 6, 12);
    expect(placeIn([0.3, 0.3, 0.2])).toEqual(placeIn([3, 3, 2]));
  });

  test('arrow keys reach every point of a grid', () => {
    const points = Array.from({ length: 9 }, (_, i) => i).flatMap((i) =>
      Array.from({ length: 9 - i }, (_, j) => placeIn([i, j, 8 - i - j])),
    );
    const seen = new Set([0]);
    for (const at of seen) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) seen.add(towards(points, at, key));
    }
    expect(seen.size).toBe(points.length);
  });
});

test('points are the same but for rounding', () => {
  const share = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(share, share, share, share, (a, b, c, times) => {
      expect(samePlace(placeIn([a, b, c]), placeIn([a / times, b / times, c / times]))).toBe(true);
      expect(samePlace(placeIn([a, b, c]), placeIn([a + 1, b, c]))).toBe(false);
    }),
  );
});
