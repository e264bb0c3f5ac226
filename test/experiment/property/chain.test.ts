/** Whole chains by files alone: a table, an experiment, and what is to be labelled. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { formatCsv, parseCsv } from '../../../src/core/table.ts';
import { fullResult } from '../../../src/experiment/full-result.ts';
import type { PropertyStudent } from '../../../src/experiment/property/chain.ts';
import type { PropertyExperiment, PropertyMethod } from '../../../src/experiment/property/define.ts';
import type { PropertyResult } from '../../../src/experiment/property/run.ts';
import { readLearner } from '../../../src/learning/learner-file.ts';
import { propertyPage } from '../../../src/report/property/page.ts';
import { writeResult } from '../../../src/report/write-result.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-chain-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

const CATIONS = ['P', 'Si', 'Ge', 'Zr', 'Sb', 'Sn', 'Al', 'Ti'];
const ANIONS = ['O', 'S', 'Cl', 'Se'];

/** A made-up law of conductivity: the softer the anion and the more sodium, the faster; `soft` is a column that tells the anion. */
function compound(i: number): { formula: string; soft: number; sigma: number } {
  const [c, a, amount] = [i % 8, (i >> 3) % 4, 1 + (i % 3)];
  return {
    formula: `Na${amount}${CATIONS[c]}${ANIONS[a]}${2 + (i % 5)}`,
    soft: a + ((i * 37) % 10) / 50,
    sigma: Number((10 ** (-7 + 1.3 * a + 0.4 * amount + ((i * 53) % 10) / 40)).toPrecision(3)),
  };
}

const measured = Array.from({ length: 64 }, (_, i) => compound(i));
const others = Array.from({ length: 90 }, (_, i) => compound(64 + 3 * i));
writeFileSync(
  path('mine.csv'),
  formatCsv(
    ['formula', 'sigma_S_per_cm', 'soft'],
    measured.map(({ formula, sigma, soft }) => [formula, sigma, soft]),
  ),
);
writeFileSync(
  path('others.csv'),
  formatCsv(
    ['formula', 'soft'],
    [...others.map(({ formula, soft }) => [formula, soft]), ['NaXe', 1], ['Na!', 1], ['NaBr', '']],
  ),
);
writeFileSync(
  path('given.csv'),
  formatCsv(
    ['formula', 'sigma'],
    others.map(({ formula, sigma }) => [formula, sigma]),
  ),
);

const soft: PropertyMethod = {
  ...{ name: 'teacher', does: 'regress' },
  input: [{ columns: ['soft'] }, { elemental: 'elemental-30' }],
  model: { kind: 'ridge', l2: 1 },
};
const pupil: PropertyStudent = {
  ...{ name: 'pupil', does: 'regress', input: { elemental: 'elemental-mmmr' } },
  ...{ model: { kind: 'ridge', l2: 1 }, learns: { labels: 1, measurements: 2 } },
};
const mine: PropertyExperiment = {
  ...{ kind: 'property', name: 'mine', seed: 0 },
  paper: { title: 'A chain', doi: 'none', claim: 'Made up.' },
  table: {
    ...{ file: 'mine.csv', formula: 'formula', value: 'sigma_S_per_cm', scale: 'log10' },
    ...{ property: 'ionic conductivity', unit: 'S/cm' },
  },
  threshold: 1e-3,
  methods: [soft],
  validations: [{ name: 'by_system', group: 'chemical system', folds: 4 }],
  labels: { by: 'teacher', table: { file: 'others.csv', formula: 'formula' } },
  students: [pupil],
  full: { resamples: 20, refits: 0, methods: ['teacher', 'pupil'] },
  quick: { resamples: 10, refits: 0, methods: ['teacher'] },
  ...{ expected: [], notReproduced: [] },
};

async function runMine(experiment: PropertyExperiment): Promise<PropertyResult> {
  const result = await fullResult(experiment, { threads: 1, file: path('mine.ts') });
  if (result.kind !== 'property') throw new Error('another kind');
  return result;
}

