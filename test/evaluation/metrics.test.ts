import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classificationMetrics } from '../../src/evaluation/metrics.ts';
import { rankByScore, rankedMetrics } from '../../src/evaluation/ranking.ts';

// scikit-learn 1.9.1 on random data; the script is test/golden/evaluation/make_golden.py.
interface Case {
  name: string;
  y: number[];
  score: number[];
  threshold: number;
  expected: Record<string, number | null>;
}
const golden: { metrics: Case[] } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/reference.json', import.meta.url), 'utf8'),
);

/** Labels and scores with many ties. */
const scoredRows = fc.array(fc.record({ y: fc.constantFrom(0, 1), score: fc.integer({ min: -4, max: 4 }) }), {
  minLength: 1,
  maxLength: 40,
});
const labelsOf = (rows: { y: number }[]) => rows.map(({ y }) => y);
const scoresOf = (rows: { score: number }[]) => rows.map(({ score }) => score);

describe('classificationMetrics', () => {
  it.each(golden.metrics)('agrees with scikit-learn: $name', ({ y, score, threshold, expected }) => {
    const found = classificationMetrics(y, score, threshold);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) {
      if (value === null) expect(found[name as keyof typeof found], name).toBeNull();
      else expect(found[name as keyof typeof found], name).toBeCloseTo(value, 12);
    }
  });

  it('gives the worked examples of the scikit-learn documentation', () => {
    // Examples of roc_auc_score and average_precision_score.
    const found = classificationMetrics([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], 0.5);
    expect(found.auc).toBe(0.75);
    expect(found.averagePrecision).toBeCloseTo(0.83, 2);
    // Example of matthews_corrcoef: true +1 +1 +1 -1, predicted +1 -1 +1 +1.
    expect(classificationMetrics([1, 1, 1, 0], [1, -1, 1, 1]).mcc).toBeCloseTo(-0.33, 2);
  });

  it('counts a score equal to the threshold as class 1', () => {
    expect(classificationMetrics([1, 0], [0, -1]).recall).toBe(1);
  });

  it('gives an AUC of 1/2 for a tie and 0 for the wrong order', () => {
    expect(classificationMetrics([0, 1], [2, 2]).auc).toBe(0.5);
    expect(classificationMetrics([0, 1], [2, 1]).auc).toBe(0);
  });

  it('gives null, never NaN, where a measure is not defined', () => {
    const noPositive = classificationMetrics([0, 0], [-1, -2]);
    expect(noPositive).toMatchObject({ accuracy: 1, auc: null, averagePrecision: null, recall: null, precision: null });
    expect(noPositive).toMatchObject({ mcc: null, f1: null, balancedAccuracy: null });
    fc.assert(
      fc.property(scoredRows, (rows) => {
        expect(Object.values(classificationMetrics(labelsOf(rows), scoresOf(rows)))).not.toContain(Number.NaN);
      }),
    );
  });

  it('gives MCC 0 where both classes are there but one is predicted', () => {
    expect(classificationMetrics([0, 1], [-1, -1]).mcc).toBe(0);
    expect(classificationMetrics([0, 1], [1, 1]).mcc).toBe(0);
  });

  it('keeps AUC and average precision under a rising map of the scores', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const before = classificationMetrics(labelsOf(rows), scoresOf(rows));
        const after = classificationMetrics(
          labelsOf(rows),
          scoresOf(rows).map((score) => Math.exp(score) - 7),
        );
        expect(after.auc).toBe(before.auc);
        expect(after.averagePrecision).toBe(before.averagePrecision);
      }),
    );
  });

  it('counts pairs: AUC equals the share of positive-negative pairs in the right order', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const wins = rows.flatMap((a) =>
          rows.filter((b) => a.y === 1 && b.y === 0).map((b) => (Math.sign(a.score - b.score) + 1) / 2),
        );
        const { auc } = classificationMetrics(labelsOf(rows), scoresOf(rows));
        if (wins.length === 0) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(wins.reduce((sum, win) => sum + win, 0) / wins.length, 12);
      }),
    );
  });

  it('counts rows of one category as ties, of a rule that knows nothing else of them', () => {
    const sorted = fc.array(
      fc.record({ y: fc.constantFrom(0, 1), score: fc.integer({ min: -4, max: 4 }), c: fc.nat(3) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    const copies = fc.array(fc.nat(3), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(sorted, copies, (rows, counts) => {
        const repeated = rows.flatMap((row, i) => Array.from({ length: counts[i]! }, () => row));
        fc.pre(repeated.length > 0);
        const wins = repeated.flatMap((a) =>
          repeated
            .filter((b) => a.y === 1 && b.y === 0)
            .map((b) => (a.c === b.c ? 0.5 : (Math.sign(a.score - b.score) + 1) / 2)),
        );
        const ranking = rankByScore(
          labelsOf(rows),
          scoresOf(rows),
          0,
          rows.map(({ c }) => `category ${c}`),
        );
        const { auc } = rankedMetrics(
          ranking,
          Array.from(ranking.order, (row) => counts[row]!),
        );
        if (wins.length === 0) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(wins.reduce((sum, win) => sum + win, 0) / wins.length, 12);
      }),
    );
  });

  it('gives a constant that was fitted without each fold an AUC of 1/2, and pooled as it stands one of 0', () => {
    const y = [1, 0, 0, 1, 0, 0, 0, 1];
    const rateOfOthers = y.map((label) => (3 - label) / 7);
    expect(classificationMetrics(y, rateOfOthers).auc).toBe(0);
    expect(classificationMetrics(y, rateOfOthers, 0, new Uint8Array(8)).auc).toBe(0.5);
  });

  it('keeps MCC and AUC when classes and predictions are both swapped', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const before = classificationMetrics(labelsOf(rows), scoresOf(rows), 0.5);
        const swapped = classificationMetrics(
          rows.map(({ y }) => 1 - y),
          rows.map(({ score }) => -score),
          -0.5,
        );
        expect(swapped.mcc).toBe(before.mcc);
        expect(swapped.auc).toBe(before.auc);
        expect(swapped.balancedAccuracy).toBe(before.balancedAccuracy);
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const reversed = [...rows].reverse();
        expect(classificationMetrics(labelsOf(reversed), scoresOf(reversed))).toEqual(
          classificationMetrics(labelsOf(rows), scoresOf(rows)),
        );
      }),
    );
  });

  it('treats a weight as so many copies of the row', () => {
    const copies = fc.array(fc.nat(3), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(scoredRows, copies, (rows, counts) => {
        const repeated = rows.flatMap((row, i) => Array.from({ length: counts[i]! }, () => row));
        fc.pre(repeated.length > 0);
        const ranking = rankByScore(labelsOf(rows), scoresOf(rows), 0);
        const weighted = rankedMetrics(
          ranking,
          Int32Array.from(ranking.order, (row) => counts[row]!),
        );
        const direct = classificationMetrics(labelsOf(repeated), scoresOf(repeated));
        for (const [name, value] of Object.entries(direct)) {
          const found = weighted[name as keyof typeof weighted];
          if (value === null) expect(found).toBeNull();
          else expect(found, name).toBeCloseTo(value, 12);
        }
      }),
    );
  });

  it('says what is wrong with its input', () => {
    expect(() => classificationMetrics([], [])).toThrow('metrics: expected at least one row, found none');
    expect(() => classificationMetrics([0, 1], [1])).toThrow('scores: expected 2, one for each label, found 1');
    expect(() => classificationMetrics([0, -1], [1, 2])).toThrow('metrics, label 1: expected 0 or 1, found -1');
    expect(() => classificationMetrics([0, 1], [1, Number.NaN])).toThrow(
      'scores, position 1: expected a finite number, found NaN',
    );
  });
});

