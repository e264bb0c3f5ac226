import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { recordText } from '../../src/provenance/run-record.ts';
import { createCandidateWriter } from '../../src/screening/candidate-files.ts';
import { RECORD } from '../provenance/sample-record.ts';
import { CLI, ensureBuilt, ionsieve, ionsieveHere, scratchFolder } from './ionsieve.ts';
import { type Mistake, refuses } from './refuses.ts';

const folder = scratchFolder();
/** A name that DuckDB would take for a pattern, of which the other is an instance. */
const screened = join(folder, "it's [scr]eened*");
const other = join(folder, "it's seened too");
const ROWS = 3000;

/** Two units, 3000 rows. */
function writeCandidates(into: string): void {
  for (const unit of [0, 1]) {
    const writer = createCandidateWriter(into, unit, undefined, { rowsPerGroup: 400, rowsPerFile: 1000 });
    for (let i = 0; i < ROWS / 2; i++) {
      const score = Math.sin(i + unit);
      writer.add({
        formula: `Li${1 + (i % 97)}P${1 + unit}S${i}`,
        chemicalSystem: 'Li-P-S',
        anion: i % 3 === 0 ? 'S' : 'O',
        score,
        domainDistance: i === 0 ? null : i / 1000,
        unlearnedElements: '',
        chargeNeutral: i % 2 === 0,
        paulingOrder: i % 5 === 0,
        known: i === 7,
      });
    }
    writer.close();
  }
}

for (const path of [screened, other]) {
  mkdirSync(path);
  writeCandidates(path);
}
const FILES = Object.fromEntries(readdirSync(screened).map((name) => [name, readFileSync(join(screened, name))]));
const SECOND = 'candidates-000001-000.parquet';

afterAll(() => rmSync(folder, { recursive: true }));

