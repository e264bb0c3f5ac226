import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { sha256, stableJson } from '../../src/core/files.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import type { ModelSpec } from '../../src/models/model.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { FAST_CONDUCTION, learnedFrom } from '../../src/transfer/learned.ts';
import { fitStudent, type StudentSpec, studentLogOdds } from '../../src/transfer/student.ts';
import { readStudentFile, studentFileText } from '../../src/transfer/student-file.ts';
import { lessonOf, madeUpFormulas, TINY_SET } from './lesson.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-student-'));
const path = join(folder, 'student.json');
const lesson = lessonOf(TINY_SET, madeUpFormulas());
const domain = fitDomain(lesson.X);
const learned = learnedFrom(
  lesson.formulas.map(({ composition }) => composition),
  FAST_CONDUCTION,
  'made up',
);
const specOf = (model: ModelSpec): StudentSpec => ({
  name: 'test',
  input: TINY_SET,
  model,
  learns: 'label',
  trainsOn: 'real anion',
});
const student = fitStudent(specOf({ kind: 'linear-svm', C: 1 }), lesson, 0);
const text = studentFileText(student, domain, learned);
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer);
const read = (content: string | Uint8Array) => {
  writeFileSync(path, content);
  return readStudentFile(path);
};
/** The file with a changed content and the hash that belongs to it, as only a program would write it. */
const withContent = (changes: object) => {
  const file = JSON.parse(text);
  const content = { ...file.content, ...changes };
  return stableJson({ ...file, sha256: sha256(stableJson(content)), content });
};

