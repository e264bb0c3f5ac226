import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { LOCK_FILE } from '../../src/core/lock.ts';
import { parseCsv } from '../../src/core/table.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { ensureBuilt, ionsieve, type Outcome, scratchFolder, shell, start } from './ionsieve.ts';
import { rockSaltLine } from './samples.ts';

// The built command in processes of its own.

const root = packageRoot();
const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const measured = ['--measured-model', path('measured.json')];

beforeAll(async () => {
  await ensureBuilt();
  writeFileSync(path('measured.json'), smallMeasuredText);
  writeFileSync(path('many.jsonl'), Array.from({ length: 600 }, (_, i) => rockSaltLine(`LiF-${i}`)).join(''));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the command', () => {
  test('shows its help on standard output when nothing is asked of it', async () => {
    const asked = [[], ['--help'], ['help'], ['help', 'screen'], ['screen', '--help']];
    const [nothing, ...helps] = await Promise.all(asked.map((args) => ionsieve(args, folder)));
    expect(nothing).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Usage: ionsieve/) });
    expect(helps.slice(0, 2)).toEqual([nothing, nothing]);
    expect(helps[2]).toEqual(helps[3]);
    for (const { out } of helps) expect(out).toMatch(/\nExamples?:\s+ionsieve [a-z]+ .+\n/);
  });

  test('ends quietly when its reader has seen enough', async () => {
    const outcome = await shell('$IONSIEVE describe many.jsonl --csv | head -1', folder);
    expect(outcome).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^id,formula,[^\n]*\n$/) });
  });

  test('says so when standard output is full', async () => {
    const outcome = await shell('$IONSIEVE describe many.jsonl > /dev/full', folder);
    expect(outcome.err).toMatch(/^ionsieve: standard output: expected room to write, found ENOSPC;[^\n]*\n$/);
    expect(outcome.code).toBe(2);
  });
});

describe('screen', () => {
  test('scores every compound of the space and ranks them as predict judges them', async () => {
    const space = ['--elements', 'P,S,Cl', '--arity', '3', '--max-coefficient', '4', '--top', '7'];
    const args = ['screen', '--student', 'paper', ...space, '--threads', '2', '--out', 'screened'];
    const { code, out, err } = await ionsieve(args, folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // 3 sets of elements, and 4^3 - 2^3 - 1 coefficient vectors without a common factor
    expect(out).toMatch(/^distinct formulas +165 +compounds +- +-$/m);
    expect(out).toMatch(/^scored +165 +compounds +100\.000 +distinct formulas$/m);
    expect(out).toMatch(/\n\nfast: probability P >= 0\.5\nwritten to screened\n$/);
    const summary = JSON.parse(readFileSync(path('screened/screening.json'), 'utf8'));
    expect(summary).toMatchObject({
      scored: 165,
      distinct_formulas: 165,
      formula_strings: 192,
      space: { arities: [3] },
    });
    const top = parseCsv(readFileSync(path('screened/top.csv'), 'utf8'), 'top.csv', ['rank', 'formula', 'log_odds']);
    expect(top.map(({ rank }) => rank)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    const again = await ionsieve(['predict', ...top.map(({ formula }) => formula!), '--csv', ...measured], folder);
    const judged = parseCsv(again.out, 'predicted', ['student_probability']);
    expect(judged.map(({ formula }) => formula)).toEqual(top.map(({ formula }) => formula));
    for (const [i, { student_probability }] of judged.entries()) {
      expect(Number(student_probability)).toBeCloseTo(Number(top[i]!.probability), 5);
    }
  });

  test('prints the counts of screening.json for other programs, and nothing else on standard output', async () => {
    const space = [
      '--elements',
      'P,S,Cl,O',
      '--arity',
      '3',
      '--max-coefficient',
      '4',
      '--ionic',
      '--write-above',
      '0.5',
    ];
    const { code, out, err } = await ionsieve(['screen', ...space, '--json', '--out', 'counted'], folder);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'ionsieve: note: fast: probability P >= 0.5\nionsieve: note: written to counted\n',
    });
    const rows = JSON.parse(out) as {
      what: string;
      value: number;
      unit: string;
      share: number | null;
      of: string | null;
    }[];
    const counts = Object.fromEntries(rows.map(({ what, value }) => [what, value]));
    const summary = JSON.parse(readFileSync(path('counted/screening.json'), 'utf8'));
    const { distinct_formulas, scored, fast } = summary;
    expect(counts).toMatchObject({ distinct_formulas, scored, fast, written_to_parquet: fast });
    for (const [filter, count] of Object.entries(summary.removed)) expect(counts[`removed.${filter}`] ?? 0).toBe(count);
    expect(rows.find(({ what }) => what === 'fast')).toMatchObject({ share: fast / scored, of: 'scored' });
    expect(counts.speed).toBeCloseTo(distinct_formulas / counts.time!, -3);
    expect(rows.slice(-2).map(({ unit }) => unit)).toEqual(['s', 'compounds/s']);
  });

  test('by default ranks with the student of measurements, and lists what predict says with interval and domain', async () => {
    const space = ['--elements', 'P,S,Cl,Tc', '--arity', '3', '--max-coefficient', '4', '--top', '200'];
    const { code, err } = await ionsieve(['screen', ...space, '--out', 'by-measurements'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const summary = JSON.parse(readFileSync(path('by-measurements/screening.json'), 'utf8'));
    expect(summary.student).toMatch(/-distilled$/);
    const columns = ['measured_probability', 'log10_conductivity_S_per_cm', 'log10_low', 'log10_high', 'domain'];
    const top = parseCsv(readFileSync(path('by-measurements/top.csv'), 'utf8'), 'top.csv', ['formula', ...columns]);
    writeFileSync(path('listed.csv'), `composition\n${top.map(({ formula }) => formula).join('\n')}\n`);
    const { out } = await ionsieve(['predict', '--input', 'listed.csv', '--csv'], folder);
    const judged = parseCsv(out, 'predicted', ['probability', ...columns.slice(1)]);
    expect(judged.length).toBe(200);
    for (const [i, row] of judged.entries()) {
      expect(row).toMatchObject({ formula: top[i]!.formula, domain: top[i]!.domain });
      expect(Number(row.probability)).toBeCloseTo(Number(top[i]!.measured_probability), 5);
      for (const column of columns.slice(1, 4)) expect(Number(row[column])).toBeCloseTo(Number(top[i]![column]), 4);
    }
    const unmeasured = top.filter(({ unmeasured_elements }) => unmeasured_elements === 'Tc');
    expect(unmeasured.length).toBeGreaterThan(0);
    expect(unmeasured.every(({ domain }) => domain === 'outside')).toBe(true);
  });
});

describe('reproduce', () => {
  test('prints all numbers of summary.json for other programs, and its table on standard error', async () => {
    const args = ['reproduce', 'sendek2019', '--quick', '--out', 'sendek2019'];
    const { code, out, err } = await ionsieve([...args, '--csv'], folder);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^number +paper +ours +unit +n +verdict\n[\s\S]*\n\d+ s\. Written to sendek2019: [^\n]*summary\.json/,
    );
    const { numbers } = JSON.parse(readFileSync(path('sendek2019/summary.json'), 'utf8'));
    const rows = parseCsv(out, 'numbers', ['experiment', 'number', 'value', 'low', 'high', 'unit', 'n']);
    expect(rows.map(({ number }) => number)).toEqual(Object.keys(numbers));
    for (const { experiment, number, value, low, high, unit, n } of rows) {
      const { interval = ['', ''], ...one } = numbers[number!];
      expect([experiment, value, low, high, unit, n]).toEqual(
        ['sendek2019', one.value ?? '', ...interval, one.unit, one.n].map(String),
      );
    }
  });
});

describe('Ctrl-C', () => {
  // A screening goes on from its checkpoint: test/screening/kill.long.ts.
  test('ends reproduce with exit code 130, one line and nothing written', async () => {
    const out = path('stopped/reproduce');
    const { child, ended } = start(['reproduce', 'cubuk2019', '--threads', '1', '--out', out], folder);
    // From its lock on it hears signals.
    while (!existsSync(join(out, LOCK_FILE)) && child.exitCode === null) await sleep(1);
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, out: '', err: 'ionsieve: stopped by SIGINT; nothing was written\n' });
    expect(existsSync(out)).toBe(false);
    rmSync(path('stopped'), { recursive: true, force: true });
  });
});