async function query(sql: string, ...more: string[]): Promise<string> {
  const { code, out, err } = await ionsieveHere(['query', screened, sql, ...more]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('query', () => {
  test('prints an aligned table of six digits', async () => {
    const sql =
      "FROM candidates SELECT formula, log_odds, domain_distance, known WHERE formula IN ('Li1P2S0', 'Li8P1S7')";
    expect(await query(`${sql} ORDER BY formula`)).toBe(
      [
        'formula  log_odds  domain_distance  known',
        'Li1P2S0  0.841471            -      false',
        'Li8P1S7  0.656987            0.007  true',
        '',
      ].join('\n'),
    );
  });

  test('prints CSV and JSON in full precision, with names quoted where they must be', async () => {
    const sql = `SELECT anion AS "a, b", log_odds, domain_distance, known FROM candidates ORDER BY domain_distance NULLS FIRST,
      log_odds LIMIT 2`;
    expect(await query(sql, '--csv')).toBe(
      `"a, b",log_odds,domain_distance,known\nS,0,,false\nS,${Math.sin(1)},,false\n`,
    );
    expect(JSON.parse(await query(sql, '--json'))).toEqual([
      { 'a, b': 'S', log_odds: 0, domain_distance: null, known: false },
      { 'a, b': 'S', log_odds: Math.sin(1), domain_distance: null, known: false },
    ]);
  });

  test('prints integers and decimals of any length as plain numbers', async () => {
    const sql = `SELECT count(*) AS n, sum(known::INT) AS k, 1.50 AS d, 170141183460469231731687303715884105727 AS h,
      [1.5, 2] AS l, {'a': 1::BIGINT} AS s, 'x' AS n FROM candidates`;
    const huge = '170141183460469231731687303715884105727';
    const json = await query(sql, '--json');
    expect(json).toBe(
      `[\n  {\n    "n": 3000,\n    "k": 2,\n    "d": 1.50,\n    "h": ${huge},\n    "l": [1.5, 2.0],\n    "s": {"a": 1},\n    "n:1": "x"\n  }\n]\n`,
    );
    const [row] = parseCsv(await query(sql, '--csv'), 'csv', ['n', 'h']);
    expect(row).toMatchObject({ n: '3000', k: '2', d: '1.50', h: huge });
    expect(await query(sql)).toMatch(new RegExp(`^ *n +k +d +h .*\n3000 +2 +1\\.50 +${huge} `));
  });

  test('prints dates, times, maps and numbers that JSON does not know', async () => {
    const sql = "SELECT DATE '2020-01-02' AS d, map {'a': 1} AS m, 'nan'::DOUBLE AS x, NULL AS y";
    expect(JSON.parse(await query(sql, '--json'))).toEqual([{ d: '2020-01-02', m: { a: 1 }, x: null, y: null }]);
    expect(await query(sql)).toMatch(/^d +m +x +y\n2020-01-02 +\{'a': 1\} +NaN +-\n$/);
  });

  test('prints a header, or an empty list, where there are no rows', async () => {
    const sql = 'SELECT formula, known FROM candidates WHERE log_odds > 2';
    expect(await query(sql)).toBe('formula  known\n');
    expect(await query(sql, '--csv')).toBe('formula,known\n');
    expect(await query(sql, '--json')).toBe('[]\n');
  });

  test('shows 1000 rows of a table and tells how many more; CSV and JSON are whole', async () => {
    const { code, out, err } = await ionsieveHere(['query', screened, 'FROM candidates; -- all']);
    expect({ code, lines: out.split('\n').length, err }).toEqual({
      code: 0,
      lines: 1002,
      err: 'ionsieve: note: 2000 more rows; see --limit\n',
    });
    expect((await query('FROM candidates', '--limit', '3000')).split('\n').length).toBe(3002);
    expect((await query('FROM candidates', '--csv')).split('\n').length).toBe(3002);
    expect(JSON.parse(await query('FROM candidates', '--json')).length).toBe(ROWS);
  });

  test.each(['csv', 'json'])('cuts %s where --limit says so', async (form) => {
    const args = ['query', screened, 'SELECT known FROM candidates', `--${form}`, '--limit', '2'];
    const { out, err } = await ionsieveHere(args);
    expect(err).toBe('ionsieve: note: 2998 more rows; see --limit\n');
    expect(out).toBe(
      { csv: 'known\nfalse\nfalse\n', json: '[\n  {\n    "known": false\n  },\n  {\n    "known": false\n  }\n]\n' }[
        form
      ],
    );
  });

  test('understands the short forms of DuckDB', async () => {
    expect(await query('DESCRIBE candidates')).toMatch(/formula +VARCHAR/);
    expect(await query('SUMMARIZE candidates')).toMatch(/log_odds +DOUBLE/);
    expect(await query("PIVOT candidates ON anion IN ('O', 'S') USING count(*) GROUP BY known ORDER BY known")).toBe(
      'known     O     S\nfalse  1998  1000\ntrue      2     0\n',
    );
  });
});

test('a folder called key=value, wherever it stands above the files, is no column', async () => {
  const sql = 'SELECT * FROM candidates ORDER BY ALL LIMIT 3';
  const rows = await query(sql, '--csv');
  const named = scratchFolder();
  for (const name of ['anion=Xe', 'probability=0.9', 'log_odds=1/known=true/x', 'a\\b', '[!a]', '**', 'a?b', 'ä=ö']) {
    const into = join(named, name);
    mkdirSync(into, { recursive: true });
    writeCandidates(into);
    expect((await ionsieveHere(['query', into, sql, '--csv'])).out).toBe(rows);
  }
  rmSync(named, { recursive: true });
});

test('a link in the place of a file is refused', async () => {
  const into = scratchFolder();
  symlinkSync(join(screened, SECOND), join(into, SECOND));
  const { code, err } = await ionsieveHere(['query', into, 'SELECT 1']);
  const line = 'expected a file that the screening wrote, found a link; put the file itself there';
  rmSync(into, { recursive: true });
  expect({ code, err }).toEqual({ code: 2, err: `ionsieve: ${join(into, SECOND)}: ${line}\n` });
});

describe('the command in a process of its own', () => {
  beforeAll(ensureBuilt);

  test('finds the folder from where it runs, and sees no unfinished file', async () => {
    const own = join(folder, 'own');
    mkdirSync(own);
    writeCandidates(own);
    writeFileSync(join(own, 'candidates-000002-000.parquet.tmp'), 'unfinished');
    const outcome = await ionsieve(['query', 'own', 'SELECT count(*) AS n FROM candidates'], folder);
    expect(outcome).toEqual({ code: 0, out: '   n\n3000\n', err: '' });
    expect(readdirSync(folder).sort()).toEqual([basename(screened), basename(other), 'own']);
  });

  test('refuses files that the finished run of the folder did not write, and a folder of two runs', async () => {
    const own = join(folder, 'own');
    const parts = readdirSync(own).filter((name) => name.endsWith('.parquet'));
    expect(parts.length).toBeGreaterThan(1);
    const last = parts.sort().at(-1);
    const query = ['query', 'own', 'SELECT count(*) AS n FROM candidates'];
    const record = (finished: boolean, names: readonly string[]): void => {
      const outputs = names.map((path) => ({ path, bytes: statSync(join(own, path)).size, sha256: '0'.repeat(64) }));
      writeFileSync(join(own, 'run.json'), recordText({ ...RECORD, finished, outputs }));
    };
    record(true, parts.slice(0, -1));
    expect(await ionsieve(query, folder)).toMatchObject({
      code: 2,
      err: `ionsieve: own/${last}: expected only files that the run wrote, found one that it did not write; move it elsewhere\n`,
    });
    record(true, parts);
    expect((await ionsieve(query, folder)).code).toBe(0);
    record(false, []);
    expect((await ionsieve(query, folder)).code).toBe(0);
    writeFileSync(join(own, '.ionsieve-swap'), '');
    expect((await ionsieve(query, folder)).err).toMatch(
      /^ionsieve: own: expected the files of one run, found files of two/,
    );
    rmSync(join(own, '.ionsieve-swap'));
  });

  test('loads DuckDB for no other command', () => {
    const script = `import { createRequire } from 'node:module';
      const { createProgram } = await import(${JSON.stringify(CLI.replace(/cli\.js$/, 'cli/program.js'))});
      createProgram();
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(loaded.length > 0, loaded.some((path) => path.includes('duckdb')));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(out).toBe('true false\n');
  });
});

/** Mistakes in a query of the whole files. */
const inSql = (sql: string, line: string): Mistake => [sql, ['query', '.', sql], line];
const refusedPath = (path: string): string => `found Permission Error: Cannot access file "${path}" - file system`;

describe('a mistake', () =>
  refuses(FILES, [
    [
      'no such folder',
      ['query', 'nothing', 'SELECT 1'],
      'nothing: expected a folder that a screening wrote, found ENOENT',
    ],
    ['a file', ['query', SECOND, 'SELECT 1'], `${SECOND}: expected a folder that a screening wrote, found ENOTDIR`],
    [
      'no files',
      ['query', 'folder', 'SELECT 1'],
      'folder: expected files candidates-*.parquet, found none; screen with',
    ],
    ['no SQL', ['query', '.'], "missing required argument 'sql'; see ionsieve query --help"],
    ['two forms', ['query', '.', 'SELECT 1', '--csv', '--json'], "option '--json' cannot be used with option '--csv'"],
    ['a limit', ['query', '.', 'SELECT 1', '--limit', '0'], '--limit: expected a whole number from 1 to 1000000000'],
    inSql('', 'SQL: expected a query that DuckDB can answer, found none; see ionsieve query --help'),
    inSql(
      'selec 1',
      'SQL: expected a query that DuckDB can answer, found Parser Error: syntax error at or near "selec" (line 1)',
    ),
    inSql(
      'SELECT *\nFROM candidate',
      'found Catalog Error: Table with name candidate does not exist! Did you mean "candidates',
    ),
    inSql(
      'SELECT nosuch FROM candidates',
      'found Binder Error: Referenced column "nosuch" not found in FROM clause! Candidate',
    ),
    inSql('SELECT formula::INT FROM candidates', 'found Conversion Error: Could not convert string'),
    inSql(
      'SELECT $1',
      'found Invalid Input Error: Values were not provided for the following prepared statement parameters',
    ),
    inSql('SELECT 1; SELECT 2', 'SQL: expected one SELECT, found 2 statements; give one query that only reads'),
    inSql(
      'PIVOT candidates ON anion USING count(*)',
      'found 2 statements; give one query that only reads; PIVOT needs',
    ),
    inSql('SET threads = 1', 'SQL: expected one SELECT, found SET'),
    inSql('CREATE TABLE t AS FROM candidates', 'SQL: expected one SELECT, found CREATE'),
  ]));

describe('whatever is asked, nothing else is read and nothing is written', () =>
  refuses(FILES, [
    inSql("COPY candidates TO 'out.csv'", refusedPath('out.csv')),
    inSql(`COPY candidates TO '${SECOND}'`, 'SQL: expected one SELECT, found COPY'),
    inSql(`COPY candidates TO '/dev/stdout'`, refusedPath('/dev/stdout')),
    inSql("EXPLAIN ANALYZE COPY candidates TO 'out.csv'", refusedPath('out.csv')),
    inSql("EXPORT DATABASE 'folder'", 'found Permission Error: Cannot access directory "folder" - file system'),
    inSql("ATTACH 'new.db'", 'SQL: expected one SELECT, found ATTACH'),
    inSql('INSTALL httpfs', 'SQL: expected one SELECT, found LOAD'),
    inSql('LOAD httpfs', 'SQL: expected one SELECT, found LOAD'),
    inSql('SET enable_external_access = true', 'SQL: expected one SELECT, found SET'),
    inSql("CALL enable_logging(storage = 'file', storage_path = 'log')", 'SQL: expected one SELECT, found CALL'),
    inSql("SELECT * FROM read_csv('/etc/passwd')", refusedPath('/etc/passwd')),
    inSql("SELECT * FROM read_text('../*')", refusedPath('../*')),
    inSql("SELECT * FROM glob('*')", refusedPath('*')),
    inSql("SELECT * FROM read_parquet('https://example.com/a.parquet')", refusedPath('https://example.com/a.parquet')),
    inSql("SELECT * FROM 's3://bucket/a.parquet'", refusedPath('s3://bucket/a.parquet')),
  ]));

describe('whatever is asked of an absolute path, the files of the folder stay as they are', () => {
  const target = join(screened, SECOND);
  const text = target.replaceAll("'", "''");

  test.each([
    [`COPY (SELECT 1) TO '${text}' (FORMAT parquet)`, /expected one SELECT, found COPY/],
    [`EXPLAIN ANALYZE COPY (SELECT 1) TO '${text}' (FORMAT parquet)`, /expected one SELECT, found EXPLAIN/],
    [`PREPARE p AS COPY (SELECT 1) TO '${text}' (FORMAT parquet)`, /expected one SELECT, found PREPARE/],
    [
      `COPY candidates TO '${text}.csv'`,
      /^ionsieve: SQL: expected a query that DuckDB can answer, found Permission Error/,
    ],
    [`FROM query('COPY (SELECT 1) TO ''x''')`, /Expected a single SELECT statement/],
  ])('%s', async (sql, line) => {
    const before = Object.keys(FILES);
    const { code, out, err } = await ionsieveHere(['query', screened, sql]);
    expect(err).toMatch(line);
    expect(err).toMatch(/^ionsieve: [^\n]+\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readdirSync(screened)).toEqual(before);
    expect(readFileSync(target).equals(FILES[SECOND]!)).toBe(true);
  });
});

const whole = FILES[SECOND]!;
/** Ways to damage a file, where DuckDB names the file and where it does not. */
const DAMAGED: Record<string, Uint8Array> = {
  'cut short': whole.subarray(0, -100),
  empty: new Uint8Array(),
  'of other content': new TextEncoder().encode('Li3PS4,0.99\n'.repeat(10)),
  'with wrong bytes in a page': Uint8Array.from(whole, (byte, i) => (i > 100 && i < 400 ? 0xff : byte)),
  'with wrong bytes in the head of a page': Uint8Array.from(whole, (byte, i) => (i > 4 && i < 12 ? 0xff : byte)),
  'with wrong bytes in the footer': Uint8Array.from(whole, (byte, i) =>
    i > whole.length - 90 && i < whole.length - 50 ? 0xee : byte,
  ),
};

describe.each(Object.entries(DAMAGED))('a file %s is named', (_title, bytes) =>
  refuses({ ...FILES, [SECOND]: bytes }, [
    inSql(
      'SELECT max(COLUMNS(*)) FROM candidates',
      `${SECOND}: expected a whole Parquet file of candidates, found Invalid `,
    ),
  ]),
);
