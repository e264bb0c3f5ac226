import { describe, expect, test } from 'vitest';
import { reliability } from '../../src/experiment/reliability.ts';

describe('reliability', () => {
  const options = { resamples: 4000, seed: 0 };

  test('has the interval of the share in a bin, and none where it is empty', () => {
    const y = [0, 0, 0, 1, 1, 1, 1, 0];
    const probability = [0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 1, 1];
    const [low, middle, high] = reliability(y, probability, 3, options);
    expect(low).toMatchObject({ n: 4, fractionPositive: 0.25 });
    expect(low!.interval).toEqual([0, 0.75]);
    expect(middle).toMatchObject({ n: 0, interval: null });
    expect(high).toMatchObject({ n: 4, fractionPositive: 0.75 });
  });

  test('draws whole groups: of one group nothing can vary', () => {
    const [bin] = reliability([0, 1, 1, 1], [0.1, 0.2, 0.3, 0.4], 1, { ...options, groups: ['a', 'a', 'a', 'a'] });
    expect(bin!.interval).toEqual([0.75, 0.75]);
  });
});
