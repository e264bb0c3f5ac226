/** A screening by value by files alone: Parquet, shards, query and the answers of the explorer say the value with its column and unit. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { learnerColumns } from '../../src/cli/predict-learner.ts';
import { parseCsv } from '../../src/core/table.ts';
import { topHeader } from '../../src/experiment/top-rows.ts';
import type { CandidatePage, CandidateRow, ScoreHistogram, ScreeningView } from '../../src/explorer/api.ts';
import { exportText } from '../../src/explorer/export.ts';
import { overviewOf } from '../../src/explorer/overview.ts';
import { ROUTES, type Sources } from '../../src/explorer/routes.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { openScreenings } from '../../src/explorer/screenings.ts';
import { answerColumn } from '../../src/learning/answer-column.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { candidateSchema } from '../../src/screening/candidate-columns.ts';
import { MEASURED_FIELDS } from '../../src/transfer/measured-fields.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const run = (...words: string[]) => ionsieveHere(words);
const COLUMN = 'barrier_eV';
const LIMIT = 0.4;
const SPACE = ['--elements', 'Li,Na,P,S,Cl,O', '--arity', '2,3', '--max-coefficient', '3', '--top', '100000'];
const screen = (out: string, ...words: string[]) =>
  run('screen', '--model', path('barrier.json'), ...SPACE, ...words, '--out', path(out));
const WRITTEN = ['--threshold', '0.3', '--write-above', `${LIMIT}`, '--histogram'];
const parquet = (out: string) => readdirSync(path(out)).filter((name) => name.endsWith('.parquet'));

beforeAll(async () => {
  const anions = { O: 0.7, S: 0.3, Cl: 0.5, P: 0.2 };
  const rows = ['Li', 'Na'].flatMap((ion) =>
    Object.entries(anions).flatMap(([anion, barrier]) =>
      ['P', 'S', 'O', 'Cl', 'Na'].flatMap((other) =>
        other === anion || other === ion ? [] : [1, 2].map((n) => `${ion}${n}${other}${anion}3,${barrier + 0.05 * n}`),
      ),
    ),
  );
  writeFileSync(path('barriers.csv'), `formula,barrier\n${rows.join('\n')}\n`);
  const learned = await run(
    ...['learn', path('barriers.csv'), '--target', 'barrier', '--unit', 'eV', '--smallest-first'],
    ...['--model', 'ridge', '--resamples', '20', '--out', path('barrier.json')],
  );
  expect(learned).toMatchObject({ code: 0 });
  expect(await screen('whole', ...WRITTEN)).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the Learner says of every compound of the list, which is all of the space. */
function told(): Map<string, number> {
  const rows = parseCsv(readFileSync(path('whole/top.csv'), 'utf8'), 'top.csv', ['formula', COLUMN]);
  const ask = askLearner(readLearner(path('barrier.json')));
  const answers = ask(rows.map(({ formula }) => parseFormula(formula!)));
  return new Map(rows.map(({ formula }, i) => [formula!, answers[i]!.value]));
}

