/** A Learner of structures, made by an experiment of files alone, labels other structures. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatCsv, parseCsv } from '../../src/core/table.ts';
import type { PropertyExperiment } from '../../src/experiment/property/define.ts';
import { runProperty } from '../../src/experiment/property/run.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';
import { rockSaltLine } from './samples.ts';

const folder = scratchFolder();
const path = (...names: string[]) => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (ion: string, anion: string, a: number) => ({
  cell: [a, a, a, 90, 90, 90],
  species: [...Array(4).fill(ion), ...Array(4).fill(anion)],
  frac: [0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0],
});
const line = (id: string, ion: string, anion: string, a: number) =>
  `${JSON.stringify({ id, ...cell(ion, anion, a) })}\n`;
const ANIONS = ['O', 'S', 'Cl', 'F', 'Se'];
type Row = readonly [id: string, ion: string, anion: string, edge: number];
const known: Row[] = ['Li', 'Na', 'K'].flatMap((ion, i) =>
  ANIONS.map((anion, j) => [`s${i}${j}`, ion, anion, 4.6 + 0.4 * i + 0.3 * j] as const),
);
const others: Row[] = [
  ['u1', 'Na', 'S', 5.1],
  ['u2', 'Li', 'Cl', 5.2],
  ['u3', 'K', 'O', 5.3],
];

const experiment = (mobileIon: 'Na' | { column: string }, rows: readonly Row[]): PropertyExperiment => {
  writeFileSync(path('known.jsonl'), rows.map((each) => line(...each)).join(''));
  const table = rows.map(([id, ion, anion, a]) => [`${ion}${anion}`, id, ion, (1.6 - 0.2 * a).toFixed(3)]);
  writeFileSync(path('barriers.csv'), formatCsv(['formula', 'id', 'ion', 'barrier_eV'], table));
  return {
    ...{ kind: 'property', name: 'mine', seed: 0, expected: [], notReproduced: [] },
    paper: { title: 'Barriers', doi: 'none', claim: 'Made up.' },
    table: {
      ...{ file: 'barriers.csv', formula: 'formula', value: 'barrier_eV', scale: 'as it stands', unit: 'eV' },
      ...{ property: 'barrier', better: 'smaller', structures: { file: 'known.jsonl', id: 'id' } },
    },
    methods: [
      {
        ...{ name: 'teacher', does: 'regress', model: { kind: 'ridge', l2: 0.1 } },
        input: [
          {
            ...{ structural: ['volume_per_atom_A3', 'li_li_separation_A'], mobileIon, counterIon: 'other element' },
          },
          { elemental: 'element-fractions' },
        ],
      },
    ],
    validations: [{ name: 'by_formula', group: 'formula', folds: 3 }],
    labels: {
      by: 'teacher',
      structures: { file: 'unknown.jsonl', ...(typeof mobileIon === 'object' && { ions: ['Li', 'Na', 'K'] }) },
    },
    full: { resamples: 10, refits: 0, methods: ['teacher'] },
    quick: { resamples: 10, refits: 0, methods: ['teacher'] },
  };
};

/** What the experiment itself says of the structures, by formula. */
let said: Map<string, number>;

beforeAll(async () => {
  writeFileSync(path('unknown.jsonl'), others.map((each) => line(...each)).join(''));
  const { files, summary } = await runProperty(
    experiment({ column: 'ion' }, known),
    { effort: 'full' },
    path('mine.ts'),
  );
  expect(summary.learners).toEqual({ teacher: 'learner.teacher.json' });
  writeFileSync(path('teacher.json'), files['learner.teacher.json']!);
  const labels = parseCsv(String(files['labels.csv']), 'labels.csv', ['formula', 'barrier_eV']);
  said = new Map(labels.map(({ formula, barrier_eV: value }) => [formula!, Number(value)]));
  const sodium = experiment(
    'Na',
    known.filter(([, ion]) => ion === 'Na'),
  );
  const only = await runProperty(
    { ...sodium, labels: { by: 'teacher', structures: { file: 'known.jsonl' } } },
    { effort: 'full' },
    path('mine.ts'),
  );
  writeFileSync(path('sodium.json'), only.files['learner.teacher.json']!);
});

const label = async (out: string, ...words: string[]) => {
  const told = await ionsieveHere(['label', ...words, '--out', path(out)]);
  return { ...told, rows: told.code === 2 ? [] : parseCsv(readFileSync(path(out), 'utf8'), out, []) };
};

