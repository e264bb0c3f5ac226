import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ELEMENT_GROUPS, elementGroup } from '../../src/chemistry/element-groups.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import type { ScreeningSummary } from '../../src/experiment/screening-summary.ts';
import { openCandidateTable } from '../../src/explorer/candidate-table.ts';
import { measurementsBeside } from '../../src/explorer/listed-measurements.ts';
import { loadCandidates } from '../../src/explorer/load-candidates.ts';
import { type FoundScreening, openRunFolder } from '../../src/explorer/run-folder.ts';
import { ensureBuilt, ionsieve, type Outcome, scratchFolder } from './ionsieve.ts';
import { type Mistake, refuses, SMALL_SCREEN } from './refuses.ts';
import { resultNames } from './result-names.ts';

// Screenings by the built command in processes of its own; mistakes by the same command in this process.

const golden = join(packageRoot(), 'test', 'golden', 'screening');
const scratch = scratchFolder();
let folders = 0;

beforeAll(ensureBuilt);
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs `ionsieve screen` into a new folder of the scratch folder. */
async function screenInto(...args: string[]): Promise<Outcome & { readonly out: string; readonly name: string }> {
  const name = `${folders++}`;
  const outcome = await ionsieve(['screen', ...args, '--out', name], scratch);
  return { ...outcome, name };
}

const read = (folder: string, file: string): string => readFileSync(join(scratch, folder, file), 'utf8');

/** SHA-256 of every file of a folder. */
const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(
    resultNames(join(scratch, folder)).map((name) => [name, sha256(readFileSync(join(scratch, folder, name)))]),
  );

describe('screen', () => {
  test('writes what an independent program expects, byte for byte', async () => {
    const space = ['--elements', 'O,P,S,Cl,Na,Si,Al', '--arity', '4,3', '--max-coefficient', '3'];
    const filters = ['--exclude', 'Na', '--real-anion', '--pauling', '--unknown', '--max-distance', '1.2'];
    const list = ['--threshold', '0.9', '--top', '25', '--rank', 'Li2PS2Cl,LiPS2'];
    const model = ['--model', join(golden, 'student.json')];
    const { code, out, err, name } = await screenInto(...model, ...space, ...filters, ...list);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(resultNames(join(scratch, name))).toEqual(['learner.json', 'screening.json', 'top.csv']);
    expect(read(name, 'learner.json')).toBe(readFileSync(join(golden, 'student.json'), 'utf8'));
    expect(read(name, 'screening.json')).toBe(readFileSync(join(golden, 'screening.json'), 'utf8'));
    // What was measured, nothing here, stands behind the formula, and behind `known` what the student of measurements says.
    const ranked = read(name, 'top.csv').replace(
      /^(?:(rank,formula)(?:,\w*){8}|(\d+,\w+),{8})((?:,[^,]*){7}),.*$/gm,
      '$1$2$3',
    );
    expect(ranked).toBe(readFileSync(join(golden, 'top.csv'), 'utf8'));
    // How much bounds decide, and how fast, is not the same on every machine.
    expect(
      out
        .replace(/^(decided|time|speed) .*\n/gm, '')
        .replaceAll(/ {2,}/g, '  ')
        .split('\n'),
    ).toEqual([
      'what  value  unit  share (%)  of',
      'distinct formulas  3,290  compounds  -  -',
      'removed: excluded element  1,335  compounds  40.578  distinct formulas',
      'removed: no real anion  25  compounds  0.760  distinct formulas',
      'removed: not charge neutral  1,528  compounds  46.444  distinct formulas',
      'removed: not in pauling order  212  compounds  6.444  distinct formulas',
      'removed: known formula  10  compounds  0.304  distinct formulas',
      'removed: outside domain  135  compounds  4.103  distinct formulas',
      'scored  45  compounds  1.368  distinct formulas',
      'fast  7  compounds  15.556  scored',
      'log odds at least: 1.9106  10  compounds  22.222  scored',
      'log odds at least: 1.3709  16  compounds  35.556  scored',
      '',
      'fast: probability P >= 0.9',
      `written to ${name}`,
      '',
    ]);
  });
});