describe('candidates in Parquet', () => {
  test('are those as good as the value, in its unit and under its column', async () => {
    const values = told();
    const { out } = await run('query', path('whole'), 'SELECT * FROM candidates', '--csv');
    const rows = parseCsv(out, 'out', ['formula', COLUMN]);
    expect(Object.keys(rows[0]!)).toEqual([
      ...[
        'formula',
        'chemical_system',
        'anion',
        COLUMN,
        'domain_distance',
        'unlearned_elements',
        'charge_neutral',
        'pauling_order',
        'known',
      ],
    ]);
    const wanted = [...values].filter(([, value]) => value <= LIMIT).map(([formula]) => formula);
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.length).toBeLessThan(values.size);
    expect(rows.map(({ formula }) => formula!).sort()).toEqual(wanted.sort());
    for (const row of rows) expect(Number(row[COLUMN])).toBeCloseTo(values.get(row.formula!)!, 9);
    const summary = JSON.parse(readFileSync(path('whole/screening.json'), 'utf8'));
    expect(summary.reached).toBe([...values.values()].filter((value) => value <= 0.3).length);
    expect(summary.histogram.counts.reduce((a: number, b: number) => a + b, 0)).toBe(summary.scored);
  });

  test('are the same in shards, and verify finds them as they were written', async () => {
    for (const i of [1, 2]) {
      expect(await screen(`part-${i}`, ...WRITTEN, '--shard', `${i}/2`)).toMatchObject({ code: 0 });
    }
    expect(await run('merge', path('part-1'), path('part-2'), '--out', path('merged'))).toMatchObject({ code: 0 });
    expect(parquet('merged')).toEqual(parquet('whole'));
    for (const name of ['top.csv', 'screening.json', ...parquet('whole')]) {
      expect(readFileSync(path(`merged/${name}`)).equals(readFileSync(path(`whole/${name}`)))).toBe(true);
    }
    expect(await run('verify', path('merged'))).toMatchObject({ code: 0 });
  });

  test('are refused above what is no figure, and a histogram of what nobody knows the range of', async () => {
    const words = await screen('none', '--threshold', '0.3', '--write-above', 'low');
    expect(words).toMatchObject({ code: 2, err: expect.stringContaining('--write-above: expected a number, found') });
    const module = `export const learner = { name: 'own', anchor: null, elements: ['Li', 'Na', 'P', 'S', 'Cl', 'O'],
      answers: 'value', target: { property: 'size', unit: '1', scale: 'as it stands', threshold: 1, better: 'larger' } };
      export const score = (all) => all.map(({ amounts }) => amounts.reduce((a, b) => a + b, 0));`;
    writeFileSync(path('own.mjs'), module);
    const bins = await run('screen', '--model', path('own.mjs'), ...SPACE, '--histogram', '--out', path('none'));
    expect(bins).toMatchObject({ code: 2, err: expect.stringContaining('--histogram: expected a model whose values') });
  });
});

test('a value named like another column of its tables has a name of its own', async () => {
  const learner = readLearner(path('barrier.json'));
  const odd = (property: string): Learner => ({ ...learner, target: { ...learner.target, property, unit: '1' } });
  const fixed = [
    ...[
      ...topHeader(),
      ...MEASURED_FIELDS,
      ...candidateSchema({ value: undefined, stability: false }).map(({ name }) => name),
    ],
    ...[...learnerColumns(learner).map(({ name }) => name), 'positive', 'rows'],
  ];
  const other = new Set([
    'ionsieve',
    'log_odds',
    ...learnerColumns(learner)
      .map(({ name }) => name)
      .filter((name) => name.includes(COLUMN)),
  ]);
  for (const name of fixed.filter((name) => !other.has(name))) expect(answerColumn(odd(name))).toBe(`${name}_value`);

  writeFileSync(path('known.json'), learnerText(odd('known')));
  const screened = await run('screen', '--model', path('known.json'), ...SPACE, ...WRITTEN, '--out', path('odd'));
  expect(screened).toMatchObject({ code: 0 });
  const [row] = parseCsv(readFileSync(path('odd/top.csv'), 'utf8'), 'top.csv', ['formula', 'known_value', 'known']);
  expect(row!.known).toMatch(/^(yes|no)$/);
  const { value } = openRunFolder(path('odd')).screenings[0]!.summary;
  expect(value!.column).toBe('known_value');
  const { out } = await run('query', path('odd'), 'SELECT known, known_value FROM candidates LIMIT 1', '--csv');
  expect(Number(parseCsv(out, 'out', ['known', 'known_value'])[0]!.known_value)).not.toBeNaN();
});