describe('label --model', () => {
  test('says of each structure what the experiment said, with the unit in the name of the column', async () => {
    const { code, out, err, rows } = await label(
      'a.csv',
      path('unknown.jsonl'),
      ...['--model', path('teacher.json'), '--ions', 'Li,Na,K'],
    );
    expect(code).toBe(0);
    expect(Object.keys(rows[0]!)).toEqual([
      ...['id', 'formula', 'ion', 'barrier_eV', 'barrier_eV_low', 'barrier_eV_high'],
      ...['domain', 'unlearned_elements', 'reason'],
    ]);
    expect(rows.map(({ id, ion }) => [id, ion])).toEqual([
      ['u1', 'Na'],
      ['u2', 'Li'],
      ['u3', 'K'],
    ]);
    for (const { formula, barrier_eV: value } of rows) expect(Number(value)).toBeCloseTo(said.get(formula!)!, 5);
    expect(out).toMatch(/^labelled +3 +rows +100\.000 +rows$/m);
    expect(err).toContain('teacher: barrier, eV; it learned compounds without a common ion');
  });

  test('takes folders, CIFs and Learners that know what moves; each row that fails has its reason', async () => {
    mkdirSync(path('all'));
    writeFileSync(
      path('all', 'more.jsonl'),
      `${line('good', 'Na', 'S', 5)}${line('lithium', 'Li', 'S', 5)}{"id":\n${rockSaltLine('europium', 'Na', 'Eu')}`,
    );
    const { code, out, err, rows } = await label('b.csv', path('all'), '--model', path('sodium.json'));
    expect(code).toBe(1);
    expect(rows.map(({ id, reason }) => [id, reason])).toEqual([
      ['good', ''],
      ['lithium', 'no sodium'],
      [expect.stringContaining('more.jsonl, line 3'), expect.stringContaining('expected one JSON object a line')],
      ['europium', expect.stringMatching(/electronegativity|Eu/)],
    ]);
    expect(rows[0]!.barrier_eV).not.toBe('');
    expect(out).toContain('not labelled: no sodium');
    expect(err).toContain('more.jsonl, line 3');
  });

  test('reads a Learner that is compressed, and keeps its run on record', async () => {
    writeFileSync(path('sodium.json.gz'), gzipSync(readFileSync(path('sodium.json'))));
    writeFileSync(path('good.jsonl'), line('good', 'Na', 'S', 5));
    const plain = await label('plain.csv', path('good.jsonl'), '--model', path('sodium.json'));
    const zipped = await label('zipped.csv', path('good.jsonl'), '--model', path('sodium.json.gz'));
    expect(zipped.rows).toEqual(plain.rows);
    expect(JSON.parse(readFileSync(path('zipped.csv.run.json'), 'utf8'))).toBeTruthy();
  });

  test('takes a Learner of compositions too', async () => {
    const measured = 'data/models/measured.json';
    const { code, rows } = await label('c.csv', path('unknown.jsonl'), '--model', measured);
    expect(code).toBe(0);
    expect(rows.map(({ id, reason }) => [id, reason === ''])).toEqual([
      ['u1', false],
      ['u2', true],
      ['u3', false],
    ]);
    expect(rows[0]!.reason).toContain('expected a lithium compound, found none');
  });

  test.each<[string, string[], string]>([
    ['ions that are missing', ['teacher.json'], '--ions: expected the ions that teacher is asked for, found none'],
    [
      'ions that are too many',
      ['sodium.json', '--ions', 'Na'],
      '--ions: expected none: teacher says itself what moves',
    ],
    [
      'nothing to label',
      ['teacher.json', '--ions', 'Mg'],
      'expected a structure that can be labelled, found only 3 str',
    ],
  ])('refuses %s in one line', async (_, [model, ...more], message) => {
    const { code, out, err } = await label('d.csv', path('unknown.jsonl'), '--model', path(model!), ...more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n').length).toBe(1);
  });

  test('predict and screen refuse a Learner of structures in one line', async () => {
    for (const words of [
      ['predict', 'Na2S'],
      ['screen', '--out', path('s')],
    ]) {
      const { code, err } = await ionsieveHere([...words, '--model', path('sodium.json')]);
      expect(code).toBe(2);
      expect(err).toContain(
        'teacher: expected a model that sees compositions, found one that sees structures; label structures with it',
      );
      expect(err.trim().split('\n').length).toBe(1);
    }
  });

  test('the file says what the Learner sees', () => {
    expect(readLearner(path('sodium.json'))).toMatchObject({
      anchor: 'Na',
      descriptors: [{ structural: ['volume_per_atom_A3', 'li_li_separation_A'], mobileIon: 'Na' }, { elemental: {} }],
    });
  });
});
