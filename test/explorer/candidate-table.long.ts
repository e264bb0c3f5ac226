import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CandidateFilters, type CandidateRow, SORT_COLUMNS } from '../../src/explorer/api.ts';
import { type CandidateTable, openCandidateTable } from '../../src/explorer/candidate-table.ts';
import { loadCandidates } from '../../src/explorer/load-candidates.ts';
import { readSearch } from '../../src/explorer/search-text.ts';
import { recordText } from '../../src/provenance/run-record.ts';
import { loadMeasurements } from '../../src/transfer/measurements.ts';
import { RECORD } from '../provenance/sample-record.ts';
import { writeSmallScreening } from './small-screening.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-table-'));
const BY_RANK = { column: 'rank', descending: false } as const;
const ALL = { skip: 0, size: 500 };
let rows: CandidateRow[];
let table: CandidateTable;

beforeAll(async () => {
  rows = writeSmallScreening(join(folder, 'whole'), true);
  table = await openCandidateTable(await loadCandidates(join(folder, 'whole'), 'parquet', null), loadMeasurements());
});
afterAll(() => {
  table.close();
  rmSync(folder, { recursive: true });
});

/** What a filter means, in plain words of JavaScript. */
function passes(row: CandidateRow, filters: CandidateFilters): boolean {
  const elements = row.chemical_system.split('-');
  const search = filters.q === undefined ? undefined : readSearch(filters.q);
  const has = (symbols: string | readonly string[]) =>
    (typeof symbols === 'string' ? symbols.split(',') : symbols).every((symbol) => elements.includes(symbol));
  const found =
    search === undefined ||
    (search.kind === 'formula' && row.formula === search.formula) ||
    (search.kind === 'prefix' && row.formula.startsWith(search.prefix)) ||
    (search.kind === 'elements' && has(search.elements)) ||
    (search.kind === 'system' && has(search.elements) && elements.length === search.elements.length + search.more);
  const yes = (value: boolean, asked: 'yes' | 'no' | undefined) => asked === undefined || value === (asked === 'yes');
  const least = (value: number | null, bound: number | undefined) =>
    bound === undefined || (value !== null && value >= bound);
  const most = (value: number | null, bound: number | undefined) =>
    bound === undefined || (value !== null && value <= bound);
  const width = row.log10_low === null ? null : row.log10_high! - row.log10_low;
  return (
    found &&
    (filters.elements === undefined || has(filters.elements)) &&
    (filters.without === undefined || !filters.without.split(',').some((symbol) => elements.includes(symbol))) &&
    (filters.anion === undefined || filters.anion.split(',').includes(row.anion)) &&
    least(row.probability, filters.probability_min) &&
    most(row.probability, filters.probability_max) &&
    least(row.log_odds, filters.log_odds_min) &&
    most(row.log_odds, filters.log_odds_max) &&
    least(row.log10_low, filters.log10_low_min) &&
    most(width, filters.width_max) &&
    most(row.domain_distance, filters.distance_max) &&
    least(row.window_V, filters.window_min) &&
    most(row.predicted_above_hull_eV_atom, filters.predicted_above_hull_max) &&
    yes(row.charge_neutral, filters.neutral) &&
    yes(row.pauling_order, filters.pauling) &&
    yes(row.known, filters.known) &&
    (filters.domain === undefined || row.domain === filters.domain)
  );
}

const yesNo = fc.constantFrom('yes' as const, 'no' as const);
const symbols = fc.constantFrom('P', 'S', 'P,S', 'Cl', 'O', 'Ge', 'Au', 'Br,Y');
const everyFilter = {
  q: fc.constantFrom('Li-P-S', 'Li3PS4', 'Li2P*', 'P S', 'Li-P-*', 'Li-*-*', 'NaCl'),
  elements: symbols,
  without: symbols,
  anion: symbols,
  probability_min: fc.constantFrom(0.1, 0.5, 0.9),
  probability_max: fc.constantFrom(0.2, 0.6, 1),
  log_odds_min: fc.constantFrom(-3, 0, 4),
  log_odds_max: fc.constantFrom(-1, 2, 7),
  log10_low_min: fc.constantFrom(-6, -5),
  width_max: fc.constantFrom(2, 3),
  distance_max: fc.constantFrom(0.5, 2),
  window_min: fc.constantFrom(0, 0.75, 1.5),
  predicted_above_hull_max: fc.constantFrom(0, 0.0625),
  neutral: yesNo,
  pauling: yesNo,
  known: yesNo,
  domain: fc.constantFrom('inside' as const, 'outside' as const),
};
/** Few at a time: all together keep no row at all. */
const anyFilters: fc.Arbitrary<CandidateFilters> = fc
  .tuple(fc.record(everyFilter), fc.subarray(Object.keys(everyFilter), { maxLength: 3 }))
  .map(([filters, kept]) => Object.fromEntries(Object.entries(filters).filter(([key]) => kept.includes(key))));

