import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestWord } from '../../src/core/nearest-word.ts';

describe('nearestWord', () => {
  test.each([
    ['sead', ['seed', 'students'], 'seed'],
    ['gama', ['C', 'gamma', 'kind'], 'gamma'],
    ['L2', ['l2', 'classWeights'], 'l2'],
    ['maxCoeficients', ['maxCoefficient', 'arities'], 'maxCoefficient'],
  ])('finds what "%s" was meant to be', (word, words, nearest) => {
    expect(nearestWord(word, words)).toBe(nearest);
  });

  test('finds nothing where nothing is near, and never a word of which no letter would stay', () => {
    expect(nearestWord('colour', ['seed', 'name'])).toBeUndefined();
    expect(nearestWord('x', ['C', 'y'])).toBeUndefined();
    expect(nearestWord('seed', [])).toBeUndefined();
  });

  test('finds any word of the list itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 1 }), (words) => {
        for (const word of words) expect(nearestWord(word, words)).toBe(word);
      }),
    );
  });
});