describe('average precision of a rule that knows one category of a row', () => {
  const categorised = fc.array(
    fc.record({
      y: fc.constantFrom(0, 1),
      score: fc.integer({ min: -4, max: 4 }),
      one: fc.constantFrom('O', 'S', 'Cl'),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it('counts all rows of a category at each of them, by the definition', () => {
    fc.assert(
      fc.property(categorised, (rows) => {
        const ranking = rankByScore(
          labelsOf(rows),
          scoresOf(rows),
          0,
          rows.map(({ one }) => one),
        );
        const weights = Array.from(ranking.order, (row) => rows[row]!.weight);
        const sum = (all: typeof rows) => all.reduce((total, { weight }) => total + weight, 0);
        const positives = rows.filter(({ y, weight }) => y === 1 && weight > 0);
        const expected = positives.reduce((total, { score, one, weight }) => {
          const down = rows.filter((row) => row.score >= score || row.one === one);
          return total + (weight * sum(down.filter(({ y }) => y === 1))) / sum(down);
        }, 0);
        const { averagePrecision } = rankedMetrics(ranking, weights);
        if (positives.length === 0) expect(averagePrecision).toBeNull();
        else expect(averagePrecision).toBeCloseTo(expected / sum(positives), 12);
      }),
    );
  });

  it('is the share of positives where all rows are of one category, as held-out folds of the majority class are', () => {
    const found = classificationMetrics([1, 0, 0, 1, 0], [-2, 1, 1, -2, 1], 0, [0, 0, 0, 0, 0]);
    expect(found).toMatchObject({ auc: 0.5, averagePrecision: 0.4 });
  });

  it('is that of the scores where each row is a category of its own', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const [y, score] = [labelsOf(rows), scoresOf(rows)];
        const own = classificationMetrics(y, score, 0, [...rows.keys()]).averagePrecision;
        expect(own ?? -1).toBeCloseTo(classificationMetrics(y, score).averagePrecision ?? -1, 12);
      }),
    );
  });
});