/** A compound of top.csv. */
interface Row {
  readonly formula: string;
  readonly logOdds: number;
  readonly probability: number;
  readonly distance: number;
  readonly neutral: boolean;
  readonly ordered: boolean;
  readonly known: boolean;
}

const elementsOf = (formula: string): string[] => formula.match(/[A-Z][a-z]?/g)!;

function rowsOf(folder: string): Row[] {
  const text = read(folder, 'top.csv');
  const header =
    'rank,formula,log_odds,probability,domain_distance,unlearned_elements,charge_neutral,pauling_order,known';
  const measured =
    'measured,measured_source,measured_against_predicted,measured_log10_S_per_cm,measured_is_bound,measured_temperature_C,' +
    'measured_formula,also_measured';
  const student = 'measured_probability,log10_conductivity_S_per_cm,log10_low,log10_high,domain';
  expect(text.split('\n')[0]).toBe(
    `${header.replace('formula', `formula,${measured}`)},${student},unmeasured_elements,nearest_measured`,
  );
  const yes = (value: string | undefined): boolean => {
    expect(value).toMatch(/^(yes|no)$/);
    return value === 'yes';
  };
  return parseCsv(text, 'top.csv', header.split(',')).map((row, i) => {
    expect(row.rank).toBe(`${i + 1}`);
    return {
      formula: row.formula!,
      logOdds: Number(row.log_odds),
      probability: Number(row.probability),
      distance: Number(row.domain_distance),
      neutral: yes(row.charge_neutral),
      ordered: yes(row.pauling_order),
      known: yes(row.known),
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Counts of a screening that list every compound of it once have to agree with the list. */
function expectCounts(summary: ScreeningSummary, rows: readonly Row[], threshold = 0): void {
  const { scored, fast, removed, distinct_formulas, by_element, by_anion, chemical_systems } = summary;
  expect(distinct_formulas).toBe(scored + sum(Object.values(removed)));
  expect([scored, fast]).toEqual([rows.length, rows.filter(({ logOdds }) => logOdds >= threshold).length]);
  expect([sum(by_anion.map((row) => row.scored)), sum(by_anion.map((row) => row.fast))]).toEqual([scored, fast]);
  for (const { symbol, ...counts } of by_element) {
    const having = rows.filter(({ formula }) => elementsOf(formula).includes(symbol));
    expect(counts).toEqual({
      scored: having.length,
      fast: having.filter(({ logOdds }) => logOdds >= threshold).length,
    });
  }
  expect(chemical_systems).toBe(new Set(rows.map(({ formula }) => elementsOf(formula).join())).size);
}

/** A space of some thousand compounds, all of them listed. */
const SPACE = ['--elements', 'Na,Si,P,S,Cl,O', '--arity', '2,3', '--max-coefficient', '5', '--top', '1000000'];

interface Screened {
  readonly name: string;
  readonly told: string;
  readonly rows: Row[];
  readonly summary: ScreeningSummary;
}

async function screenSpace(...options: string[]): Promise<Screened> {
  const { code, out, err, name } = await screenInto(...SPACE, ...options);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return { name, told: out, rows: rowsOf(name), summary: JSON.parse(read(name, 'screening.json')) };
}

describe('an option of screen', () => {
  let all: Screened;

  beforeAll(async () => {
    all = await screenSpace();
  });

  test('is not needed: all compounds are listed, best first, and the counts add up', () => {
    const { rows, summary } = all;
    // 6 and 15 element sets; vectors of 2 and 3 coefficients up to 5 without a common factor
    expect(summary).toMatchObject({ distinct_formulas: 6 * 19 + 15 * 115, formula_strings: 6 * 5 ** 2 + 15 * 5 ** 3 });
    expect(new Set(rows.map(({ formula }) => formula)).size).toBe(rows.length);
    expect(rows.map(({ logOdds }) => logOdds)).toEqual(rows.map(({ logOdds }) => logOdds).sort((a, b) => b - a));
    for (const { logOdds, probability } of rows) expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 5);
    for (const { ordered, neutral } of rows) expect(neutral || !ordered).toBe(true);
    expectCounts(summary, rows);
    expect(Object.keys(summary.removed)).toEqual(Object.keys(summary.removed).sort());
    for (const some of [
      rows.filter(({ known }) => known),
      rows.filter(({ neutral }) => neutral),
      rows.filter(({ neutral, ordered }) => neutral && !ordered),
      rows.filter(({ logOdds }) => logOdds < 0),
    ]) {
      expect(some.length).toBeGreaterThan(9);
    }
  });

  const real = new Set('H N O F P S Cl As Se Br Te I'.split(' '));
  const has = (...symbols: string[]) => {
    const wanted = new Set(symbols);
    return ({ formula }: Row): boolean => elementsOf(formula).some((symbol) => wanted.has(symbol));
  };
  const toxic = elementGroup('toxic').map((z) => SYMBOLS[z]!);

  test.each<[string[], string, (row: Row) => boolean]>([
    [['--neutral'], 'not_charge_neutral', ({ neutral }) => neutral],
    [['--unknown'], 'known_formula', ({ known }) => !known],
    [['--max-distance', '1'], 'outside_domain', ({ distance }) => distance <= 1],
    [['--exclude', 'P'], 'excluded_element', (row) => !has('P')(row)],
    [['--exclude', 'Cl,noble-gas,Na,toxic'], 'excluded_element', (row) => !has('Cl', 'Na', ...toxic)(row)],
    [['--real-anion'], 'no_real_anion', ({ formula }) => real.has(elementsOf(formula).at(-1)!)],
  ])('%j leaves out what it has to, and counts it', async (options, filter, passes) => {
    const { rows, summary } = await screenSpace(...options);
    const kept = all.rows.filter(passes);
    expect(rows).toEqual(kept);
    expect(kept.length).toBeLessThan(all.rows.length);
    expect(summary.removed).toEqual({ ...all.summary.removed, [filter]: all.rows.length - kept.length });
    expectCounts(summary, rows);
  });

  test('--pauling and --ionic leave out what is not neutral first', async () => {
    const neutral = all.rows.filter((row) => row.neutral);
    const ordered = neutral.filter((row) => row.ordered);
    const pauling = await screenSpace('--pauling');
    expect(pauling.rows).toEqual(ordered);
    const removed = {
      ...all.summary.removed,
      not_charge_neutral: all.rows.length - neutral.length,
      not_in_pauling_order: neutral.length - ordered.length,
    };
    expect(pauling.summary.removed).toEqual(removed);
    const ionic = await screenSpace('--ionic');
    const formulas = new Set(ionic.rows.map(({ formula }) => formula));
    expect(ionic.rows).toEqual(ordered.filter(({ formula }) => formulas.has(formula)));
    expect(ionic.summary.removed).toEqual({ ...removed, not_ionic: ordered.length - ionic.rows.length });
    expect(ionic.rows.some(({ formula }) => !real.has(elementsOf(formula).at(-1)!))).toBe(false);
    expect(ordered.some(({ formula }) => !real.has(elementsOf(formula).at(-1)!))).toBe(true);
  });

  test('--states all lets more be neutral', async () => {
    const { rows } = await screenSpace('--states', 'all');
    const neutral = (some: readonly Row[]) => some.filter((row) => row.neutral).map(({ formula }) => formula);
    expect(neutral(rows)).toEqual(expect.arrayContaining(neutral(all.rows)));
    expect(neutral(rows).length).toBeGreaterThan(neutral(all.rows).length);
    const filtered = await screenSpace('--states', 'all', '--neutral');
    expect(filtered.rows).toEqual(rows.filter((row) => row.neutral));
  });

  test('of several that filter counts a compound with the first that removes it', async () => {
    const options = ['--exclude', 'Na', '--real-anion', '--pauling', '--unknown', '--max-distance', '1.1'];
    const { rows, summary } = await screenSpace(...options);
    let left = all.rows;
    const removes = (passes: (row: Row) => boolean): number => {
      const before = left.length;
      left = left.filter(passes);
      return before - left.length;
    };
    expect(summary.removed).toEqual({
      excluded_element: removes((row) => !has('Na')(row)),
      no_real_anion: removes(({ formula }) => real.has(elementsOf(formula).at(-1)!)),
      not_charge_neutral: removes(({ neutral }) => neutral),
      not_in_pauling_order: removes(({ ordered }) => ordered),
      not_ionic: 0,
      known_formula: removes(({ known }) => !known),
      outside_domain: removes(({ distance }) => distance <= 1.1),
    });
    expect(rows).toEqual(left);
    expect(Object.values(summary.removed).filter((count) => count > 0).length).toBe(6);
    expectCounts(summary, rows);
    expect(summary.filters).toEqual({
      ...{ excluded_elements: ['Na'], real_anion: true, charges: 'pauling-order', oxidation_states: 'common' },
      ...{ unknown_only: true, domain_limit: 1.1, one_per_system: false },
    });
  });

  test.each([
    ['as text', (text: string) => text],
    ['compressed, with a byte order mark', (text: string) => gzipSync(`\uFEFF${text}`)],
  ])('--known, %s, makes formulas known, however they are written', async (_title, write) => {
    // Li2Na3P5, P3Cl2Li5 and Li5P2Cl3; no lithium, beyond the coefficients and beyond the space
    const text = 'Li4Na6P10\r\n\n  P3Cl2Li5  \nLi5P2Cl3\nLi5P2Cl3\nNa2O\nLi99P\nLi3YCl6\nLi3PS4';
    const added = ['Li2Na3P5', 'Li5P3Cl2', 'Li5P2Cl3'].map((formula) => elementsOf(formula).sort().join());
    writeFileSync(join(scratch, 'known'), write(text));
    const { rows } = await screenSpace('--known', 'known');
    const newlyKnown = rows.filter(({ known }, i) => known && !all.rows[i]!.known);
    expect(newlyKnown.map(({ formula }) => elementsOf(formula).sort().join()).sort()).toEqual(added.sort());
    expect(rows.map((row) => ({ ...row, known: false }))).toEqual(all.rows.map((row) => ({ ...row, known: false })));
    const { rows: unknown, summary } = await screenSpace('--known', 'known', '--unknown');
    expect(unknown).toEqual(rows.filter(({ known }) => !known));
    expect(summary.removed.known_formula).toBe(rows.filter(({ known }) => known).length);
  });

  test('--one-per-system lists the best of each chemical system', async () => {
    const best = new Map<string, Row>();
    for (const row of all.rows) {
      const system = elementsOf(row.formula).join();
      if (!best.has(system)) best.set(system, row);
    }
    const { rows, summary } = await screenSpace('--one-per-system');
    expect(rows).toEqual([...best.values()]);
    expect(rows.length).toBe(summary.chemical_systems);
    expect(summary).toEqual({ ...all.summary, filters: { ...all.summary.filters, one_per_system: true } });
  });

  test('--top cuts the list and nothing else', async () => {
    const { rows, summary } = await screenSpace('--top', '7');
    expect(rows).toEqual(all.rows.slice(0, 7));
    expect(summary).toEqual(all.summary);
  });

  test('--threshold says what counts as fast', async () => {
    const { rows, summary, told } = await screenSpace('--threshold', '0.9');
    expect(rows).toEqual(all.rows);
    expect(summary.threshold_log_odds).toBe(2.19722);
    expectCounts(summary, rows, Math.log(9));
    expect(told).toMatch(new RegExp(`^fast +${summary.fast.toLocaleString('en-US')} +compounds `, 'm'));
    expect(told).toContain('\n\nfast: probability P >= 0.9\n');
  });

  test('--histogram counts every score in its bin, with an edge at the threshold', async () => {
    const { rows, summary, told } = await screenSpace('--histogram', '--threshold', '0.8');
    const { lower_edge, width, counts } = summary.histogram!;
    expect([counts.length, sum(counts)]).toEqual([512, rows.length]);
    const edge = Math.round((Math.log(4) - lower_edge) / width);
    expect(lower_edge + edge * width).toBeCloseTo(Math.log(4), 3);
    expect(sum(counts.slice(edge))).toBe(summary.fast);
    // Scores have six digits here and so has the width: a score may stray into the next bin.
    const least = (bin: number): number => rows.filter(({ logOdds }) => logOdds >= lower_edge + bin * width).length;
    for (const bin of [0, 100, 200, 300, 400, 511]) {
      expect(Math.abs(sum(counts.slice(bin)) - least(bin))).toBeLessThan(5);
    }
    expect(told).not.toContain('decided by bounds');
    expect({ ...summary, histogram: null }).toEqual({
      ...{ ...all.summary, fast: summary.fast, threshold_log_odds: summary.threshold_log_odds },
      ...{ by_element: summary.by_element, by_anion: summary.by_anion },
    });
  });

  test('--rank counts what is at least as good', async () => {
    const formulas = [0, 17, 400, 1838].map((place) => all.rows[place]!.formula);
    const { summary, told } = await screenSpace('--rank', formulas.join());
    const better = ({ logOdds }: Row) => all.rows.filter((row) => row.logOdds >= logOdds);
    expect(summary.ranks).toEqual(
      [0, 17, 400, 1838].map((place) => {
        const row = all.rows[place]!;
        const by_anion = summary.by_anion
          .map(({ symbol }) => ({
            symbol,
            at_least: better(row).filter(({ formula }) => elementsOf(formula).at(-1) === symbol).length,
          }))
          .filter(({ at_least }) => at_least > 0);
        return { log_odds: row.logOdds, at_least: better(row).length, by_anion };
      }),
    );
    expect(told.match(/^log odds at least: -?[\d.]+ +[\d,]+ +compounds +[\d.]+ +scored$/gm)!.length).toBe(4);
  });

  test('--rank where everything is left out counts nothing', async () => {
    const { summary, told } = await screenSpace('--rank', 'Li3PS4,LiPS', '--exclude', 'Li', '--arity', '3');
    expect([summary.scored, summary.ranks.map(({ at_least }) => at_least)]).toEqual([0, [0, 0]]);
    expect(told).not.toContain('NaN');
  });

  test('--write-above writes the compounds of that probability to files', async () => {
    const { name, rows, told } = await screenSpace('--write-above', '0.7');
    expect(rows).toEqual(all.rows);
    const files = resultNames(join(scratch, name)).filter((file) => file.endsWith('.parquet'));
    expect(files).toEqual(['candidates-000000-000.parquet', 'candidates-000001-000.parquet']);
    const written: Record<string, unknown>[] = [];
    for (const file of files) {
      written.push(...(await parquetReadObjects({ file: await asyncBufferFromFile(join(scratch, name, file)) })));
    }
    const six = (value: unknown): number => Number((value as number).toPrecision(6));
    const byFormula = (a: Row, b: Row): number => (a.formula < b.formula ? -1 : 1);
    expect(
      written
        .map((row) => ({
          formula: row.formula as string,
          logOdds: six(row.log_odds),
          probability: six(row.probability),
          distance: six(row.domain_distance),
          neutral: row.charge_neutral as boolean,
          ordered: row.pauling_order as boolean,
          known: row.known as boolean,
        }))
        .sort(byFormula),
    ).toEqual(all.rows.filter(({ logOdds }) => logOdds >= Math.log(0.7 / 0.3)).sort(byFormula));
    for (const { formula, chemical_system, anion } of written as Record<string, string>[]) {
      expect(chemical_system).toBe(elementsOf(formula!).sort().join('-'));
      expect(elementsOf(formula!)).toContain(anion);
    }
    expect(told).toMatch(new RegExp(`^written to parquet +${written.length} +compounds `, 'm'));
  });

  test.each([
    ['filters and files', ['--ionic', '--unknown', '--max-distance', '1.2', '--write-above', '0.6']],
    ['one for each system', ['--one-per-system', '--rank', 'Li3PS4', '--threshold', '0.95', '--top', '9']],
  ])('--exhaustive and --threads give the same bytes: %s', async (_title, options) => {
    const { name: bounded } = await screenSpace(...options);
    for (const work of [
      ['--exhaustive', '--threads', '1'],
      ['--threads', '3'],
    ]) {
      const { name } = await screenSpace(...options, ...work);
      expect(hashes(name)).toEqual(hashes(bounded));
    }
  });
});

describe('--measured', () => {
  const space = ['--elements', 'P,S,Cl', '--arity', '4,3', '--max-coefficient', '6', '--write-above', '0.01'];

  test('stands in the list and in the explorer, is not unknown, and goes through shards and merge', async () => {
    const plain = await screenInto(...space);
    const formula = /^1,([^,]+),/m.exec(read(plain.name, 'top.csv'))![1]!;
    const table = `composition,conductivity_S_per_cm,source\n${formula},1.7e-2,notebook 3\n`;
    writeFileSync(join(scratch, 'mine.csv'), table);
    const own = [...space, '--measured', 'mine.csv'];
    const whole = await screenInto(...own);
    expect({ code: whole.code, err: whole.err }).toEqual({ code: 0, err: '' });
    const [first] = parseCsv(read(whole.name, 'top.csv'), 'top.csv', ['measured', 'measured_source', 'known']);
    expect(first).toMatchObject({
      formula,
      measured: '1.7e-2 S/cm',
      measured_source: 'own measurements, line 2: notebook 3',
      known: 'yes',
    });
    const unknown = await screenInto(...own, '--unknown');
    expect(unknown.code).toBe(0);
    expect(read(unknown.name, 'top.csv')).not.toContain(`,${formula},`);

    const [{ own: found, summary, ...screening }] = openRunFolder(join(scratch, whole.name)).screenings as [
      FoundScreening,
    ];
    expect(found.map((row) => row.formula)).toEqual([formula]);
    expect(summary).not.toHaveProperty('own_measurements');
    const candidates = await openCandidateTable(
      await loadCandidates(screening.folder, screening.source, null),
      measurementsBeside({ own: found, unit: screening.unit }),
    );
    const page = await candidates.page({}, { column: 'rank', descending: false }, { skip: 0, size: 1 });
    expect(page.rows[0]).toMatchObject({ formula, measured: '1.7e-2 S/cm' });
    candidates.close();

    const shards = [];
    for (const shard of ['1/2', '2/2']) shards.push((await screenInto(...own, '--shard', shard)).name);
    writeFileSync(join(scratch, 'mine.csv'), table.replace('1.7e-2', '1.7e-3'));
    const other = await screenInto(...own, '--shard', '2/2');
    const refused = await ionsieve(['merge', shards[0]!, other.name, '--out', 'own'], scratch);
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/found .*other own_measurements; /) });
    expect(await ionsieve(['merge', ...shards, '--out', 'own'], scratch)).toMatchObject({ code: 0, err: '' });
    expect(hashes('own')).toEqual(hashes(whole.name));
  });
});