describe('a damaged package', () => {
  const flip = (file: string) => {
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
  };

  /** Runs a command of a copy of the package after one of its files was damaged. */
  async function afterDamage(file: string, damage: (path: string) => void, args: readonly string[]): Promise<Outcome> {
    const copy = scratchFolder();
    try {
      for (const name of ['dist', 'data', 'package.json']) {
        cpSync(join(root, name), join(copy, name), { recursive: true });
      }
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      damage(join(copy, file));
      return await ionsieve(args, dirname(path('many.jsonl')), join(copy, 'dist', 'src', 'cli.js'));
    } finally {
      rmSync(copy, { recursive: true });
    }
  }

  const hashes = /expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; the file was changed/;

  test.each<[string, (file: string) => void, RegExp]>([
    ['data/elements.csv', flip, hashes],
    ['data/label-table.csv.gz', flip, hashes],
    ['data/training.csv', flip, hashes],
    ['data/obelix.csv', flip, hashes],
    ['data/training.csv', rmSync, /expected a file, found none; restore it/],
    ['data/manifest.json', (file) => truncateSync(file, 5000), /expected whole JSON, found /],
    ['data/manifest.json', (file) => writeFileSync(file, '{}'), /expected a record of files, found none/],
    ['data/manifest.json', rmSync, /expected whole JSON, found ENOENT; restore it/],
    ['data/models/paper.json', flip, hashes],
    ['data/models/measured.json', flip, hashes],
  ])('is reported in one line: %s', async (file, damage, line) => {
    const { code, out, err } = await afterDamage(file, damage, ['predict', 'Li3PS4']);
    expect(err).toMatch(line);
    expect(err).toMatch(/^ionsieve: [^\n]+\n$/);
    expect(err).toContain(file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('that is a bug has its stack trace and exit code 1', async () => {
    const empty = (file: string) => writeFileSync(file, 'export {};\n');
    const { code, err } = await afterDamage('dist/experiments/cubuk2019.js', empty, ['reproduce', '--out', 'bug']);
    expect(err).toMatch(/^Error: experiments\/cubuk2019 does not export cubuk2019\n {4}at /);
    expect(code).toBe(1);
    expect(existsSync(path('bug'))).toBe(false);
  });
});
