import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cubuk2019 } from '../../experiments/cubuk2019.ts';
import { packageRoot } from '../../src/core/files.ts';
import { experimentNames, loadExperiment } from '../../src/experiment/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const own = (name: string, extra = '') =>
  `export const ${name} = { kind: 'own' as const, study: 'coin', name: '${name}', paper: { title: 't', doi: 'd', claim: 'c' },
    seed: 0, full: { draws: 9 }, quick: { draws: 2 }, expected: [], notReproduced: [],
    run: () => ({ numbers: {} }), page: () => ({ sections: [], figures: [] }), ${extra} };`;

describe('loadExperiment', () => {
  test('gives each experiment that comes with the package, by its name, past the check of its keys', async () => {
    const names = experimentNames();
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(['cubuk2019', 'measured']));
    for (const name of names) {
      const { experiment, file, shipped } = await loadExperiment(name);
      expect({ name: experiment.name, file, shipped }).toEqual({
        name,
        file: join(packageRoot(), 'experiments', `${name}.ts`),
        shipped: true,
      });
    }
    expect((await loadExperiment('cubuk2019')).experiment).toEqual(cubuk2019);
  });

  test('gives the experiment of any other file by its path', async () => {
    const path = written('mine.ts', own('mine'));
    const { experiment, file, shipped } = await loadExperiment(path);
    expect(experiment).toMatchObject({ kind: 'own', name: 'mine', quick: { draws: 2 } });
    expect({ file, shipped }).toEqual({ file: path, shipped: false });
  });

  test.each([
    ['cubuk2018', 'did you mean cubuk2019?'],
    ['', 'choose one of algorithms, bandgap, '],
    ['a/../cubuk2019', 'choose one of algorithms, bandgap, '],
    ['/no/such/file.ts', 'choose one of algorithms, bandgap, '],
  ])('refuses "%s" in one line, with the names that there are', async (name, remedy) => {
    const line = `${name}: expected the name of a file under experiments/, or a path, found no such file; ${remedy}`;
    await expect(loadExperiment(name)).rejects.toThrow(line);
  });

  test('refuses a file that exports something else, under another name, or no program at all', async () => {
    const wrong = written('other.ts', own('another'));
    await expect(loadExperiment(wrong)).rejects.toThrow(
      'other.ts: expected a constant named other, as the file, found another; export const other',
    );
    const renamed = written('renamed.ts', own('renamed').replace("name: 'renamed'", "name: 'nemared'"));
    await expect(loadExperiment(renamed)).rejects.toThrow('expected the name renamed, as the file, found nemared');
    await expect(loadExperiment(written('broken.ts', 'export const = 1;'))).rejects.toThrow(
      /broken\.ts: expected a file that can be run, found .*; mend it/,
    );
    await expect(loadExperiment(written('notes.txt', 'notes'))).rejects.toThrow(
      'notes.txt: expected a TypeScript or JavaScript file, found .txt; name it like experiments/cubuk2019.ts',
    );
    await expect(loadExperiment(written('four.ts', 'export const four = 4;'))).rejects.toThrow(
      'four.ts: expected an experiment, found 4; export a typed value',
    );
  });
});