describe.each(['whole', 'list'])('the explorer on %s', (out) => {
  let sources: Sources;
  beforeAll(async () => {
    if (out === 'list') await screen('list', '--threshold', '0.3');
    const found = openRunFolder(path(out));
    expect(found.notes).toEqual([]);
    const answers = {
      ask: async (_: string, formula: string) => ({ formula, chemical_system: 'Li-S', prediction: null }),
    };
    const screenings = openScreenings(found.screenings);
    sources = { folder: found, overview: overviewOf(found), screenings, answers } as unknown as Sources;
    await screenings.table('');
  });
  afterAll(() => sources.screenings.close());
  const ask = async <Answer>(question: string, query = '') =>
    (await ROUTES[question]!(new URLSearchParams(query), sources)) as Answer;

  test('says what the scores tell, and which end is wanted', async () => {
    const { summary } = await ask<ScreeningView>('/api/screening');
    const value = { column: COLUMN, unit: 'eV', better: 'smaller' };
    expect(summary).toMatchObject({ value, threshold: 0.3, student: 'barrier' });
    expect(sources.overview.screenings[0]).toMatchObject({ value, reached: summary.reached });
    if (summary.histogram === null) return;
    // Values, lowest first: up to the threshold are those that reach it.
    const { lower_edge, width, counts } = summary.histogram;
    const below = counts.filter((_, i) => lower_edge + (i + 0.5) * width < 0.3).reduce((a, b) => a + b, 0);
    expect(below).toBe(summary.reached);
  });

  test('lists, filters and sorts by the value, best first', async () => {
    const values = told();
    const { total, rows } = await ask<CandidatePage>('/api/candidates', 'size=500');
    const listed = [...values.values()].filter((value) => out === 'list' || value <= LIMIT);
    expect(total).toBe(listed.length);
    expect(rows.map((row) => row.value!)).toEqual(rows.map((row) => row.value!).sort((a, b) => a - b));
    for (const row of rows) {
      expect(row).toMatchObject({ log_odds: null, probability: null, measured: null, domain: null });
      expect(row.value).toBeCloseTo(values.get(row.formula)!, 4);
    }
    const some = await ask<CandidatePage>('/api/candidates', 'value_min=0.25&value_max=0.3&sort=value&order=desc');
    expect(some.total).toBe(
      [...values.values()].filter((value) => Number(value.toPrecision(6)) >= 0.25 && value <= 0.3).length,
    );
    expect(some.rows.map((row) => row.value!)).toEqual(some.rows.map((row) => row.value!).sort((a, b) => b - a));
    const histogram = await ask<ScoreHistogram>('/api/histogram');
    expect(histogram.counts.reduce((a, b) => a + b, 0)).toBe(total);
    expect(histogram.lower_edge).toBeCloseTo(rows[0]!.value!, 9);
  });

  test('exports the value under its column, and a compound has it', async () => {
    const table = await sources.screenings.table('');
    const { value } = sources.screenings.find('').summary;
    const texts = { csv: '', json: '' };
    for (const format of ['csv', 'json'] as const) {
      const rows = table.rows({ q: 'Li-S' }, { column: 'rank', descending: false });
      for await (const piece of exportText(format, { value, predicted: false, stability: false }, rows))
        texts[format] += piece;
    }
    const csv = parseCsv(texts.csv, 'export', ['rank', 'formula', COLUMN]);
    const json = JSON.parse(texts.json) as Record<string, unknown>[];
    expect(Object.keys(csv[0]!)).toEqual(Object.keys(json[0]!));
    for (const name of ['log_odds', 'probability', 'value', 'log10_low']) expect(csv[0]).not.toHaveProperty(name);
    expect(json.map((row) => row[COLUMN])).toEqual(csv.map((row) => Number(row[COLUMN])));
    const best = csv[0]!;
    const { listed, neighbours } = await ask<{ listed: CandidateRow; neighbours: CandidateRow[] }>(
      '/api/compound',
      `formula=${best.formula}`,
    );
    expect(listed).toMatchObject({ formula: best.formula, value: Number(best[COLUMN]), probability: null });
    expect(neighbours.length).toBeGreaterThan(0);
  });
});
