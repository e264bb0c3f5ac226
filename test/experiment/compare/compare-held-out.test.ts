import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stream } from '../../../src/core/random.ts';
import { bootstrapStatistic } from '../../../src/evaluation/bootstrap-statistic.ts';
import { pairedDifference } from '../../../src/evaluation/paired-difference.ts';
import { type ComparedScore, compareHeldOut } from '../../../src/experiment/compare/compare-held-out.ts';
import type { HeldOutRow } from '../../../src/experiment/compare/read-held-out.ts';

const rows = (predicted: number[], truth: number[], subject = 'ridge', on = 'by_formula'): HeldOutRow[] =>
  predicted.map((value, i) => ({
    ...{ id: `r${i}`, group: `r${i}`, category: null, subject, on },
    ...{ truth: truth[i]!, predicted: value },
  }));
const names = ['a', 'b'] as const;

describe('the paired difference', () => {
  test('is that of the two measures, and its interval is narrower than theirs where both find the same rows hard', () => {
    const hard = Float64Array.from({ length: 60 }, (_, i) => (i % 10) ** 2);
    const mean = (values: Float64Array) => (drawn: Int32Array) =>
      drawn.reduce((sum, row) => sum + values[row]!, 0) / drawn.length;
    const harder = hard.map((value, i) => value + 1 + 0.1 * (i % 2));
    const options = { resamples: 500, level: 0.95 };
    const { estimate, low, high } = pairedDifference(60, mean(hard), mean(harder), options, stream(0, 'test'));
    expect(estimate).toBeCloseTo(1.05, 10);
    expect(low!).toBeGreaterThan(1);
    expect(high!).toBeLessThan(1.1);
    const alone = bootstrapStatistic(60, mean(hard), options, stream(0, 'test'));
    expect(alone.high! - alone.low!).toBeGreaterThan(50 * (high! - low!));
  });
});

describe('two results compared', () => {
  test('by hand: mean absolute errors 1 and 0.5 on three rows', () => {
    const [mae] = compareHeldOut(rows([1, 3, 4], [2, 2, 3]), rows([2, 2.5, 4], [2, 2, 3]), names);
    expect(mae).toMatchObject({ subject: 'ridge', on: 'by_formula', metric: 'mae', first: 1, second: 0.5 });
    expect(mae).toMatchObject({ difference: -0.5, n: 3, unpaired: 0 });
  });

  test('a result and itself differ nowhere, whatever it says', () => {
    const finite = fc.float({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 2, maxLength: 20 }), (pairs) => {
        const result = rows(
          pairs.map(([predicted]) => predicted),
          pairs.map(([, truth]) => truth),
        );
        for (const { difference, better } of compareHeldOut(result, result, names, { resamples: 20 })) {
          expect(difference ?? 0).toBe(0);
          expect(better).toBe(null);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the other way around, differences change sign and the better one its name', () => {
    const truth = Array.from({ length: 30 }, (_, i) => i);
    const near = rows(
      truth.map((value) => value + 0.1),
      truth,
    );
    const far = rows(
      truth.map((value, i) => value + (i % 2 ? 3 : -3)),
      truth,
    );
    const [there, back] = [compareHeldOut(near, far, names), compareHeldOut(far, near, names)];
    expect(there.map(({ better }) => better)).toEqual(['first', 'first', 'first']);
    expect(back.map(({ better }) => better)).toEqual(['second', 'second', 'second']);
    there.forEach(({ difference }, i) => {
      expect(difference).toBeCloseTo(-back[i]!.difference!, 10);
    });
  });

  test('labels are compared by auc, and probabilities by the Brier score too', () => {
    const truth = [0, 0, 1, 1];
    const scores = rows([-2, 1, 0.5, 3], truth);
    const probabilities = rows([0.1, 0.6, 0.5, 0.9], truth);
    expect(compareHeldOut(scores, scores, names).map(({ metric, first }) => [metric, first])).toEqual([['auc', 0.75]]);
    const both = compareHeldOut(probabilities, probabilities, names);
    expect(both.map(({ metric }) => metric)).toEqual(['auc', 'brier']);
    expect(both[1]!.first).toBeCloseTo((0.01 + 0.36 + 0.25 + 0.01) / 4, 12);
  });

  test('rows that only one has count as unpaired, and subjects and validations that only one has are left out', () => {
    const truth = [1, 2, 3, 4];
    const first = [...rows([1, 2, 3], truth), ...rows([1, 2, 3], truth, 'kernel')];
    const second = [...rows([1, 2, 3, 4], truth), ...rows([1], [2], 'ridge', 'by_paper')];
    const compared = compareHeldOut(first, second, names);
    expect(compared.map(({ metric, n, unpaired }) => [metric, n, unpaired])).toEqual([
      ['mae', 3, 1],
      ['rmse', 3, 1],
      ['spearman', 3, 1],
    ]);
    expect(compareHeldOut(second, second, names, { on: ['by_paper'] }).map(({ on }) => on)).toEqual(
      Array(3).fill('by_paper'),
    );
  });
});

describe('rows that were held out together', () => {
  test('are drawn together: near copies of four rows are worth no more than the four', () => {
    const truth = Array.from({ length: 40 }, (_, i) => i % 4);
    const grouped = (predicted: number[]): HeldOutRow[] =>
      rows(predicted, truth).map((row, i) => ({ ...row, group: `g${i % 4}` }));
    const [near, far] = [truth.map((value) => value + 0.1), truth.map((value) => value + [1, 0, 0.2, 0][value]!)];
    const [alone] = compareHeldOut(rows(near, truth), rows(far, truth), names);
    const [together] = compareHeldOut(grouped(near), grouped(far), names);
    const width = ({ low, high }: ComparedScore) => high! - low!;
    expect(together!.difference).toBeCloseTo(alone!.difference!, 12);
    expect(width(together!)).toBeGreaterThan(2 * width(alone!));
    expect([alone!.better, together!.better]).toEqual(['first', null]);
  });

  test('a rule cannot tell rows of one category apart, whatever fold they were in', () => {
    // The median of the others: below the middle for rows above it, so that pooled it seems to rank the wrong way.
    const truth = [1, 2, 3, 4];
    const median = rows([3, 3, 2, 2], truth, 'median').map((row) => ({ ...row, category: '0' }));
    const score = (all: readonly HeldOutRow[], name: string) =>
      compareHeldOut(all, all, names).find(({ metric }) => metric === name)!.first;
    expect(score(median, 'spearman')).toBe(null);
    expect(score(rows([3, 3, 2, 2], truth), 'spearman')).toBeLessThan(-0.8);
    const classes = rows([0.6, 0.6, 0.4, 0.4], [0, 0, 1, 1], 'majority').map((row) => ({ ...row, category: '0' }));
    expect(score(classes, 'auc')).toBe(0.5);
  });
});