describe('a teacher on columns of the table, a student, a screening', () => {
  const whole: PropertyExperiment = {
    ...mine,
    students: [
      pupil,
      {
        ...{ name: 'classes', does: 'classify', input: { elemental: 'elemental-full' } },
        ...{ model: { kind: 'logistic', l2: 1 }, learns: { labels: 1 } },
      },
    ],
    screening: {
      student: 'pupil',
      space: { elements: ['P', 'S', 'O', 'Cl'], arities: [3], maxCoefficient: 4 },
      filters: { charges: 'neutral', unknownOnly: true },
      top: 5,
    },
    predict: { compounds: [{ formula: 'Na3PS4' }, { formula: 'LiCl' }] },
    full: { ...mine.full, methods: ['teacher', 'pupil', 'classes'] },
  };
  const running = runMine(whole);

  test('labels all that can be labelled, and counts the rest with the reason', async () => {
    const { summary, files } = await running;
    const { numbers, labels } = summary;
    const count = (name: string) => numbers[`labels.${name}`]!.value;
    expect([count('rows_read'), count('formula_not_read'), count('without_input')]).toEqual([93, 1, 1]);
    expect(labels!.unread.map(({ line }) => line)).toEqual([93]);
    const rows = parseCsv(String(files['labels.csv']), 'labels.csv', [
      'formula',
      'log10_ionic_conductivity_S_per_cm',
      'positive',
    ]);
    expect(rows.length).toBe(labels!.formulas);
    for (const row of rows) {
      expect(row.positive).toBe(Number(row.log10_ionic_conductivity_S_per_cm) >= -3 ? '1' : '0');
    }
  });

  test('the student gains from labels, and little from shuffled ones', async () => {
    const { numbers, methods } = (await running).summary;
    const gain = numbers['by_system.pupil.gain_from_labels']!;
    const twin = numbers['by_system.pupil-on-shuffled-labels.mae']!;
    expect(gain).toMatchObject({ unit: 'log10(S/cm)', n: 64 });
    expect(gain.value).toBeCloseTo(twin.value! - numbers['by_system.pupil.mae']!.value!, 5);
    expect(gain.interval![0]).toBeGreaterThan(0);
    expect(methods.filter(({ floor }) => floor).map(({ name }) => name)).toEqual([
      ...['median', 'nearest-neighbour', 'majority', 'anion-rule'],
      ...['pupil-on-shuffled-labels', 'classes-on-shuffled-labels'],
    ]);
  });

  test('every answer on held-out rows is written, floors and students too', async () => {
    const { summary, files } = await running;
    const rows = parseCsv(String(files['held-out.csv']), 'held-out.csv', [
      'formula',
      'group',
      'category',
      'subject',
      'on',
      'fold',
      'truth',
      'predicted',
    ]);
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(summary.methods.length);
    // Rules say all that they know: one category of the constant ones, the anion; other subjects know more.
    const categories = (name: string) =>
      new Set(rows.filter(({ subject }) => subject === name).map(({ category }) => category));
    expect([categories('median').size, categories('majority').size]).toEqual([1, 1]);
    expect(categories('anion-rule').size).toBeGreaterThan(1);
    expect(categories('pupil')).toEqual(new Set(['']));
    expect(rows.every(({ group }) => group !== '')).toBe(true);
    const of = rows.filter(({ subject }) => subject === 'pupil');
    const mae =
      of.reduce((sum, { truth, predicted }) => sum + Math.abs(Number(truth) - Number(predicted)), 0) / of.length;
    expect(mae).toBeCloseTo(summary.numbers['by_system.pupil.mae']!.value!, 3);
  });

  test('files hold the threshold, and a Learner that answers or refuses', async () => {
    const names = await writeResult({ kind: 'property', ...(await running) }, path('out'));
    expect(names).toEqual(expect.arrayContaining(['held-out.csv', 'labels.csv', 'learner.pupil.json', 'top.csv']));
    const learner = readLearner(path('out/learner.pupil.json'));
    expect(learner.target).toEqual({
      ...{ property: 'ionic conductivity', unit: 'S/cm', scale: 'log10', threshold: 1e-3, better: 'larger' },
    });
    expect(learner.anchor).toBe('Na');
    expect(learner.scores.find(({ subject, metric }) => subject === 'pupil' && metric === 'mae')?.unit).toBe(
      'log10(S/cm)',
    );
    expect(readLearner(path('out/learner.classes.json')).answers).toBe('log-odds');
    const report = readFileSync(path('out/report.md'), 'utf8');
    expect(report).toContain('Positive means at least 0.001 S/cm.');
    const [known, refused] = (await running).summary.student_predictions!;
    expect(known).toMatchObject({ formula: 'Na3PS4', student: 'pupil', refused: null, domain: 'inside' });
    expect(known!.low).toBeLessThan(known!.value!);
    expect(refused!.refused).toMatch(/^LiCl: expected a sodium compound, found none; pupil has learned sodium/);
  });

  test('the screening lists unknown compounds, best first, of at least the threshold where it counts them', async () => {
    const { screening, numbers } = (await running).summary;
    const top = parseCsv(String((await running).files['top.csv']), 'top.csv', ['formula', 'known']);
    const values = top.map((row) => Number(row.log10_ionic_conductivity_S_per_cm));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(top.every(({ known }) => known === 'no')).toBe(true);
    expect(screening!.reached).toBe(numbers['screening.reached']!.value);
    expect(screening!.found).toMatchObject({ threshold: -3, student: 'pupil' });
  });
});

