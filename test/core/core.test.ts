import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { fail, UserError } from '../../src/core/errors.ts';
import { ensureWritableFolder, packageRoot, readBytes, sha256, stableJson, writeAtomic } from '../../src/core/files.ts';
import { matrixFrom, rowOf, selectColumns, selectRows } from '../../src/core/matrix.ts';
import { startProgress, withProgress } from '../../src/core/progress.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { formatCsv, parseCsv } from '../../src/core/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-core-'));

describe('errors', () => {
  test('a user error is one line with place, expectation, finding and remedy', () => {
    expect(() => fail('a.csv, line 3', 'a\nnumber', '"x"', 'mend it')).toThrow(
      new UserError('a.csv, line 3: expected a number, found "x"; mend it'),
    );
  });
});

describe('matrix', () => {
  test('rows and columns are selected in the order given', () => {
    const matrix = matrixFrom([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([...rowOf(matrix, 1)]).toEqual([4, 5, 6]);
    expect([...selectRows(matrix, [1, 0, 1]).data]).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6]);
    expect([...selectColumns(matrix, [2, 0]).data]).toEqual([3, 1, 6, 4]);
  });

  test('ragged rows are refused', () => {
    expect(() => matrixFrom([[1, 2], [3]])).toThrow('matrix row 1: expected 2 values, found 1');
  });
});

describe('random', () => {
  test('streams depend on seed and label, and seed 0 is a seed', () => {
    const draw = (seed: number, label: string) => stream(seed, label)();
    expect(draw(0, 'a')).toBe(draw(0, 'a'));
    expect(new Set([draw(0, 'a'), draw(1, 'a'), draw(0, 'b'), draw(10, 'a')]).size).toBe(4);
  });

  test('the generator is the one whose numbers are published', () => {
    // seedrandom's README: new Math.seedrandom('hello.') first gives 0.9282578795792454
    expect(seedrandom('hello.')()).toBe(0.9282578795792454);
    expect(stream(0, 'hello.')()).toBe(seedrandom('0/hello.')());
  });

  test('a shuffle is a permutation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer(), (n, seed) => {
        expect([...shuffled(n, stream(seed, 'shuffle'))].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
      }),
    );
  });

  test('normal draws have mean 0 and variance 1', () => {
    const random = stream(1, 'normal');
    const draws = Array.from({ length: 20_000 }, () => normal(random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length - 1)).toBeLessThan(0.05);
  });
});

describe('files', () => {
  test('an atomic write leaves the file and nothing else', () => {
    const target = join(folder, 'deep', 'summary.json');
    writeAtomic(target, 'one');
    writeAtomic(target, 'two');
    expect(readFileSync(target, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['summary.json']);
  });

  test('a path that cannot be written is named in one line', () => {
    writeFileSync(join(folder, 'plain'), '');
    expect(() => ensureWritableFolder(join(folder, 'plain', 'inside'))).toThrow(
      /plain\/inside\/\S+: expected a path that can be written, found (ENOTDIR|EEXIST)/,
    );
  });

  test('gzip is undone, and damaged gzip is refused', () => {
    const path = join(folder, 'a.gz');
    writeFileSync(path, gzipSync('text'));
    expect(new TextDecoder().decode(readBytes(path))).toBe('text');
    writeFileSync(path, gzipSync('text').subarray(0, 12));
    expect(() => readBytes(path)).toThrow('expected whole gzip data');
    expect(() => readBytes(join(folder, 'none'))).toThrow(
      'none: expected a readable file, found ENOENT; check the path',
    );
  });

  test.runIf(existsSync('/dev/zero'))('a device or a named pipe is no file, a pipe of the shell is', () => {
    const [link, pipe] = [join(folder, 'z.cif'), join(folder, 'pipe.csv')];
    symlinkSync('/dev/zero', link);
    execFileSync('mkfifo', [pipe]);
    for (const path of [link, pipe])
      expect(() => readBytes(path)).toThrow(
        `${path}: expected a regular file, found a device or pipe; copy its content into a file`,
      );
    const files = join(packageRoot(), 'src/core/files.ts');
    const script = `import(${JSON.stringify(files)}).then((files) => process.stdout.write(files.readBytes(process.argv[1])))`;
    const shell = (command: string) =>
      execFileSync('bash', ['-c', `"$0" --import tsx -e "$1" ${command}`, process.execPath, script], {
        encoding: 'utf8',
      });
    expect(shell('<(echo substituted)')).toBe('substituted\n');
    expect(shell('/dev/stdin < <(echo standard input)')).toBe('standard input\n');
  });

  test('the hash of nothing is the published one', () => {
    // FIPS 180-4, SHA-256 of the empty message
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('key order does not change stable JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(stableJson(reversed)).toBe(stableJson(object));
        expect(JSON.parse(stableJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});

describe('progress', () => {
  test('is shown to the callback of the work that it belongs to, and to nobody else', async () => {
    const told: string[] = [];
    const show = (label: string, total: number, unit: string) => ({
      update: (done: number) => told.push(`${label}: ${done} of ${total} ${unit}`),
      stop: () => told.push('stop'),
    });
    const work = async (label: string) => {
      await Promise.resolve();
      const progress = startProgress(label, 2, 'steps');
      await Promise.resolve();
      progress.update(1);
      progress.stop();
      return label;
    };
    expect(
      await Promise.all([
        work('silent'),
        withProgress(show, () => work('shown')),
        withProgress(undefined, () => work('silent')),
      ]),
    ).toEqual(['silent', 'shown', 'silent']);
    expect(told).toEqual(['shown: 1 of 2 steps', 'stop']);
  });
});

describe('tables', () => {
  test('what is written is read back as text', () => {
    const cell = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.includes('\r'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const read = parseCsv(formatCsv(['a', 'b'], rows), 'demo', ['a', 'b']);
        expect(read.map(({ a, b }) => [a, b])).toEqual(rows);
      }),
    );
  });

  test('numbers keep full precision and NaN is an empty cell', () => {
    expect(formatCsv(['x', 'y'], [[0.1 + 0.2, Number.NaN]])).toBe('x,y\n0.30000000000000004,\n');
  });

  test('an empty cell is empty text, not a number', () => {
    expect(parseCsv('a,b\n,2\n', 'demo.csv', ['a'])).toEqual([{ a: '', b: '2' }]);
  });

  test('a missing column is named', () => {
    expect(() => parseCsv('a,b\n1,2\n', 'demo.csv', ['c'])).toThrow('demo.csv: expected a column c, found a, b');
  });
});