describe('shards', () => {
  /** Six units. */
  const wide = [
    ...['--elements', 'H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca,Sc,Ti,V,Cr', '--arity', '4', '--top', '2000'],
    ...['--ionic', '--max-distance', '1.2', '--one-per-system', '--write-above', '0.9', '--rank', 'Li6PS5Cl'],
  ];

  test('are merged to the bytes of one piece', async () => {
    const whole = await screenInto(...wide);
    expect(whole.code).toBe(0);
    const shards: string[] = [];
    for (const shard of ['3/3', '1/3', '2/3']) {
      const { code, out, err, name } = await screenInto(...wide, '--shard', shard);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const line =
        /^what +value +unit .*\ndone +[\d,]+ +compounds .*\ntime .*\nspeed .*\n\nshard \d of 3 in \d+: put all together with ionsieve merge\n$/;
      expect(out).toMatch(line);
      expect(readdirSync(join(scratch, name))).toEqual(expect.arrayContaining(['checkpoint.json', 'job.json']));
      expect(existsSync(join(scratch, name, 'top.csv'))).toBe(false);
      shards.push(name);
    }
    const { code, out, err } = await ionsieve(['merge', ...shards, '--out', 'merged'], scratch);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(hashes('merged')).toEqual(hashes(whole.name));
    const squeezed = (text: string): string =>
      text.replaceAll(/ {2,}/g, '  ').replace(/^(decided|time|speed) .*\n/gm, '');
    expect(squeezed(out)).toBe(squeezed(whole.out).replace(/written to \d+/, 'written to merged'));

    const again = await ionsieve(['screen', ...wide, '--shard', '3/3', '--resume', '--out', shards[0]!], scratch);
    expect(again).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/\nshard 3 of 3 in /) });

    const missing = await ionsieve(['merge', shards[0]!, shards[2]!, '--out', 'incomplete'], scratch);
    expect(missing).toEqual({
      code: 2,
      out: '',
      err: 'ionsieve: merge: expected all 3 shards, found no shard 1; name its folder, or screen it\n',
    });
    expect(existsSync(join(scratch, 'incomplete'))).toBe(false);

    const before = hashes('merged');
    const twice = await ionsieve(['merge', ...shards, '--out', 'merged'], scratch);
    expect(twice).toMatchObject({ code: 0, err: '' });
    expect(hashes('merged')).toEqual(before);
  });
});