test('labels of a table are learned as they stand, without a method that labels', async () => {
  const given = { ...mine, labels: { table: { file: 'given.csv', formula: 'formula', value: 'sigma' } } };
  const { summary, files } = await runMine({ ...given, students: [{ ...pupil, learns: { labels: 1 } }] });
  expect(summary.labels).toMatchObject({ by: null });
  const sigma = others[0]!;
  const rows = parseCsv(String(files['labels.csv']), 'labels.csv', ['formula', 'rows']);
  const row = rows.find(({ rows: many, formula }) => many === '1' && formula === sigma.formula);
  expect(Number(row?.log10_ionic_conductivity_S_per_cm)).toBeCloseTo(Math.log10(sigma.sigma), 4);
  expect(summary.learners).toEqual({ pupil: 'learner.pupil.json' });
});

test.each<[string, PropertyMethod, readonly string[]]>([
  [
    'kernels of values',
    {
      name: 'teacher',
      does: 'regress',
      input: { elemental: 'elemental-30' },
      model: { kind: 'support-vector-regression', C: 10, gamma: 0.03, epsilon: 0.1 },
    },
    ['pupil', 'teacher'],
  ],
  [
    'kernels of classes',
    {
      name: 'teacher',
      does: 'classify',
      input: { elemental: 'elemental-30' },
      model: { kind: 'kernel-svm', C: 10, gamma: 0.03 },
    },
    ['pupil', 'teacher'],
  ],
  [
    'trees',
    {
      name: 'teacher',
      does: 'regress',
      input: { elemental: 'elemental-mmmr' },
      model: { kind: 'extra-trees', trees: 20, columnShare: 0.3, leastLeaf: 2 },
    },
    ['pupil', 'teacher'],
  ],
])('%s label, and a student learns from them alone', async (_, teacher, learners) => {
  const classes: PropertyStudent = {
    ...{ name: 'pupil', does: 'classify', input: { elemental: 'elemental-mmmr' }, learns: { labels: 1 } },
    model: { kind: 'logistic', l2: 1 },
  };
  const { summary } = await runMine({ ...mine, methods: [teacher], students: [classes] });
  expect(summary.numbers['by_system.pupil.auc']!.value).toBeGreaterThan(0.8);
  expect(summary.numbers['by_system.pupil.gain_from_labels']!.value).toBeGreaterThan(0.1);
  expect(Object.keys(summary.learners!).sort()).toEqual(learners);
});