beforeAll(async () => {
  await openTensorBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a student file', () => {
  test.each<ModelSpec>([
    { kind: 'linear-svm', C: 1 },
    { kind: 'logistic', l2: 0.3 },
    { kind: 'mlp', hidden: [3], epochs: 2, batchSize: 50, learningRate: 0.01 },
    { kind: 'boosted-trees', trees: 5, depth: 3, learningRate: 0.3, leafL2: 1, rowShare: 0.7, columnShare: 0.7 },
    { kind: 'nearest-neighbour', neighbours: 2 },
    { kind: 'majority' },
  ])('gives back the same student bit for bit: $kind', (model) => {
    const written = fitStudent(specOf(model), lesson, 0);
    const {
      student: again,
      input,
      domain: domainAgain,
      learned: learnedAgain,
    } = read(studentFileText(written, domain, learned));
    expect(again.spec).toEqual(written.spec);
    expect(input).toEqual(TINY_SET);
    expect(again.calibration).toEqual(written.calibration);
    expect(bits(studentLogOdds(again, lesson.X))).toEqual(bits(studentLogOdds(written, lesson.X)));
    expect(bits(domainAgain.distance(lesson.X))).toEqual(bits(domain.distance(lesson.X)));
    expect(studentFileText(again, domainAgain, learnedAgain)).toBe(studentFileText(written, domain, learned));
  });

  test('holds neither time nor place: the same student gives the same bytes', () => {
    expect(studentFileText(fitStudent(student.spec, lesson, 0), fitDomain(lesson.X), learned)).toBe(text);
    expect(text).not.toMatch(/\/work|\/tmp|20\d\d-\d\d-\d\dT/);
  });

  test('with any one byte changed is refused in one line, or is the same student', () => {
    const bytes = new TextEncoder().encode(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        try {
          expect(studentFileText(read(bytes.with(at, bytes[at]! ^ flip)).student, domain, learned)).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message).toMatch(/^[^\n]*student\.json[^\n]*$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('with a changed digit shows both hashes', () => {
    const file = JSON.parse(text);
    file.content.calibration.slope += 1e-9;
    expect(() => read(JSON.stringify(file))).toThrow(
      `${path}: expected content with SHA-256 ${file.sha256}, found ${sha256(stableJson(file.content))}; restore or refit`,
    );
  });

  test.each<[string, () => string, string]>([
    [
      'another format',
      () => text.replace('"ionsieve-student"', '"onnx"'),
      'expected format ionsieve-student, found onnx',
    ],
    [
      'a newer version',
      () => text.replace('"version": 2\n}', '"version": 3\n}'),
      'expected version 2, found 3; fit it again, or use a matching ionsieve',
    ],
    [
      'an older version, which does not say what it learned',
      () => text.replace('"version": 2\n}', '"version": 1\n}'),
      'expected version 2, found 1; fit it again',
    ],
    ['text that is not JSON', () => 'Li3PS4\nLiF\n', 'expected a student file in JSON, found something else'],
    ['an empty file', () => '', 'expected a student file in JSON'],
    ['half a file', () => text.slice(0, text.length / 2), 'expected a student file in JSON'],
    ['a list', () => '[]', 'expected a student file in JSON'],
    ['null', () => 'null', 'expected a student file in JSON'],
    ['no content', () => '{"format":"ionsieve-student","version":1}', 'expected a student file in JSON'],
    [
      'content that is null',
      () => stableJson({ ...JSON.parse(text), content: null, sha256: sha256(stableJson(null)) }),
      'expected a student file in JSON',
    ],
    ['a summary', () => '{"name":"cubuk2019","numbers":{}}', 'expected a student file in JSON'],
    [
      'weights for another set',
      () => withContent({ input: { ...TINY_SET, statistics: ['mean', 'min', 'max'] } }),
      'expected a model of 6 columns, found 4; restore or refit the student',
    ],
    ['no input', () => withContent({ input: undefined }), 'expected a student, found input: Invalid input'],
    ['the anion as input', () => withContent({ input: 'anion' }), 'expected a student, found input: Invalid input'],
    [
      'an unknown statistic',
      () => withContent({ input: { ...TINY_SET, statistics: ['mean', 'constructor'] } }),
      'expected a student, found input.statistics.1: Invalid option',
    ],
    [
      'an unknown property',
      () => withContent({ input: { ...TINY_SET, properties: ['period', 'symbol'] } }),
      'expected a student, found input.properties.1: expected a column of data/elements.csv',
    ],
    [
      'a slope that is a text',
      () => withContent({ calibration: { slope: '2', offset: 0 } }),
      'expected a student, found calibration.slope: Invalid input: expected number, received string',
    ],
    ['no calibration', () => withContent({ calibration: undefined }), 'found calibration: Invalid input'],
    ['a name that is a number', () => withContent({ name: 7 }), 'found name: Invalid input'],
    ['a name that paints', () => withContent({ name: '\u001b[31mred' }), 'control characters, found U+001B; restore'],
    ['a name without end', () => withContent({ name: 'x'.repeat(1e6) }), 'at most 1000 characters, found 1000000;'],
    ['what it cannot learn', () => withContent({ learns: 'x' }), 'found learns: Invalid option'],
    [
      'weights that overflow',
      () => withContent({ calibration: { slope: 1e31, offset: 0 } }),
      'expected numbers from -1e+30 to 1e+30, found 1e+31; restore or refit the student',
    ],
    [
      'nesting without end',
      () => `{"format":"ionsieve-student","version":1,"content":${'{"x":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
      'nesting of at most 32, found more; restore',
    ],
    [
      'a domain of other columns',
      () => withContent({ domain: { version: 1, centre: [1], axes: [[1]], droppedDirections: 0 } }),
      'expected a domain of 4 columns, found 1; restore or refit the student',
    ],
    ['a predictor without a format', () => withContent({ predictor: {} }), "expected format 'ionsieve-model'"],
    ...[
      ['nothing learned', undefined],
      ['an anchor that is no element', { ...learned, anchor: 'Xx' }],
      ['an anchor that it has not seen', { ...learned, anchor: 'K' }],
      ['elements that are none', { ...learned, elements: ['Li', 3] }],
      ['a threshold that is no number', { ...learned, threshold: '1e-4' }],
    ].map(([name, changed]): [string, () => string, string] => [
      name as string,
      () => withContent({ learned: changed }),
      'expected what the student has learned, found something else; restore or refit the student',
    ]),
    ['a domain without axes', () => withContent({ domain: {} }), 'expected a stored domain of version 1'],
  ])('refuses %s in one line', (_, content, message) => {
    const attempt = () => read(content());
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/^[^\n]+$/);
    expect(attempt).toThrow(path);
  });

  test('a file that is missing, or a folder, is named with the reason', () => {
    const missing = join(folder, 'missing.json');
    expect(() => readStudentFile(missing)).toThrow(`${missing}: expected a student file, found ENOENT; check the path`);
    expect(() => readStudentFile(folder)).toThrow(`${folder}: expected a student file, found EISDIR`);
  });

  test('a student that sees the anion only is not written', () => {
    const spec = { ...specOf({ kind: 'majority' }), input: 'anion' } as const;
    expect(() => studentFileText(fitStudent(spec, lessonOf('anion', lesson.formulas), 0), domain, learned)).toThrow(
      'student test does not see a descriptor set',
    );
  });
});