const screenArgs = (...args: string[]): string[] => ['screen', '--student', 'paper', '--out', 'new', ...args];
const smallArgs = (...args: string[]): string[] => [...SMALL_SCREEN, '--out', 'new', ...args];

/** Each value of an option with the line that it gives. */
const values = (flag: string, wrong: readonly string[], line: (value: string) => string): Mistake[] =>
  wrong.map((value) => [`${flag} '${value}'`, screenArgs(`${flag}=${value}`), `${flag}: ${line(value)}`]);

const ofOptions: readonly Mistake[] = [
  ...values(
    '--shard',
    ['x', '2', '2/', '/2', '1/2/3', '-1/3', '1.5/3', ''],
    (value) => `expected i/n, such as 2/17, found "${value}"; count shards from 1`,
  ),
  ...values('--shard', ['0/3', '4/3'], (value) => `expected a number from 1 to 3, found ${value[0]}; count shards`),
  ...values('--shard', ['1/627'], () => 'expected at most 626 shards for this space, found 627; choose fewer'),
  ...values('--shard', ['1/0', '0/0'], () => 'expected at least one shard, found 0; give i/n, such as 2/17'),
  ['--shard 1/2 of little', smallArgs('--shard', '1/2'), '--shard: expected one shard for a space this small, found 2'],
  ...['--write-above', '--threshold'].flatMap((flag) => [
    ...values(
      flag,
      ['0', '-0.1', 'x', ''],
      (value) => `expected a probability above 0 and below 1, found "${value}"; give one such as 0.9`,
    ),
    ...values(
      flag,
      ['1', '1.5'],
      (value) => `expected a probability above 0 and below 1, found "${value}"; logistic-30 tells the probability of`,
    ),
  ]),
  ...values(
    '--max-distance',
    ['0', '-1', 'x', '', 'Infinity'],
    (value) => `expected a number above 0, found "${value}"; 1 is as far out as a training compound usually is`,
  ),
  ...values(
    '--exclude',
    ['metals', 'Xx'],
    (value) => `expected an element symbol, found "${value}"; check the spelling`,
  ),
  ...values('--exclude', ['toxic,,P'], (value) => `expected values separated by commas, found "${value}"`),
  ...values('--exclude', ['P,P'], () => 'expected each value once, found P twice; remove one'),
  [
    '--states none',
    screenArgs('--states', 'none'),
    "option '--states <table>' argument 'none' is invalid. Allowed choices are common, all, icsd; see ionsieve screen --help",
  ],
  [
    '--rank Na2S',
    smallArgs('--rank', 'Na2S'),
    '--rank, Na2S: expected a lithium compound, found none; committee-distilled has learned lithium compounds only, of 61 elements',
  ],
  ...['LiYS', 'Li', 'Li2S', 'Li3P3S', 'Li0.3PS'].map((formula): Mistake => {
    const line = 'expected a compound of the space, found one outside it; widen the space, or leave it out';
    return [`--rank ${formula}`, smallArgs('--rank', formula), `${formula}: ${line}`];
  }),
  ['--rank Li((', smallArgs('--rank', 'LiPS,Li(('), 'Li((, position 5: expected an element symbol, found the end'],
  ['--rank twice', smallArgs('--rank', 'LiPS,LiPS'), '--rank: expected each value once, found LiPS twice; remove one'],
];

