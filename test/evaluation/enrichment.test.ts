import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrichment } from '../../src/evaluation/enrichment.ts';
import { shareCount } from '../../src/evaluation/share-count.ts';

// scikit-learn 1.2.1; the script is test/golden/evaluation/make_statistics.py.
interface Case {
  name: string;
  y: number[];
  score: number[];
  share: number;
  expected: number;
}
const golden: { enrichment: Case[] } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'),
);

const scoredRows = (maxLength: number) =>
  fc.array(fc.record({ y: fc.constantFrom(0, 1), score: fc.integer({ min: -2, max: 2 }) }), {
    minLength: 1,
    maxLength,
  });
type Row = { y: number; score: number };
const of = (rows: Row[], share: number) =>
  enrichment(
    rows.map(({ y }) => y),
    rows.map(({ score }) => score),
    share,
  );
const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);

/** Every order of the rows. */
function orders(rows: Row[]): Row[][] {
  if (rows.length <= 1) return [rows];
  return rows.flatMap((row, i) => orders(rows.toSpliced(i, 1)).map((rest) => [row, ...rest]));
}

describe('enrichment', () => {
  it.each(golden.enrichment)('agrees with scikit-learn: $name', ({ y, score, share, expected }) => {
    expect(enrichment(y, score, share)).toBeCloseTo(expected, 10);
  });

  it('is the mean over all orders of the rows of what a stable sort gives', () => {
    fc.assert(
      fc.property(scoredRows(5), share, (rows, share) => {
        fc.pre(rows.some(({ y }) => y === 1));
        const top = Math.max(1, shareCount(share, rows.length));
        const rate = (list: Row[]) => list.reduce((sum, { y }) => sum + y, 0) / list.length;
        const all = orders(rows).map((order) => rate(order.toSorted((a, b) => b.score - a.score).slice(0, top)));
        const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
        expect(of(rows, share)).toBeCloseTo(mean / rate(rows), 10);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the rows, is 1 for the whole list and where all scores are equal', () => {
    fc.assert(
      fc.property(scoredRows(40), share, (rows, share) => {
        const found = of(rows, share);
        expect(of([...rows].reverse(), share)).toBe(found);
        fc.pre(found !== null);
        expect(of(rows, 1)).toBeCloseTo(1, 12);
        const flat = rows.map(({ y }) => ({ y, score: 3 }));
        expect(of(flat, share)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('takes at least one row and gives null without a positive', () => {
    expect(enrichment([1, 0, 0, 0], [4, 3, 2, 1], 1e-6)).toBe(4);
    expect(enrichment([0, 0], [1, 2], 0.5)).toBeNull();
  });

  it('says what is wrong with its input', () => {
    const message = (share: number) => `enrichment share: expected above 0, at most 1, found ${share}`;
    for (const share of [0, 1.5, Number.NaN]) expect(() => enrichment([1], [1], share)).toThrow(message(share));
    expect(() => enrichment([1, 0], [1], 0.5)).toThrow('scores: expected 2, one for each label, found 1');
  });
});

describe('shareCount', () => {
  it('is the exact quotient rounded up, for shares in percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1e6 }), (percent, count) => {
        expect(shareCount(percent / 100, count)).toBe(Number((BigInt(percent) * BigInt(count) + 99n) / 100n));
      }),
    );
  });
});
