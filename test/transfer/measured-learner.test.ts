import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import { seenSet } from '../../src/learning/sees.ts';
import { readMeasured } from '../../src/transfer/measured-learner.ts';
import { smallMeasuredStudent as small, smallRegressor } from './small-measured-student.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-measured-'));
const path = join(folder, 'student.json');
writeFileSync(path, learnerText(small));
const predict = askLearner(readMeasured(path));

afterAll(() => rmSync(folder, { recursive: true }));

describe('a Learner of measurements read back', () => {
  test('says what its regressor says, to the bit', () => {
    const compositions = ['Li3PS4', 'Li7La3Zr2O12', 'LiF'].map(parseFormula);
    const { mean, sd } = smallRegressor.predict(elementalDescriptors(compositions, seenSet(small)!));
    predict(compositions).forEach(({ value, low, high, domain, probability }, i) => {
      expect(value).toBe(mean[i]);
      const half = (domain === 'inside' ? 1.5 : 2.5) * sd[i]!;
      expect([low, high]).toEqual([mean[i]! - half, mean[i]! + half]);
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(1.5 * (mean[i]! + 4) + 0.25))), 12);
    });
  });

  test('has a probability that rises where small values are wanted too', () => {
    const target = { ...small.target, better: 'smaller' } as const;
    const compositions = ['Li3PS4', 'LiF'].map(parseFormula);
    askLearner({ ...small, target })(compositions).forEach(({ value, probability }) => {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(1.5 * (-4 - value) + 0.25))), 12);
    });
    const [answer] = askLearner({ ...small, calibration: null })(compositions);
    expect(answer!.probability).toBeNull();
  });

  test('knows what measurements cover', () => {
    const [known, far, strange] = predict(['Li10Ge(PS6)2', 'Li19S2F', 'Li10Tc(PS6)2'].map(parseFormula));
    expect(known).toMatchObject({ domain: 'inside', nearest: { difference: 0 }, unlearned: [] });
    expect(far!.domain).toBe('outside');
    expect(far!.nearest!.difference).toBeGreaterThan(0.2);
    expect(strange).toMatchObject({ domain: 'outside', unlearned: ['Tc'] });
    expect(strange!.nearest!.difference).toBeLessThan(0.2);
  });

  test('gives one answer, however many are asked for', () => {
    const compositions = ['Li3PS4', 'Li6PS5Cl', 'LiAlH4'].map(parseFormula);
    expect(predict(compositions)).toEqual(compositions.flatMap((composition) => predict([composition])));
  });
});

describe('is refused in one line', () => {
  test.each<[string, object, string]>([
    [
      'of another table',
      { ...small, training: { ...small.training, sha256: 'x' } },
      'expected a student of obelix.csv, liverpool.csv, laskowski.csv as shipped in data/, found one of other tables; restore it',
    ],
    [
      'that learned from labels',
      { ...small, training: { labels: 'made up' } },
      'expected a student of obelix.csv, liverpool.csv, laskowski.csv as shipped in data/',
    ],
    ...[{ calibration: null }, { intervals: null }, { answers: 'log-odds' }].map((change): [string, object, string] => [
      'that tells less',
      { ...small, ...change },
      'expected a Learner of log10 of the conductivity',
    ]),
  ])('one %s', (_, learner, message) => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, learnerText(learner as typeof small));
    expect(() => readMeasured(bad)).toThrow(message);
    expect(() => readMeasured(bad)).toThrow(/^[^\n]*bad\.json[^\n]*$/);
  });
});