describe('structures of the rows, and of what is labelled', () => {
  const cell = (ion: string, anion: string, a: number) => ({
    cell: [a, a, a, 90, 90, 90],
    species: [...Array(4).fill(ion), ...Array(4).fill(anion)],
    frac: [0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0],
  });
  const lines = (all: readonly (readonly [id: string, ion: string, anion: string, a: number])[]) =>
    all.map(([id, ion, anion, a]) => `${JSON.stringify({ id, ...cell(ion, anion, a) })}\n`).join('');
  const known = ['Li', 'Na', 'K', 'Mg'].flatMap((ion, i) =>
    ['O', 'S', 'Cl', 'F'].flatMap((anion, j) =>
      [0, 1].map((k) => [`s${i}${j}${k}`, ion, anion, 4.6 + 0.4 * i + 0.3 * j + 0.1 * k] as const),
    ),
  );
  writeFileSync(path('known.jsonl'), lines(known));
  writeFileSync(
    path('barriers.csv'),
    formatCsv(
      ['formula', 'id', 'ion', 'barrier_eV'],
      [
        ...known.map(([id, ion, anion, a]) => [`${ion}${anion}`, id, ion, Number((1.6 - 0.2 * a).toFixed(3))]),
        ['LiBr', 'nowhere', 'Li', 0.4],
        ['NaF', 's000', 'Zn', 0.4],
      ],
    ),
  );
  writeFileSync(
    path('unknown.jsonl'),
    lines(
      ['Li', 'Na', 'Ca', 'Zn'].flatMap((ion, i) =>
        ['O', 'S', 'Br'].map((anion, j) => [`u${i}${j}`, ion, anion, 5 + 0.1 * (i + j)] as const),
      ),
    ),
  );
  const barriers: PropertyExperiment = {
    ...mine,
    table: {
      ...{ file: 'barriers.csv', formula: 'formula', value: 'barrier_eV', scale: 'as it stands' },
      ...{ property: 'migration barrier', unit: 'eV', better: 'smaller', duplicates: 'separate' },
      structures: { file: 'known.jsonl', id: 'id' },
    },
    threshold: 0.5,
    methods: [
      {
        ...{ name: 'teacher', does: 'regress', model: { kind: 'ridge', l2: 0.1 } },
        input: {
          structural: ['volume_per_atom_A3', 'li_li_separation_A'],
          mobileIon: { column: 'ion' },
          counterIon: 'other element',
        },
      },
    ],
    validations: [{ name: 'by_formula', group: 'formula', folds: 4 }],
    labels: { by: 'teacher', structures: { file: 'unknown.jsonl', ions: ['Li', 'Na', 'Ca'] } },
    screening: { student: 'pupil', space: { template: 'AX', sites: { A: ['Li', 'Ca'], X: ['O', 'Br'] } }, top: 4 },
  };

  test('a column says what moves; rows without a structure, or that ion in it, are counted with the reason', async () => {
    const { summary, files } = await runMine(barriers);
    const { numbers, unread } = summary;
    const count = (name: string) => numbers[name]!.value;
    expect([count('data.compounds'), count('data.without_structure'), count('data.not_described')]).toEqual([32, 1, 1]);
    expect(unread.map(({ reason }) => reason)).toEqual(['no structure has the id "nowhere"', 's000: no zinc']);
    expect(count('by_formula.teacher.mae')).toBeLessThan(count('by_formula.median.mae')! / 4);
    // The structures of zinc have none of the ions.
    expect([count('labels.rows_read'), count('labels.formulas')]).toEqual([9, 9]);
    const held = parseCsv(String(files['held-out.csv']), 'held-out.csv', ['formula', 'id', 'subject']);
    expect(
      held
        .filter(({ subject }) => subject === 'teacher')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(known.map(([id]) => id).sort());
  });

  test('small values count as positive and are listed first', async () => {
    const { summary, files } = await runMine(barriers);
    const labels = parseCsv(String(files['labels.csv']), 'labels.csv', ['migration_barrier_eV', 'positive']);
    for (const row of labels) expect(row.positive).toBe(Number(row.migration_barrier_eV) <= 0.5 ? '1' : '0');
    const values = summary.screening!.best.map(({ score }) => score!);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(summary.screening!.reached).toBe(values.filter((value) => value <= 0.5).length);
  });
});

test('no label of a held-out formula is in a lesson', async () => {
  // Labels given for the very compounds of the table, and nothing else: once a compound is held out, its label is too.
  writeFileSync(
    path('same.csv'),
    formatCsv(
      ['formula', 'sigma'],
      measured.map(({ formula, sigma }) => [formula, sigma]),
    ),
  );
  const nearest: PropertyStudent = {
    ...{ name: 'pupil', does: 'regress', input: { elemental: 'element-fractions' } },
    ...{ model: { kind: 'nearest', neighbours: 1 }, learns: { labels: 1 } },
  };
  const { summary } = await runMine({
    ...mine,
    labels: { table: { file: 'same.csv', formula: 'formula', value: 'sigma' } },
    students: [nearest],
    validations: [{ name: 'by_formula', group: 'formula', folds: 4 }, ...mine.validations],
  });
  for (const validation of ['by_formula', 'by_system']) {
    const mae = (name: string) => summary.numbers[`${validation}.${name}.mae`]!.value;
    expect(mae('pupil')).toBe(mae('nearest-neighbour'));
  }
});

test('the method that labels has not learned from held-out rows', async () => {
  // Each compound has a twin to be labelled, almost of its formula and with the same key: who knew the compound would label its twin right.
  const values = measured.map(({ formula }, i) => [formula, Number(((i * 29) % 64) / 10).toFixed(1), i]);
  writeFileSync(path('keys.csv'), formatCsv(['formula', 'value', 'key'], values));
  const twins = measured.map(({ formula }, i) => [formula.replace(/^Na\d/, (amount) => `${amount}.01`), i]);
  writeFileSync(path('twins.csv'), formatCsv(['formula', 'key'], twins));
  const nearest = { kind: 'nearest', neighbours: 1 } as const;
  const { summary } = await runMine({
    ...mine,
    table: { ...mine.table, file: 'keys.csv', value: 'value', scale: 'as it stands' },
    threshold: 3,
    methods: [{ name: 'teacher', does: 'regress', input: { columns: ['key'] }, model: nearest }],
    labels: { by: 'teacher', table: { file: 'twins.csv', formula: 'formula' } },
    students: [
      {
        ...{ name: 'pupil', does: 'regress', input: { elemental: 'element-fractions' } },
        ...{ model: nearest, learns: { labels: 1 } },
      },
    ],
    validations: [{ name: 'by_formula', group: 'formula', folds: 4 }],
  });
  expect(summary.numbers['by_formula.pupil.mae']!.value).toBeGreaterThan(1);
});

test.each<[string, Partial<PropertyExperiment>, string]>([
  [
    'a method that labels and is none',
    { labels: { by: 'techer', table: { file: 'others.csv', formula: 'formula' } } },
    'labels, by: expected one of teacher, found techer; did you mean teacher?',
  ],
  [
    'a student of nothing',
    { students: [{ ...pupil, learns: {} }] },
    'student pupil: expected labels or measurements to learn, found neither',
  ],
  ['a student of labels that are none', { labels: undefined as never }, 'student pupil: expected labels, found none'],
  [
    'a misspelt key of a student',
    { students: [{ ...pupil, lerns: {} } as never] },
    'students.0: expected the keys name, does, input, model, learns, found "lerns"; did you mean learns?',
  ],
  [
    'a misspelt key of the screening',
    { screening: { student: 'pupil', space: { template: 'ABX3', sites: {} }, tops: 3 } as never },
    'screening: expected the keys student, space, filters, top, found "tops"; did you mean top?',
  ],
  [
    'a screening by nobody',
    { screening: { student: 'pupils', space: { formulas: ['NaCl'] }, top: 3 } },
    'screening, student: expected one of pupil, found pupils',
  ],
  [
    'nothing that can be labelled',
    { labels: { by: 'teacher', table: { file: 'none.csv', formula: 'formula' } } },
    'none.csv: expected at least one compound, found rows read 1, without input 1',
  ],
])('%s is refused in one line', async (_, change, message) => {
  writeFileSync(path('none.csv'), 'formula,soft\nNaCl,\n');
  const entries = Object.entries({ ...mine, ...change }).filter(([, value]) => value !== undefined);
  const running = runMine(Object.fromEntries(entries) as unknown as PropertyExperiment);
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(error!.message).toContain(message);
  expect(error!.message).not.toContain('\n');
});

test('the largest errors are those of the method or student of the highest Q2, and the report says so', async () => {
  const weak: PropertyMethod = { ...soft, model: { kind: 'ridge', l2: 1e4 } };
  const labels = { table: { file: 'given.csv', formula: 'formula', value: 'sigma' } };
  for (const [methods, best, worse] of [
    [[soft], 'teacher', 'pupil'],
    [[weak], 'pupil', 'teacher'],
  ] as const) {
    const { summary } = await runMine({ ...mine, methods, labels });
    const q2 = (name: string): number => summary.numbers[`by_system.${name}.q2`]!.value!;
    expect(q2(best)).toBeGreaterThan(q2(worse));
    expect(summary.parity!.method).toBe(best);
    expect(propertyPage(summary).sections).toContain(
      `Of ${best}, which has the highest Q2 (${q2(best).toFixed(4)}) by system of all methods and students that tell a value, floors aside.`,
    );
  }
});