describe('the table of candidates', () => {
  test('holds every compound of the files, best first, with the intervals of the list', async () => {
    expect(table.candidates).toBe(rows.length);
    expect(table.withInterval).toBe(100);
    expect([table.withStability, table.withAboveHull]).toEqual([88, 88]);
    expect(table.anions.slice().sort()).toEqual(['Cl', 'O', 'S']);
    expect((await table.page({}, BY_RANK, { skip: 0, size: rows.length })).rows).toEqual(rows);
  });

  test('any filter gives the compounds that it means, in the order of their ranks', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilters, async (filters) => {
        const expected = rows.filter((row) => passes(row, filters));
        const { total, rows: found } = await table.page(filters, BY_RANK, ALL);
        expect(total).toBe(expected.length);
        expect(found.map(({ formula }) => formula)).toEqual(expected.slice(0, ALL.size).map(({ formula }) => formula));
        const skip = Math.floor(expected.length / 3);
        const later = await table.page(filters, BY_RANK, { skip, size: 7 });
        expect(later.rows.map(({ rank }) => rank)).toEqual(expected.slice(skip, skip + 7).map(({ rank }) => rank));
        expect(later.total).toBe(expected.length);
        const { counts } = await table.histogram(filters);
        expect(counts.reduce((sum, count) => sum + count)).toBe(expected.length);
      }),
      { numRuns: 150 },
    );
  });

  test('pages put together are the whole, in any order, and compounds without a value come last', async () => {
    for (const column of SORT_COLUMNS) {
      for (const descending of [false, true]) {
        const found: CandidateRow[] = [];
        for (let skip = 0; skip < rows.length; skip += 200) {
          found.push(...(await table.page({}, { column, descending }, { skip, size: 200 })).rows);
        }
        expect(new Set(found.map(({ rank }) => rank)).size).toBe(rows.length);
        const values = found.map((row) => row[column]);
        const known = values.filter((value) => value !== null);
        expect(values.slice(0, known.length)).toEqual(known);
        const sign = descending ? -1 : 1;
        const sorted = [...known].sort((a, b) => (a === b ? 0 : a! < b! ? -sign : sign));
        expect(known).toEqual(sorted);
      }
    }
  });

  test('an export has every row of its filter', async () => {
    const found: CandidateRow[] = [];
    for await (const batch of table.rows({ anion: 'S' }, { column: 'formula', descending: true })) found.push(...batch);
    const expected = rows.filter(({ anion }) => anion === 'S').sort((a, b) => (a.formula < b.formula ? 1 : -1));
    expect(found).toEqual(expected);
  });

  test('the list alone can be asked too', async () => {
    const listed = writeSmallScreening(join(folder, 'list'), false);
    const small = await openCandidateTable(
      await loadCandidates(join(folder, 'list'), 'list', null),
      loadMeasurements(),
    );
    expect((await small.page({}, BY_RANK, ALL)).rows).toEqual(listed);
    small.close();
  });

  test('a compound that was measured says so, with its source', async () => {
    const { rows: found } = await table.page({ q: 'Li4SiO4' }, BY_RANK, ALL);
    // liverpool.csv: log10 -9.69897; the interval of this list is from -4 to -1.
    expect(found).toMatchObject([
      {
        measured: '2e-10 S/cm',
        measured_source: 'Liverpool Ionics: 10.1016/0025-5408(76)90235-x',
        measured_against_predicted: 'disagrees',
      },
    ]);
  });

  test('a far page is found from the nearer end, in any order, and a page beyond the last is the last', async () => {
    const near = await openCandidateTable(
      await loadCandidates(join(folder, 'whole'), 'parquet', null),
      loadMeasurements(),
      20,
    );
    for (const column of SORT_COLUMNS) {
      for (const descending of [false, true]) {
        for (const filters of [{}, { anion: 'S' }]) {
          const order = { column, descending };
          const { rows: all, total } = await table.page(filters, order, { skip: 0, size: 10_000 });
          for (const skip of [14, 21, Math.floor(total / 14) * 7, total - 8, total - 1]) {
            const found = await near.page(filters, order, { skip, size: 7 });
            expect(found).toEqual({ total, skip, rows: all.slice(skip, skip + 7) });
          }
          const last = Math.floor((total - 1) / 7) * 7;
          expect(await near.page(filters, order, { skip: 7 * 99_999, size: 7 })).toEqual({
            total,
            skip: last,
            rows: all.slice(last),
          });
        }
      }
    }
    near.close();
  });

  test('damaged files are reported', async () => {
    const damaged = join(folder, 'damaged');
    writeSmallScreening(damaged, true);
    writeFileSync(join(damaged, 'candidates-000000-000.parquet'), 'nothing');
    await expect(loadCandidates(damaged, 'parquet', null)).rejects.toThrow(
      /damaged: expected whole files of compounds/,
    );
    writeSmallScreening(damaged, false);
    writeFileSync(join(damaged, 'top.csv'), 'rank,formula\n1,Li3N\n');
    await expect(loadCandidates(damaged, 'list', null)).rejects.toThrow(
      'damaged/top.csv: expected columns rank, formula, log_odds',
    );
    writeSmallScreening(damaged, false);
    const list = readFileSync(join(damaged, 'top.csv'), 'utf8');
    for (const [whole, odd] of [
      ['0.5 Li2S + P', '<script>'],
      ['Li+ P3+/5+ S2-', 'Li+ and more'],
    ]) {
      writeFileSync(join(damaged, 'top.csv'), list.replace(whole!, odd!));
      await expect(loadCandidates(damaged, 'list', null)).rejects.toThrow(
        /^damaged\/top\.csv, row \d: expected a compound with its scores, found something else; screen again$/,
      );
    }
  });

  test('files that the finished run of the folder did not write, or wrote longer, are refused by name', async () => {
    const run = join(folder, 'run');
    writeSmallScreening(run, true);
    const read = readdirSync(run).filter((name) => name === 'top.csv' || name.endsWith('.parquet'));
    const outputs = read.map((path) => ({ path, bytes: statSync(join(run, path)).size, sha256: '0'.repeat(64) }));
    writeFileSync(join(run, 'run.json'), recordText({ ...RECORD, finished: true, outputs }));
    (await loadCandidates(run, 'parquet', null)).closeSync();
    cpSync(join(run, 'candidates-000000-000.parquet'), join(run, 'candidates-000099-000.parquet'));
    await expect(loadCandidates(run, 'parquet', null)).rejects.toThrow(
      /^run\/candidates-000099-000\.parquet: expected only files that the run wrote, found one that it did not write/,
    );
    rmSync(join(run, 'candidates-000099-000.parquet'));
    truncateSync(join(run, 'top.csv'), 200);
    await expect(loadCandidates(run, 'parquet', null)).rejects.toThrow(
      /^run\/top\.csv: expected the \d+ bytes that the run wrote, found 200; put/,
    );
    rmSync(join(run, 'top.csv'));
    await expect(loadCandidates(run, 'parquet', null)).rejects.toThrow(
      /^run\/top\.csv: expected the \d+ bytes .*found none/,
    );
    writeSmallScreening(run, true);
    writeFileSync(join(run, '.ionsieve-swap'), '');
    await expect(loadCandidates(run, 'parquet', null)).rejects.toThrow(
      /^run: expected the files of one run, found files of two/,
    );
  });

  test('the loaded database opens no file and takes no setting', async () => {
    const instance = await loadCandidates(join(folder, 'whole'), 'parquet', null);
    const connection = await instance.connect();
    await expect(connection.run("SELECT * FROM read_csv('/etc/passwd')")).rejects.toThrow(/disabled/);
    await expect(connection.run("COPY (SELECT 1) TO '/tmp/x.csv'")).rejects.toThrow(/disabled/);
    await expect(connection.run('SET enable_external_access = true')).rejects.toThrow(/locked|Cannot/);
    await expect(connection.run('SET threads = 1')).rejects.toThrow(/locked/);
    connection.closeSync();
    instance.closeSync();
  });
});