const ofFiles: readonly Mistake[] = [
  [
    '--known nothing',
    smallArgs('--known', 'nothing'),
    'nothing: expected a readable file, found ENOENT; check the path',
  ],
  ['--known folder', smallArgs('--known', 'folder'), 'folder: expected a readable file, found EISDIR; check the path'],
  ['--known damaged', smallArgs('--known', 'cut.gz'), 'cut.gz: expected whole gzip data, found '],
  [
    '--out with files of another screening',
    [...SMALL_SCREEN, '--out', '.'],
    'candidates-000007-000.parquet: expected no results of other work, found some; choose another --out, or give --overwrite',
  ],
  [
    '--resume without a checkpoint',
    [...SMALL_SCREEN, '--out', 'folder', '--resume'],
    'folder/checkpoint.json: expected a checkpoint, found ENOENT; check the path',
  ],
  [
    '--resume of nothing',
    [...SMALL_SCREEN, '--out', 'new', '--resume'],
    'new/checkpoint.json: expected a checkpoint, found ENOENT; check the path',
  ],
];

const ofMerge: readonly Mistake[] = [
  ['merge nothing', ['merge', '--out', 'new'], "missing required argument 'folders'; see ionsieve merge --help"],
  [
    'merge without --out',
    ['merge', 'folder'],
    "required option '--out <dir>' not specified; see ionsieve merge --help",
  ],
  [
    'merge a folder without a checkpoint',
    ['merge', 'folder', '--out', 'new'],
    'folder/checkpoint.json: expected a checkpoint, found ENOENT; check the path',
  ],
  [
    'merge a file',
    ['merge', 'known.txt', '--out', 'new'],
    'known.txt/checkpoint.json: expected a checkpoint, found ENOTDIR; check the path',
  ],
  [
    'merge into a file',
    ['merge', 'folder', '--out', 'known.txt'],
    'known.txt: expected a folder, found a file; choose another --out',
  ],
];

describe('a mistake', () =>
  refuses(
    {
      'known.txt': 'Li3PS4\r\n\r\nLi2O\r\nLi2Xx\r\n',
      'cut.gz': gzipSync('Li3PS4\n'.repeat(99)).subarray(0, -9),
      'candidates-000007-000.parquet': 'rows of another screening',
    },
    [...ofOptions, ...ofFiles, ...ofMerge],
  ));

test('the help names every group of elements', async () => {
  const { out } = await ionsieve(['screen', '--help'], scratch);
  for (const group of ELEMENT_GROUPS) expect(out).toContain(group);
});
