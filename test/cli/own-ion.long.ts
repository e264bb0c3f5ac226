import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatCsv, parseCsv } from '../../src/core/table.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import type { Prediction } from '../../src/transfer/prediction.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const HEADER = ['id', 'formula', 'probability', 'reason'];
const ANIONS = { S: 0.8, Se: 0.9, O: 0.2, Cl: 0.3, Br: 0.6, F: 0.1 };

/** Made-up labels of the compounds of an ion: the anion decides. */
function labelsOf(ion: string): (string | number)[][] {
  return ['P', 'Si', 'Ge', 'Al', 'Sb'].flatMap((cation) =>
    Object.entries(ANIONS).flatMap(([anion, p]) =>
      [2, 3].map((n) => [`${ion}${cation}${anion}${n}`, `${ion}${n}${cation}${anion}${n + 2}`, p, '']),
    ),
  );
}

const run = (...words: string[]) => ionsieveHere(words);
const student = (out: string, rows: (string | number)[][], ...options: string[]) => {
  writeFileSync(path('labels.csv'), formatCsv(HEADER, rows));
  return run('student', path('labels.csv'), '--out', path(out), ...options);
};

beforeAll(async () => {
  const { code, out } = await student('na.json', labelsOf('Na'));
  expect(code).toBe(0);
  expect(out).toContain('it learned sodium compounds only, of the elements O, F, Na, Al, Si, P, S, Cl, Ge, Se, Br, Sb');
  expect((await student('both.json', [...labelsOf('Na'), ...labelsOf('K')])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a student of sodium compounds', () => {
  test('says in its file what it learned', () => {
    expect(readLearner(path('na.json'))).toMatchObject({
      name: 'na',
      anchor: 'Na',
      elements: ['O', 'F', 'Na', 'Al', 'Si', 'P', 'S', 'Cl', 'Ge', 'Se', 'Br', 'Sb'],
      target: { property: 'probability that the label states', threshold: 0.5, unit: '1' },
      training: { labels: expect.stringMatching(/^labels\.csv, SHA-256 [0-9a-f]{64}$/) },
    });
  });

  test('says what the user says of its labels', async () => {
    const options = ['--property', 'ionic conductivity', '--threshold', '1e-3', '--unit', 'S/cm'];
    expect((await student('named.json', labelsOf('Na'), ...options)).code).toBe(0);
    const said = { property: 'ionic conductivity', threshold: 1e-3, unit: 'S/cm' };
    expect(readLearner(path('named.json')).target).toMatchObject(said);
    const { err } = await run('predict', 'Na3PS4', '--model', path('named.json'));
    expect(err).toContain('named P: ionic conductivity, 0.001 S/cm or more; learned from labels.csv');
  });

  test('predicts sodium compounds under its own name, and nobody else does', async () => {
    const { code, out } = await run('predict', 'Na3PS4', 'NaCl', '--model', path('na.json'), '--json');
    expect(code).toBe(0);
    const [sulfide, chloride] = JSON.parse(out) as Prediction[];
    expect(sulfide!.student_probability).toBeGreaterThan(0.5);
    expect(chloride!.student_probability).toBeLessThan(0.5);
    for (const answer of [sulfide!, chloride!]) {
      expect(answer).toMatchObject({ student: 'na', probability: null, log10_conductivity_S_per_cm: null });
      expect(answer).toMatchObject({ teacher_probability: null, nearest_measured: null, nearest_of_the_forty: null });
    }
    const { out: table } = await run('predict', 'Na3PS4', '--model', path('na.json'));
    expect(table.split('\n')[0]).toMatch(/^input {2,}na P {2,}distance {2,}not learned$/);
  });

  test('names elements that are new to it', async () => {
    const { out, err } = await run('predict', 'Na3BiS3', '--model', path('na.json'), '--csv');
    expect(parseCsv(out, 'out', [])[0]!.student_unlearned_elements).toBe('Bi');
    expect(err).toContain('Na3BiS3: na has not learned Bi, but sodium compounds only, of the elements O, F, Na,');
  });

  test('answers for a sodium structure', async () => {
    const cell = '_cell_length_a 5.64\n_cell_length_b 5.64\n_cell_length_c 5.64\n_cell_angle_alpha 90\n';
    const angles = "_cell_angle_beta 90\n_cell_angle_gamma 90\n_space_group_name_H-M_alt 'P 1'\n";
    const loop = 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n';
    const sites = [
      'Na 0 0 0',
      'Na 0 .5 .5',
      'Na .5 0 .5',
      'Na .5 .5 0',
      'Cl .5 .5 .5',
      'Cl .5 0 0',
      'Cl 0 .5 0',
      'Cl 0 0 .5',
    ];
    writeFileSync(path('salt.cif'), `data_salt\n${cell}${angles}${loop}${sites.join('\n')}\n`);
    const { code, out } = await run('predict', path('salt.cif'), 'NaCl', '--model', path('na.json'), '--json');
    expect(code).toBe(0);
    const [structure, formula] = JSON.parse(out) as Prediction[];
    expect(structure).toEqual({ ...formula, input: path('salt.cif') });
  });

  test('screens sodium compounds, without a word on lithium', async () => {
    const words = ['screen', '--model', path('na.json'), '--elements', 'P,S,Cl', '--max-coefficient', '4'];
    expect((await run(...words, '--out', path('screened'))).code).toBe(0);
    const text = readFileSync(path('screened/top.csv'), 'utf8');
    expect(text.split('\n')[0]).toBe(
      'rank,formula,log_odds,probability,domain_distance,unlearned_elements,charge_neutral,pauling_order,known',
    );
    const formulas = parseCsv(text, 'top.csv', ['formula']).map(({ formula }) => formula!);
    expect(formulas.length).toBeGreaterThan(100);
    for (const formula of formulas) expect(formula).toMatch(/^Na/);
    const summary = JSON.parse(readFileSync(path('screened/screening.json'), 'utf8'));
    expect(summary).toMatchObject({ student: 'na', space: { anchor: 'Na', partners: ['P', 'S', 'Cl'] } });
  });

  test('is screened alike in shards', async () => {
    const words = ['screen', '--model', path('na.json'), '--elements', 'P,S,Cl', '--max-coefficient', '4'];
    for (const i of [1, 2]) await run(...words, '--shard', `${i}/2`, '--out', path(`shard-${i}`));
    expect((await run('merge', path('shard-1'), path('shard-2'), '--out', path('merged'))).code).toBe(0);
    for (const name of ['top.csv', 'screening.json']) {
      expect(readFileSync(path(`merged/${name}`), 'utf8')).toBe(readFileSync(path(`screened/${name}`), 'utf8'));
    }
  });

  const screen = (model: string, ...words: string[]) => [
    ...['screen', '--model', path(model), '--max-coefficient', '4', '--out', path('none'), ...words],
  ];
  const na = 'na has learned sodium compounds only, of the elements O, F, Na, Al, Si, P, S, Cl, Ge, Se, Br, Sb';
  test.each<[string, string[], string]>([
    [
      'a lithium compound',
      ['predict', 'LiCl', '--model', path('na.json')],
      `LiCl: expected a sodium compound, found none; ${na}`,
    ],
    [
      'the rank of a lithium compound',
      screen('na.json', '--elements', 'P,S,Cl', '--rank', 'LiCl'),
      `--rank, LiCl: expected a sodium compound, found none; ${na}`,
    ],
    [
      'its own ion among the partners',
      screen('na.json', '--elements', 'P,Na'),
      '--elements: expected partners of sodium, found Na; remove it: it is in every compound',
    ],
    [
      'an element that is new to the screening of a student of two ions',
      screen('both.json', '--elements', 'Na,K,P,Te'),
      'space: expected elements that the student has learned, found Te; both has learned compounds without a common ion',
    ],
    [
      'an element that is new to a student of two ions',
      ['predict', 'LiCl', '--model', path('both.json')],
      'LiCl: expected elements that the student has learned, found Li; both has learned compounds without a common ion, of',
    ],
    [
      'sodium to the shipped student',
      ['predict', 'Na3PS4'],
      'Na3PS4: expected a lithium compound, found none; logistic-30 has learned lithium compounds only, of 80 elements',
    ],
    [
      'a threshold that is no number',
      ['student', path('labels.csv'), '--out', path('no.json'), '--threshold', 'high'],
      '--threshold: expected a number, found "high"',
    ],
  ])('refuses %s in one line', async (_, words, message) => {
    const { code, out, err } = await run(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n').at(-1)).toContain(message);
    expect(existsSync(path('none'))).toBe(false);
  });

  test('of two ions predicts compounds of both', async () => {
    const { code, out } = await run('predict', 'Na3PS4', 'K3PS4', 'NaKS', '--model', path('both.json'), '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as Prediction[]).map(({ formula }) => formula)).toEqual(['Na3PS4', 'K3PS4', 'KNaS']);
  });
});
