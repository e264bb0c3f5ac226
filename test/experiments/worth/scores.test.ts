import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorOf, type Scored } from '../../../experiments/worth/scores.ts';
import { classificationMetrics } from '../../../src/evaluation/metrics.ts';

const rows = (count: number) => Int32Array.from({ length: count }, (_, place) => place);

describe('errors', () => {
  test('of values: over rows and draws, of judged rows as often as they are drawn, by hand', () => {
    const task: Scored = { does: 'values', y: [1, 2, 9], folds: Int32Array.of(0, 1, 1), judged: [0, 2] };
    const error = errorOf(task, [
      [1, 50, 7],
      [3, 50, 9],
    ]);
    expect(error(Int32Array.of(0, 1))).toBe(1); // (0 + 2) / 2 and (2 + 0) / 2
    expect(errorOf(task, [[1, 50, 7]])(Int32Array.of(0, 1, 1))).toBeCloseTo(4 / 3, 12);
  });

  test('of classes: pairs within a fold and a draw, by hand', () => {
    const task: Scored = {
      does: 'classes',
      y: [1, 0, 0, 1, 0],
      folds: Int32Array.of(0, 0, 0, 1, 1),
      judged: [0, 1, 2, 3, 4],
    };
    // Fold 0: the one at 0.5 against 0.5 and 0.1, half a pair missed; fold 1: 0.2 against 0.9, one. Of three pairs one and a half.
    const error = errorOf(task, [[0.5, 0.5, 0.1, 0.2, 0.9]]);
    expect(error(rows(5))).toBeCloseTo(0.5, 12);
    // Fold 1 twice as a one: two missed pairs of 2 + 2.
    expect(error(Int32Array.of(0, 1, 2, 3, 3, 4))).toBeCloseTo(2.5 / 4, 12);
    expect(error(Int32Array.of(0, 3))).toBeNull();
  });

  test('of classes in one fold: 1 less the AUC, of any rows', () => {
    const row = fc.record({ label: fc.integer({ min: 0, max: 1 }), said: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 29 }), { minLength: 2 }),
        (table, picked) => {
          const drawn = Int32Array.from(picked.map((at) => at % table.length)).sort();
          const y = table.map(({ label }) => label);
          const said = table.map((one) => one.said);
          const folds = new Int32Array(table.length);
          const error = errorOf({ does: 'classes', y, folds, judged: [...rows(table.length)] }, [said])(drawn);
          const labels = Array.from(drawn, (at) => y[at]!);
          const { auc } = classificationMetrics(
            labels,
            Array.from(drawn, (at) => said[at]!),
          );
          if (auc === null) expect(error).toBeNull();
          else expect(error).toBeCloseTo(1 - auc, 12);
        },
      ),
    );
  });
});
