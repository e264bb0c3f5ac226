import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierScore, calibrated, calibrationTable, fitCalibration, logLoss } from '../../src/evaluation/calibration.ts';

// Platt scaling by SciPy's BFGS (checked against scikit-learn's _sigmoid_calibration), and scikit-learn's brier_score_loss,
// log_loss and calibration_curve; the script is test/golden/evaluation/make_golden.py.
const golden = JSON.parse(readFileSync(new URL('../golden/evaluation/reference.json', import.meta.url), 'utf8')) as {
  calibration: { name: string; y: number[]; score: number[]; slope: number; offset: number }[];
  reliability: Record<'y' | 'probability' | 'fractionPositive' | 'meanProbability', number[]> & {
    brier: number;
    logLoss: number;
  };
};

const labels = fc
  .array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 30 })
  .filter((y) => y.includes(0) && y.includes(1));
const scores = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 30, maxLength: 30 });

describe('fitCalibration', () => {
  it.each(golden.calibration)('agrees with an independent fit: $name', ({ score, y, slope, offset }) => {
    const found = fitCalibration(score, y);
    expect(found.slope).toBeCloseTo(slope, 6);
    expect(found.offset).toBeCloseTo(offset, 6);
  });

  it('gives back the smoothed class rate where the scores say nothing', () => {
    const fit = fitCalibration([3, 3, 3, 3], [0, 0, 0, 1]);
    // Targets: one of 2/3, three of 1/5; their mean.
    expect(calibrated(fit, [3])[0]).toBeCloseTo((2 / 3 + 3 / 5) / 4, 6);
  });

  it('makes the mean probability equal the mean target (theory: the derivative by the offset is zero)', () => {
    fc.assert(
      fc.property(labels, scores, (y, all) => {
        const score = all.slice(0, y.length);
        const positives = y.filter((label) => label === 1).length;
        const negatives = y.length - positives;
        const target = (positives * (positives + 1)) / (positives + 2) + negatives / (negatives + 2);
        const probability = calibrated(fitCalibration(score, y), score);
        expect(probability.reduce((sum, p) => sum + p, 0)).toBeCloseTo(target, 4);
      }),
    );
  });

  it('is monotone in the score, in the direction of the slope', () => {
    fc.assert(
      fc.property(labels, scores, (y, all) => {
        const fit = fitCalibration(all.slice(0, y.length), y);
        const probability = calibrated(
          fit,
          [...all].sort((a, b) => (fit.slope >= 0 ? a - b : b - a)),
        );
        for (let i = 1; i < probability.length; i++) {
          expect(probability[i]! - probability[i - 1]!).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('gives the same probabilities in other units of the score', () => {
    const { y, score } = golden.calibration[0]!;
    const plain = calibrated(fitCalibration(score, y), score);
    for (const unit of [1e-12, 1e12]) {
      const scaled = score.map((value) => unit * (value + 5));
      calibrated(fitCalibration(scaled, y), scaled).forEach((p, i) => {
        expect(p).toBeCloseTo(plain[i]!, 6);
      });
    }
  });

  it('stays in [0, 1] for scores of any size', () => {
    expect(Array.from(calibrated({ slope: 1, offset: 0 }, [-1e6, 0, 1e6]))).toEqual([0, 0.5, 1]);
  });

  it('says what is wrong with its input', () => {
    expect(() => fitCalibration([1, 2, 3], [0, 1])).toThrow('calibration: expected 3 labels, one a row, found 2');
    expect(() => fitCalibration([1, 2], [1, 1])).toThrow('calibration: expected labels of both classes, found only');
    expect(() => fitCalibration([], [])).toThrow('calibration: expected at least one row, found none');
    expect(() => fitCalibration([1, Number.NaN], [0, 1])).toThrow('calibration scores, position 1: expected a finite');
  });
});

describe('reliability', () => {
  it('agrees with scikit-learn on 200 rows', () => {
    const { y, probability, brier, logLoss: loss, fractionPositive, meanProbability } = golden.reliability;
    expect(brierScore(y, probability)).toBeCloseTo(brier, 12);
    expect(logLoss(y, probability)).toBeCloseTo(loss, 12);
    const full = calibrationTable(y, probability, 10).filter(({ n }) => n > 0);
    expect(full.length).toBe(fractionPositive.length);
    full.forEach((bin, i) => {
      expect(bin.fractionPositive).toBeCloseTo(fractionPositive[i]!, 12);
      expect(bin.meanProbability).toBeCloseTo(meanProbability[i]!, 12);
    });
  });

  it('gives the worked examples of the scikit-learn documentation', () => {
    expect(brierScore([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).toBeCloseTo(0.0375, 12);
    expect(logLoss([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65])).toBeCloseTo(0.21616, 5);
  });

  it('keeps every row in the bin whose ends hold it, and keeps empty bins', () => {
    // 0.8999999999999999 lies below 9 / 10 though ten times it rounds to 9; 0.8333333333333333 likewise for six bins.
    const probability = [0.8999999999999999, 0.8333333333333333, ...Array.from({ length: 101 }, (_, i) => i / 100)];
    const y = probability.map(() => 0);
    for (const bins of [1, 3, 6, 7, 10, 100]) {
      const table = calibrationTable(y, probability, bins);
      const inside = (low: number, high: number) =>
        probability.filter((p) => p >= low && (p < high || high === 1)).length;
      expect(table.map(({ n }) => n)).toEqual(table.map(({ low, high }) => inside(low, high)));
    }
    expect(calibrationTable([1], [0.9], 2)[0]).toEqual({
      low: 0,
      high: 0.5,
      n: 0,
      meanProbability: null,
      fractionPositive: null,
    });
  });

  it('is best for the true probability (theory: proper scores)', () => {
    const y = [1, 1, 1, 0];
    const at = (p: number) => y.map(() => p);
    for (const wrong of [0.5, 0.7, 0.8, 0.95]) {
      expect(brierScore(y, at(wrong))).toBeGreaterThan(brierScore(y, at(0.75)));
      expect(logLoss(y, at(wrong))).toBeGreaterThan(logLoss(y, at(0.75)));
    }
    expect(logLoss([1], [0])).toBe(Number.POSITIVE_INFINITY);
  });

  it('says what is wrong with its input', () => {
    expect(() => brierScore([0, 1], [0, 1.1])).toThrow(
      'Brier score, row 1: expected a probability in [0, 1], found 1.1',
    );
    expect(() => logLoss([0], [0.5, 0.5])).toThrow('log loss: expected 2 labels, one a row, found 1');
    expect(() => calibrationTable([0], [0.5], 0)).toThrow('bins of the reliability table: expected a whole number');
  });
});
