import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { OPTIONS } from '../api/public-names.ts';
import { ensureBuilt, ionsieve, scratchFolder } from './ionsieve.ts';

const docs = readFileSync(join(packageRoot(), 'docs', 'experiments.md'), 'utf8');
const programs = [...docs.matchAll(/```ts\n(.*?)```/gs)].map(([, text]) => text!);
const [program] = programs;

/** A folder where the package is installed, as npm links one. */
const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');

/** An experiment whose findings are these statements. */
const own = (name: string, body: string) => `
  import { fail } from 'ionsieve';
  import { matrixFrom } from 'ionsieve/core';
  import { searchSubsets } from 'ionsieve/evaluation';
  import { measured, type OwnExperiment } from 'ionsieve/experiment';
  export const ${name}: OwnExperiment = {
    kind: 'own', study: 'trial', name: '${name}', paper: { title: 't', doi: 'd', claim: 'c' }, seed: 3, full: { most: 1 }, quick: { most: 1 },
    exhaustive: { effort: { most: 2 }, expected: [{ number: 'subsets', paper: 3, tolerance: 0, where: 'counted' }] },
    expected: [], notReproduced: [],
    async run(effort, { threads }) {
      const { most: maxSize } = effort as { most: number };
      ${body}
    },
    page: () => ({ sections: [], figures: [] }),
  };`;

beforeAll(async () => {
  await ensureBuilt();
  mkdirSync(path('node_modules'));
  symlinkSync(packageRoot(), path('node_modules/ionsieve'));
  writeFileSync(path('mine.ts'), program!);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an experiment with code of its own, in a file of the user', () => {
  test('of docs/experiments.md compiles, and so do the choices of the other kinds there', () => {
    // Where the package finds itself by its name.
    const clone = join(packageRoot(), 'results', 'runs', `own-test-${process.pid}`);
    mkdirSync(clone, { recursive: true });
    try {
      const files = programs.map((text, i) => {
        const file = join(clone, `program-${i}.ts`);
        writeFileSync(file, text);
        return file;
      });
      expect(files.length).toBe(5);
      const compiled = ts.createProgram(files, OPTIONS);
      const complaints = files.flatMap((file) => compiled.getSemanticDiagnostics(compiled.getSourceFile(file)));
      expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('of docs/experiments.md runs, and leaves summary, report, figure and a record of what it read', async () => {
    const { code, out, err } = await ionsieve(['reproduce', './mine.ts', '--quick'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('rank_correlation');
    const summary = JSON.parse(read('results/runs/mine-quick/summary.json'));
    expect(summary).toMatchObject({ kind: 'correlation', name: 'mine', effort: 'quick', seed: 0 });
    expect(summary.numbers.rank_correlation).toMatchObject({ unit: 'score', n: summary.materials.length });
    expect(read('results/runs/mine-quick/report.md')).toContain('## Does lithium help?');
    expect(read('results/runs/mine-quick/materials.svg')).toContain('<svg');
    const record = read('results/runs/mine-quick/run.json');
    for (const name of ['mine.ts', 'obelix.csv']) expect(record).toContain(name);

    const again = await ionsieve(['reproduce', './mine.ts', '--quick', '--out', 'again', '--threads', '1'], folder);
    expect(again.code).toBe(0);
    expect(read('again/summary.json')).toBe(read('results/runs/mine-quick/summary.json'));
  });

  test('uses the threads of the package, and has an exhaustive run where it says so', async () => {
    const body = `
      const problem = { X: matrixFrom([[0, 1], [1, 0], [2, 2], [3, 1]]), y: [0, 0, 1, 1], l2: 1 };
      const tallies = await searchSubsets(problem, { maxSize, keep: 1, threads });
      const subsets = tallies.reduce((sum, tally) => sum + tally.subsets, 0);
      return { numbers: { subsets: measured(subsets, 'subsets', subsets) } };`;
    writeFileSync(path('threads.ts'), own('threads', body));
    const { code, err } = await ionsieve(['reproduce', './threads.ts', '--full', '--threads', '2'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { compared } = JSON.parse(read('results/threads-exhaustive/summary.json'));
    expect(compared).toMatchObject([{ number: 'subsets', ours: 3, reproduced: true }]);
    const refused = await ionsieve(['reproduce', './mine.ts', '--full'], folder);
    expect(refused.err).toContain('--full: expected an experiment that has an exhaustive run, found ./mine.ts;');
  });

  test('tells a mistake in one line, and a bug with its stack', async () => {
    writeFileSync(path('mistake.ts'), own('mistake', "fail('rows.csv, line 2', 'a number', '\"x\"', 'mend it');"));
    const mistake = await ionsieve(['reproduce', './mistake.ts'], folder);
    expect(mistake).toMatchObject({
      code: 2,
      err: 'ionsieve: rows.csv, line 2: expected a number, found "x"; mend it\n',
    });
    const page = "page() { return fail('materials', 'one or more', 'none', 'draw more'); },";
    writeFileSync(path('page.ts'), own('page', 'return { numbers: {} };').replace(/page: \(\) => .*/, page));
    expect(await ionsieve(['reproduce', './page.ts'], folder)).toMatchObject({
      code: 2,
      err: 'ionsieve: materials: expected one or more, found none; draw more\n',
    });
    writeFileSync(path('bug.ts'), own('bug', "throw new TypeError('no such thing');"));
    const bug = await ionsieve(['reproduce', './bug.ts'], folder);
    expect(bug.code).toBe(1);
    expect(bug.err).toMatch(/TypeError: no such thing\n +at .*bug\.ts/);
  });
});
