import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt, ionsieve, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
/** In the clone, where the package finds itself by its name. */
const inClone = join(packageRoot(), 'results', 'runs', `new-test-${process.pid}`);

beforeAll(ensureBuilt);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(inClone, { recursive: true, force: true });
});

describe('ionsieve new', () => {
  test('writes an experiment and a table of the element asked for, which run as they are', async () => {
    const { code, out, err } = await ionsieve(['new', 'mine', '--element', 'Na'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        'file                  what',
        'experiments/mine.mts  the experiment, to be edited',
        'experiments/mine.csv  its table, with example rows to be replaced',
        '',
        'then: ionsieve reproduce experiments/mine.mts --quick',
        '',
      ].join('\n'),
    );
    const rows = readFileSync(path('experiments/mine.csv'), 'utf8').trimEnd().split('\n').slice(1);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(row).toMatch(/^[^,]*Na/);

    const run = await ionsieve(['reproduce', 'experiments/mine.mts', '--quick'], folder);
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: '' });
    const summary = JSON.parse(readFileSync(path('results/runs/mine-quick/summary.json'), 'utf8'));
    expect(summary).toMatchObject({ kind: 'property', name: 'mine', effort: 'quick' });
    expect(readFileSync(path('results/runs/mine-quick/report.md'), 'utf8')).toContain('band gap');

    const byName = ['reproduce', 'mine', '--quick', '--out', 'again'];
    expect(await ionsieve(byName, folder)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path('again/summary.json'))).toEqual(
      readFileSync(path('results/runs/mine-quick/summary.json')),
    );
    writeFileSync(path('again/parity.png'), 'of mine');
    const line = 'again/parity.png: expected none but earlier results of the same experiment, found this file';
    const refused = await ionsieve([...byName, '--png'], folder);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(line) });
    expect(readFileSync(path('again/parity.png'), 'utf8')).toBe('of mine');
    expect(await ionsieve([...byName, '--overwrite'], folder)).toMatchObject({ code: 0 });
  });

  test('writes what runs in a folder that npm made, of CommonJS', async () => {
    const made = path('made');
    mkdirSync(made);
    execFileSync('npm', ['init', '-y'], { cwd: made, stdio: 'ignore' });
    const type = JSON.parse(readFileSync(join(made, 'package.json'), 'utf8')).type ?? 'commonjs';
    expect(type).toBe('commonjs');
    await ionsieve(['new', 'gaps'], made);
    const { code, err } = await ionsieve(['reproduce', 'experiments/gaps.mts', '--quick'], made);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(existsSync(join(made, 'results/runs/gaps-quick/report.md'))).toBe(true);
  });

  test('writes for a property of any compounds without an element', async () => {
    await ionsieve(['new', 'gaps', '--folder', '.'], folder);
    expect(readFileSync(path('gaps.csv'), 'utf8').trimEnd().split('\n').length).toBe(61);
    expect(readFileSync(path('gaps.mts'), 'utf8')).not.toContain('contains');
  });

  test('writes a file that compiles in the clone, and no longer with a misspelt key', async () => {
    await ionsieve(['new', 'mine', '--folder', inClone], folder);
    const file = join(inClone, 'mine.mts');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain("from 'ionsieve/experiment'");
    expect(complaints(file)).toEqual([]);
    writeFileSync(file, text.replace('threshold: 1', 'treshold: 1'));
    expect(complaints(file)).toEqual([expect.stringContaining("'treshold' does not exist")]);
    const { code, out, err } = await ionsieve(['reproduce', file, '--quick'], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^ionsieve: \S+mine\.mts: expected the keys [^\n]*, found "treshold"; did you mean threshold\?\n$/,
    );
  });

  test('leaves files alone that are there already, and refuses names that cannot be', async () => {
    mkdirSync(path('kept'));
    writeFileSync(path('kept/mine.csv'), 'my figures\n');
    const again = await ionsieve(['new', 'mine', '--folder', 'kept'], folder);
    expect(again).toMatchObject({
      code: 2,
      err: 'ionsieve: kept/mine.csv: expected no such file, found one; choose another name, or remove it\n',
    });
    expect(readFileSync(path('kept/mine.csv'), 'utf8')).toBe('my figures\n');
    expect(existsSync(path('kept/mine.mts'))).toBe(false);
    for (const [name, found] of [
      ['my-data', 'a word of letters, digits and _, found "my-data"'],
      ['cubuk2019', 'a name of your own, found one that came with the package'],
    ] as const) {
      expect((await ionsieve(['new', name], folder)).err).toContain(`${name}: expected ${found}`);
    }
  });
});

/** What the compiler says of a file, with the options of the project. */
function complaints(file: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(packageRoot(), 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    packageRoot(),
  );
  const program = ts.createProgram([file], { ...options, noEmit: true });
  const source = program.getSourceFile(file)!;
  return program
    .getSemanticDiagnostics(source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
