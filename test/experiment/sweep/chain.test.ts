/** What may stand open of a chain, and what is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { formatCsv } from '../../../src/core/table.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import type { SweepExperiment } from '../../../src/experiment/sweep/options.ts';
import { prepareSweep } from '../../../src/experiment/sweep/prepare.ts';
import { settingsOf } from '../../../src/experiment/sweep/space.ts';
import { start } from '../../../src/experiment/sweep/tasks.ts';
import { writeChain } from './small-chain.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-chain-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = writeChain(folder);
const loaded = async (path: string) => (await loadExperiment(path)).experiment as SweepExperiment;

test('every piece of a chain may stand open at once, and labels may be given', async () => {
  const measured = readFileSync(join(folder, 'measured.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const given = measured.map((line) => line.split(',').slice(0, 2));
  writeFileSync(join(folder, 'given.csv'), formatCsv(['formula', 'sigma'], given));
  const student = `{
    ...student,
    input: { oneOf: [{ elemental: 'elemental-30' }, { elemental: 'elemental-mmmr' }] },
    model: { kind: 'logistic', l2: { from: 0.1, to: 10, scale: 'log', steps: 2 } },
    learns: { labels: { oneOf: [1, 0] }, measurements: { from: 1, to: 3, scale: 'linear', steps: 2, whole: true } },
  }`;
  const sighted = `{ ...teacher, input: { oneOf: [teacher.input, { columns: ['li_li_bonds_per_li'] }] } }`;
  const sources = {
    all: `{ by: 'teacher', table: { file: 'structures.csv', formula: 'formula' } }`,
    given: `{ table: { file: 'given.csv', formula: 'formula', value: 'sigma' } }`,
  };
  const spaces = {
    all: `{ student: ${student}, teacher: ${sighted}, threshold: { from: 1e-5, to: 1e-3, scale: 'log', steps: 3 } }`,
    given: `{ student: ${student}, threshold: { oneOf: [1e-5, 1e-4] } }`,
  };
  for (const name of ['all', 'given'] as const) {
    const path = writeChain(folder, name, spaces[name], sources[name]);
    const prepared = await prepareSweep(await loaded(path), path, 'quick');
    const run = await start(prepared.ground);
    for (const { setting } of settingsOf(prepared.spec.space, prepared.parameters)) {
      expect(await run({ does: 'answer', stage: 1, setting })).toHaveProperty('numbers');
    }
    expect(prepared.parameters.map(({ path: at }) => at)).toEqual([
      ...['student.input', 'student.model.l2', 'student.learns.labels', 'student.learns.measurements'],
      ...(name === 'all' ? ['teacher.input'] : []),
      'threshold',
    ]);
  }
});

test.each<[string, string, string]>([
  [
    'a misspelt piece',
    `{ student, techer: { ...teacher, model: { kind: 'linear-svm', C: { oneOf: [1, 2] } } } }`,
    'sweep.space: expected the keys method, student, teacher, threshold, found "techer"; did you mean teacher?',
  ],
  [
    'a misspelt key of what stands open',
    `{ student, teacher: { ...teacher, model: { kind: 'linear-svm', C: { from: 1, to: 2, scale: 'log', step: 3 } } } }`,
    'sweep.space.teacher.model.C: expected the keys from, to, scale, steps, whole, found "step"; did you mean steps?',
  ],
  [
    'a misspelt option of a model',
    `{ student, teacher: { ...teacher, model: { kind: 'kernel-svm', C: 1, gama: { oneOf: [1, 2] } } } }`,
    'sweep.space.teacher.model: model, kernel-svm.gamma: expected a number above 0, found nothing',
  ],
  [
    'a misspelt weight',
    '{ student: { ...student, learns: { labls: { oneOf: [1, 2] } } } }',
    'sweep.space.student.learns: expected the keys labels, measurements, found "labls"; did you mean labels?',
  ],
  [
    'a method beside a student',
    '{ student, method: teacher, threshold: { oneOf: [1e-5, 1e-4] } }',
    'sweep.space: expected a method, or a student with or without a teacher and a threshold, found',
  ],
  [
    'a teacher without a student',
    `{ teacher: { ...teacher, model: { kind: 'linear-svm', C: { oneOf: [1, 2] } } } }`,
    'found teacher; leave one out',
  ],
  [
    'a threshold without a logarithm',
    '{ student, threshold: { oneOf: [0, 1e-4] } }',
    'threshold: expected a number above 0, for the scale log10, found 0',
  ],
  [
    'a teacher of another name',
    `{ student, teacher: { ...teacher, name: 'svm', model: { kind: 'linear-svm', C: { oneOf: [1, 2] } } } }`,
    'sweep, teacher: expected the name of the method that labels, teacher, found svm; give it that name',
  ],
  [
    'a teacher of nobody',
    `{ student: { ...student, learns: { measurements: 1 } }, teacher: { ...teacher, model: { kind: 'linear-svm', C: { oneOf: [1, 2] } } } }`,
    'sweep, teacher: expected a student that learns its labels, found one that learns none; give learns.labels a weight',
  ],
  [
    'parts of a row',
    `{ student: { ...student, learns: { labels: { from: 1, to: 3, scale: 'linear', steps: 3 } } } }`,
    'sweep, student.learns.labels: expected a range of whole numbers, found one of any numbers; add whole: true',
  ],
  [
    'a method, where the untuned is a student',
    `{ method: { ...teacher, model: { kind: 'linear-svm', C: { oneOf: [1, 2] } } } }`,
    'sweep, untuned: expected a method, as in the space, found a student; give both the same',
  ],
  [
    'a student of values, where the untuned learns classes',
    `{ student: { ...student, does: 'regress', model: { kind: 'ridge', l2: { oneOf: [1, 2] } }, learns: { measurements: 1 } } }`,
    'sweep, untuned: expected a method that can regress, found one that can classify; make both do the same',
  ],
])('%s is refused in one line', async (title, space, line) => {
  const path = writeChain(folder, title.replaceAll(/\W/g, '_'), space);
  const error = await loaded(path).then(
    (experiment) => {
      try {
        return void prepareSweep(experiment, path, 'full');
      } catch (reason) {
        return reason as Error;
      }
    },
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(error!.message).toContain(line);
  expect(error!.message).not.toContain('\n');
});

test('a threshold of the lesson needs a student of classes, and a teacher labels that a method gives', async () => {
  const experiment = await loaded(file);
  const student = { name: 'student', does: 'regress', input: { elemental: 'elemental-30' } } as const;
  const untuned = { student: { ...student, model: { kind: 'ridge', l2: 1 }, learns: { measurements: 1 } } } as const;
  const space = { ...untuned, threshold: { oneOf: [1e-5, 1e-4] } };
  const sweep = { ...experiment.sweep, space, untuned };
  expect(() => prepareSweep({ ...experiment, sweep }, file, 'full')).toThrow(
    'sweep, threshold: expected a student that classifies, to learn its classes, found one that regresses, and learns none; leave it out',
  );
  const given = { table: { file: 'structures.csv', formula: 'formula', value: 'li_li_bonds_per_li' } };
  expect(() => prepareSweep({ ...experiment, labels: given }, file, 'full')).toThrow(
    'sweep, teacher: expected labels of a method, to take its place, found labels that are given; leave it out',
  );
});
