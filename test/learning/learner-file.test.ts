import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { UserError } from '../../src/core/errors.ts';
import { sha256, stableJson } from '../../src/core/files.ts';
import { elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { linearForm } from '../../src/learning/linear-form.ts';
import type { ModelSpec } from '../../src/models/model.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { FAST_CONDUCTION } from '../../src/transfer/published-model.ts';
import { fitStudent, type StudentSpec, studentLogOdds } from '../../src/transfer/student.ts';
import { studentLearner } from '../../src/transfer/student-learner.ts';
import { lessonOf, madeUpFormulas, TINY_SET } from '../transfer/lesson.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-learner-file-'));
const path = join(folder, 'student.json');
const lesson = lessonOf(TINY_SET, madeUpFormulas());
const compositions = lesson.formulas.map(({ composition }) => composition);
const domain = fitDomain(lesson.X);
const taught = { target: FAST_CONDUCTION, labels: 'made up', compositions, domain };
const specOf = (model: ModelSpec): StudentSpec => ({
  name: 'test',
  input: TINY_SET,
  model,
  learns: 'label',
  trainsOn: 'real anion',
});
const fit = (model: ModelSpec) => fitStudent(specOf(model), lesson, 0);
const learner = studentLearner(fit({ kind: 'linear-svm', C: 1 }), taught);
const text = learnerText(learner);
const bits = (values: ArrayLike<number>) => new BigUint64Array(Float64Array.from(values).buffer);
const read = (content: string | Uint8Array) => {
  writeFileSync(path, content);
  return readLearner(path);
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

describe('the file of a student', () => {
  test.each<ModelSpec>([
    { kind: 'linear-svm', C: 1 },
    { kind: 'logistic', l2: 0.3 },
    { kind: 'mlp', hidden: [3], epochs: 2, batchSize: 50, learningRate: 0.01 },
    { kind: 'boosted-trees', trees: 5, depth: 3, learningRate: 0.3, leafL2: 1, rowShare: 0.7, columnShare: 0.7 },
    { kind: 'nearest-neighbour', neighbours: 2 },
    { kind: 'majority' },
  ])('answers as the student bit for bit: $kind', (model) => {
    const student = fit(model);
    const again = read(learnerText(studentLearner(student, taught)));
    expect(again).toEqual(JSON.parse(JSON.stringify(studentLearner(student, taught))));
    const answers = askLearner(again)(compositions);
    const expected = studentLogOdds(student, lesson.X).map((z) => 1 / (1 + Math.exp(-z)));
    expect(bits(answers.map(({ value }) => value))).toEqual(bits(expected));
    expect(answers.map(({ probability }) => probability)).toEqual(answers.map(({ value }) => value));
    expect(bits(answers.map(({ distance }) => distance!))).toEqual(bits(domain.distance(lesson.X)));
    expect(answers[0]).toMatchObject({ low: null, high: null, domain: null, nearest: null, unlearned: [] });
  });

  test('holds neither time nor place: the same student gives the same bytes', () => {
    const other = { ...taught, domain: fitDomain(lesson.X) };
    expect(learnerText(studentLearner(fit({ kind: 'linear-svm', C: 1 }), other))).toBe(text);
    expect(learnerText(read(text))).toBe(text);
    expect(text).not.toMatch(/\/work|\/tmp|20\d\d-\d\d-\d\dT/);
  });

  test('with any one byte changed is refused in one line, or is the same student', () => {
    const bytes = new TextEncoder().encode(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        try {
          expect(learnerText(read(bytes.with(at, bytes[at]! ^ flip)))).toBe(text);
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
      () => text.replace('"ionsieve-learner"', '"onnx"'),
      'expected format ionsieve-learner, found onnx; give a model file',
    ],
    ...['ionsieve-student', 'ionsieve-measured-student'].map((format): [string, () => string, string] => [
      'a student of before',
      () => text.replace('ionsieve-learner', format),
      `expected format ionsieve-learner, found ${format}; give a model file, and make one of an older ionsieve again`,
    ]),
    [
      'a newer version',
      () => text.replace('"version": 2\n}', '"version": 3\n}'),
      'expected version 2, found 3; fit it again, or use a matching ionsieve',
    ],
    [
      'an older version, which says less',
      () => text.replace('"version": 2\n}', '"version": 1\n}'),
      'expected version 2, found 1; fit it again',
    ],
    ['text that is not JSON', () => 'Li3PS4\nLiF\n', 'expected a model file in JSON, found something else'],
    ['an empty file', () => '', 'expected a model file in JSON'],
    ['half a file', () => text.slice(0, text.length / 2), 'expected a model file in JSON'],
    ['a list', () => '[]', 'expected a model file in JSON'],
    ['null', () => 'null', 'expected a model file in JSON'],
    ['no content', () => '{"format":"ionsieve-learner","version":2}', 'expected a model file in JSON'],
    [
      'content that is null',
      () => stableJson({ ...JSON.parse(text), content: null, sha256: sha256(stableJson(null)) }),
      'expected a model file in JSON',
    ],
    ['a summary', () => '{"name":"cubuk2019","numbers":{}}', 'expected a model file in JSON'],
    [
      'weights for another set',
      () => withContent({ descriptors: { ...TINY_SET, statistics: ['mean', 'min', 'max'] } }),
      'expected a model of 6 columns, as tiny has, found 4; name the descriptors that it was fitted to',
    ],
    ['no descriptors', () => withContent({ descriptors: undefined }), 'expected a model, found descriptors: Invalid'],
    ['the anion', () => withContent({ descriptors: 'anion' }), 'expected a model, found descriptors: Invalid input'],
    [
      'an unknown statistic',
      () => withContent({ descriptors: { ...TINY_SET, statistics: ['mean', 'constructor'] } }),
      'expected a model, found descriptors.statistics.1: Invalid option',
    ],
    [
      'an unknown property',
      () => withContent({ descriptors: { ...TINY_SET, properties: ['period', 'symbol'] } }),
      'expected a model, found descriptors.properties.1: expected a column of data/elements.csv',
    ],
    [
      'a slope that is a text',
      () => withContent({ calibration: { slope: '2', offset: 0 } }),
      'expected a model, found calibration.slope: Invalid input: expected number, received string',
    ],
    ['no calibration', () => withContent({ calibration: undefined }), 'found calibration: Invalid input'],
    ['a name that is a number', () => withContent({ name: 7 }), 'found name: Invalid input'],
    ['a name that paints', () => withContent({ name: '\u001b[31mred' }), 'control characters, found U+001B; restore'],
    ['a name without end', () => withContent({ name: 'x'.repeat(1e6) }), 'at most 1000 characters, found 1000000;'],
    ['what it cannot say', () => withContent({ answers: 'x' }), 'found answers: Invalid option'],
    [
      'weights that overflow',
      () => withContent({ calibration: { slope: 1e31, offset: 0 } }),
      'expected numbers from -1e+30 to 1e+30, found 1e+31; restore or refit the model',
    ],
    [
      'nesting without end',
      () => `{"format":"ionsieve-learner","version":2,"content":${'{"x":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
      'nesting of at most 32, found more; restore',
    ],
    [
      'a domain of other columns',
      () => withContent({ domain: { version: 1, centre: [1], axes: [[1]], droppedDirections: 0 } }),
      'expected a domain of 4 columns, found 1; restore the file',
    ],
    ['a domain without axes', () => withContent({ domain: {} }), 'expected a stored domain of version 1'],
    ['a model without a format', () => withContent({ model: {} }), 'expected a stored model, found nothing; give'],
    [
      'a model of a newer version',
      () => withContent({ model: { ...learner.model, version: 9 } }),
      'expected model version 1, found 9',
    ],
    ['nothing that it learned from', () => withContent({ training: undefined }), 'found training: Invalid input'],
    ['an anchor that is no element', () => withContent({ anchor: 'Xx' }), 'found anchor: Invalid option'],
    ['an anchor that it has not seen', () => withContent({ anchor: 'K' }), 'expected K among the elements'],
    ['elements that are none', () => withContent({ elements: ['Li', 3] }), 'found elements.1: Invalid'],
    [
      'a threshold that is no number',
      () => withContent({ target: { ...FAST_CONDUCTION, threshold: '1e-4' } }),
      'found target.threshold: Invalid input',
    ],
    [
      'intervals in standard deviations of a model that states none',
      () => withContent({ intervals: { in: 'standard deviation', coverage: 0.9, nearLimit: 0, near: 1, far: 1 } }),
      'expected a model that states standard deviations, as its intervals are in these, found one without',
    ],
  ])('refuses %s in one line', (_, content, message) => {
    const attempt = () => read(content());
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/^[^\n]+$/);
    expect(attempt).toThrow(path);
  });

  test('that is missing, or a folder, is named with the reason', () => {
    const missing = join(folder, 'missing.json');
    expect(() => readLearner(missing)).toThrow(`${missing}: expected a model file, found ENOENT; check the path`);
    expect(() => readLearner(folder)).toThrow(`${folder}: expected a model file, found EISDIR`);
  });

  test('is none of a student that sees the anion only', () => {
    const spec = { ...specOf({ kind: 'majority' }), input: 'anion' } as const;
    const student = fitStudent(spec, lessonOf('anion', lesson.formulas), 0);
    expect(() => studentLearner(student, taught)).toThrow('student test does not see a descriptor set');
  });
});

describe('the linear form', () => {
  test.each<ModelSpec>([
    { kind: 'logistic', l2: 0.3 },
    { kind: 'linear-svm', C: 1 },
  ])('gives the log-odds of every composition: $kind', (model) => {
    const its = studentLearner(fit(model), taught);
    const { weights, intercept } = linearForm(its);
    const ask = askLearner(its);
    const part = fc.tuple(fc.constantFrom('Na', 'O', 'S', 'Zr', 'I', 'H'), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const composition = parseFormula(`Li2${parts.map(([symbol, amount]) => `${symbol}${amount}`).join('')}`);
        const { data } = elementalDescriptors([composition], TINY_SET);
        const sum = weights.reduce((total, weight, j) => total + weight * data[j]!, intercept);
        expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(ask([composition])[0]!.value, 9);
      }),
    );
  });

  test('is none of a model that is not linear', () => {
    const its: Learner = studentLearner(fit({ kind: 'nearest-neighbour', neighbours: 2 }), taught);
    expect(() => linearForm(its)).toThrow('the model test is not linear');
  });
});

describe('a key that stands twice', () => {
  const twice = (place: string, key: string) => text.replace(place, `${place}\n "${key}": 7,`);

  test.each([
    ['"content": {', 'target', twice('"content": {', 'target')],
    ['of the file', 'version', twice('{', 'version')],
    ['of another program', 'target', '{"format":"ionsieve-external-learner","target":1,"target":{},"version":1}'],
    ['within the target', 'unit', twice('"target": {', 'unit')],
  ])('is refused by its name: %s', (_, key, content) => {
    expect(() => read(content)).toThrow(
      `${path}: expected each key once, found "${key}" twice in one place; keep the one`,
    );
  });
});
