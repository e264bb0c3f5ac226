import { describe, expect, test } from 'vitest';
import { probabilityNumbers, scoreNumbers } from '../../src/experiment/score.ts';

const y = [1, 1, 1, 0, 0, 0, 0, 0];
const score = Float64Array.of(2, 1, -1, 0.5, -2, -3, -4, -5); // two of three fast found, one of five slow called fast
const options = { ranks: true, resamples: 200, seed: 0 };

describe('scoreNumbers', () => {
  test('by hand, each with n, unit and an interval', () => {
    const numbers = scoreNumbers('demo', y, score, options);
    const values = Object.fromEntries(Object.entries(numbers).map(([key, { value }]) => [key, value]));
    expect(values).toEqual({
      'demo.accuracy': 0.75,
      'demo.balanced_accuracy': 0.733333, // (2/3 + 4/5) / 2
      'demo.mcc': 0.466667, // (2 x 4 - 1 x 1) / sqrt(3 x 3 x 5 x 5)
      'demo.f1': 0.666667,
      'demo.auc': 0.933333, // 14 of 15 pairs in order
      'demo.average_precision': 0.916667, // (1 + 1 + 3/4) / 3
    });
    for (const [key, { n, unit, interval }] of Object.entries(numbers)) {
      expect([n, unit], key).toEqual([8, /accuracy/.test(key) ? 'share' : 'score']);
      expect(interval, key).toHaveLength(2);
    }
  });

  test('scores that do not rank have no AUC and no average precision', () => {
    const keys = Object.keys(scoreNumbers('demo', y, score, { ...options, ranks: false }));
    expect(keys).toEqual(['demo.accuracy', 'demo.balanced_accuracy', 'demo.mcc', 'demo.f1']);
  });

  test('whole groups are drawn where there are any: the same rows in two groups have a wider interval', () => {
    const width = (groups?: string[]) => {
      const [low, high] = scoreNumbers('demo', y, score, groups ? { ...options, groups } : options)['demo.accuracy']!
        .interval!;
      return high! - low!;
    };
    expect(width(['a', 'a', 'b', 'b', 'a', 'a', 'a', 'a'])).toBeGreaterThan(width());
  });

  test('the same seed gives the same numbers', () => {
    expect(scoreNumbers('demo', y, score, options)).toEqual(scoreNumbers('demo', y, score, options));
  });
});

describe('probabilityNumbers', () => {
  test('by hand: log-odds of 0 and of ln 3', () => {
    const numbers = probabilityNumbers('demo', [0, 1], Float64Array.of(0, Math.log(3)));
    expect(numbers).toEqual({
      'demo.brier': { value: 0.15625, unit: 'squared probability', n: 2 }, // (1/4 + 1/16) / 2
      'demo.mean_probability': { value: 0.625, unit: 'probability', n: 2 },
      'demo.positive_share': { value: 0.5, unit: 'share', n: 2 },
    });
  });
});
