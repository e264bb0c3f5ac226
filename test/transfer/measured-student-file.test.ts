import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { UserError } from '../../src/core/errors.ts';
import { compactJson, sha256, stableJson } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { fitRegressor } from '../../src/models/regression.ts';
import { FAST_CONDUCTION, learnedFrom } from '../../src/transfer/learned.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';
import { measuredStudentText, openMeasuredStudent } from '../../src/transfer/measured-student-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-measured-'));
const path = join(folder, 'student.json');
const input = ELEMENTAL_SETS['element-fractions'];
const materials = loadMeasured('obelix');
const X = elementalDescriptors(
  materials.map(({ composition }) => composition),
  input,
);
const y = materials.map(({ log10Conductivity }) => log10Conductivity);
const spec = { kind: 'gaussian-process', kernel: 'laplacian', lengthScale: 0.4, noise: 0.1, columns: 'raw' } as const;
const regressor = fitRegressor(spec, X, y, stream(0, 'test'));
const intervals = { coverage: 0.9, nearLimit: 0.3, near: 1.5, far: 2 };
const calibration = { slope: 1.2, offset: -0.1 };
const learned = learnedFrom(
  materials.map(({ composition }) => composition),
  FAST_CONDUCTION,
  'measured',
);
const text = measuredStudentText({ name: 'test', input, regressor, calibration, intervals, learned });
writeFileSync(path, text);
const predict = openMeasuredStudent(path);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a student of measurements read back', () => {
  test('says what its regressor says, to the bit', () => {
    const compositions = ['Li3PS4', 'Li7La3Zr2O12', 'LiF'].map(parseFormula);
    const { mean, sd } = regressor.predict(elementalDescriptors(compositions, input));
    predict(compositions).forEach((answer, i) => {
      expect(answer.log10Conductivity).toBe(mean[i]);
      const half = (answer.domain === 'inside' ? intervals.near : intervals.far) * sd[i]!;
      expect([answer.low, answer.high]).toEqual([mean[i]! - half, mean[i]! + half]);
      expect(answer.probability).toBeCloseTo(1 / (1 + Math.exp(-(1.2 * (mean[i]! + 4) - 0.1))), 12);
    });
  });

  test('knows what measurements cover', () => {
    const [known, far, strange] = predict(['Li10Ge(PS6)2', 'Li19S2F', 'Li10Tc(PS6)2'].map(parseFormula));
    expect(known).toMatchObject({ domain: 'inside', nearestDistance: 0, unmeasuredElements: [] });
    expect(far!.domain).toBe('outside');
    expect(far!.nearestDistance).toBeGreaterThan(intervals.nearLimit);
    expect(strange).toMatchObject({ domain: 'outside', unmeasuredElements: ['Tc'] });
    expect(strange!.nearestDistance).toBeLessThan(intervals.nearLimit);
  });

  test('gives one answer, however many are asked for', () => {
    const compositions = ['Li3PS4', 'Li6PS5Cl', 'LiAlH4'].map(parseFormula);
    expect(predict(compositions)).toEqual(compositions.flatMap((composition) => predict([composition])));
  });
});

describe('a file that cannot be used is refused in one line', () => {
  const changed = (change: (file: Record<string, unknown>) => void, rehash = false): string => {
    const file = JSON.parse(text) as Record<string, unknown>;
    change(file);
    if (rehash) file.sha256 = sha256(stableJson(file.content));
    return compactJson(file);
  };
  type Content = { trainedOn: { sha256: string }; regressor: { version: number } };

  test.each([
    ['not JSON', '{"format":', /expected a student file in JSON/],
    [
      'another format',
      changed((file) => Object.assign(file, { format: 'x' })),
      /expected format ionsieve-measured-student/,
    ],
    [
      'an older version',
      changed((file) => Object.assign(file, { version: 1 })),
      /expected version 2, found 1; fit it again/,
    ],
    [
      'none of what it learned',
      changed((file) => Object.assign(file.content as object, { learned: {} }), true),
      /expected what the student has learned, found something else/,
    ],
    ['damage', text.replace('"slope": 1.2', '"slope": 1.3'), /expected content with SHA-256/],
    [
      'another table of measurements',
      changed((file) => Object.assign((file.content as Content).trainedOn, { sha256: 'x' }), true),
      /expected a student of data\/obelix.csv as shipped/,
    ],
    [
      'a regressor of a newer version',
      changed((file) => Object.assign((file.content as Content).regressor, { version: 9 }), true),
      /version/,
    ],
  ])('%s', (_, content, message) => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, content);
    const attempt = () => openMeasuredStudent(bad);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
    expect(() => openMeasuredStudent(join(folder, 'none.json'))).toThrow(
      /none.json: expected a student file, found ENOENT/,
    );
  });
});
