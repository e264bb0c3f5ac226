/** A folder that holds files of the user's is not written into unasked, and an experiment of the user's is found by its name. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { refuseOwnFiles } from '../../src/cli/refuse-own-files.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { finishRun } from '../../src/provenance/end-run.ts';
import { startRun } from '../../src/provenance/start-run.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const home = process.cwd();
afterEach(() => process.chdir(home));
afterAll(() => rmSync(folder, { recursive: true }));

const WORK = 'reproduce mine';
let count = 0;

/** A folder of these files, some of them results with a record. */
function folderOf(names: readonly string[], results: readonly string[] = [], work = WORK, record = 'run.json'): string {
  const path = join(folder, `f${count++}`);
  mkdirSync(join(path, 'of-mine'), { recursive: true });
  for (const name of [...names, ...results]) writeFileSync(join(path, name), name);
  if (results.length > 0) {
    const run = startRun(join(path, record), { command: ['test'], work });
    finishRun(run, { outputs: results, seeds: [0], tensorBackend: null });
  }
  return path;
}

describe('a folder for results', () => {
  test('may be empty, hold folders, and earlier results of the same experiment and of its sweep', () => {
    const whole = folderOf([], ['summary.json', 'report.md']);
    const sweep = startRun(join(whole, 'sweep.run.json'), { command: ['test'], work: 'sweep mine' });
    writeFileSync(join(whole, 'sweep.md'), 'x');
    finishRun(sweep, { outputs: ['sweep.md'], seeds: [0], tensorBackend: null });
    for (const each of [folderOf([]), whole]) expect(() => refuseOwnFiles(each, WORK)).not.toThrow();
  });

  test.each<[string, string, string]>([
    ['a report that nobody recorded', folderOf(['report.md']), 'report.md: EXPECTED, found this file;'],
    [
      'files beside earlier results',
      folderOf(['notes.txt', 'parity.png'], ['summary.json']),
      'notes.txt: EXPECTED, found this file and 1 more; choose another --out, or give --overwrite',
    ],
    [
      'results of other work',
      folderOf([], ['summary.json'], 'reproduce other'),
      'summary.json: EXPECTED, found this file;',
    ],
    [
      'results of another command',
      folderOf([], ['labels.csv'], 'label', 'labels.csv.run.json'),
      'labels.csv: EXPECTED',
    ],
  ])('with %s is refused', (_, path, line) => {
    const said = line.replace('EXPECTED', 'expected none but earlier results of the same experiment');
    expect(() => refuseOwnFiles(path, WORK)).toThrow(`${path}/${said}`);
  });

  test('is refused before any work, and keeps its files', async () => {
    const path = folderOf(['report.md']);
    const { code, out, err } = await ionsieveHere(['reproduce', 'sendek2019', '--quick', '--out', path]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${join(path, 'report.md')}: expected none but earlier results`);
    expect(readFileSync(join(path, 'report.md'), 'utf8')).toBe('report.md');
  });
});

describe('an experiment of one’s own under experiments/', () => {
  const text = (name: string) => `export const ${name} = { kind: 'property', name: '${name}' };`;
  const written = (files: Readonly<Record<string, string>>): void => {
    const path = join(folder, `e${count++}`);
    mkdirSync(join(path, 'experiments'), { recursive: true });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(path, 'experiments', file), content);
    process.chdir(path);
  };

  test.each(['ts', 'mts', 'js', 'mjs'])('is found by its name: .%s', async (ending) => {
    written({ [`mine.${ending}`]: text('mine') });
    // It is read, and lacks the rest of an experiment.
    await expect(loadExperiment('mine')).rejects.toThrow('mine, paper: expected object, found nothing');
    await expect(loadExperiment(`experiments/mine.${ending}`)).rejects.toThrow('paper: expected object, found nothing');
  });

  test('of two files is refused, and one that is not there is named with the nearest', async () => {
    written({ 'mine.ts': text('mine'), 'mine.mjs': text('mine') });
    await expect(loadExperiment('mine')).rejects.toThrow(
      'mine: expected one file of the name, found experiments/mine.ts and experiments/mine.mjs; give the path of one',
    );
    await expect(loadExperiment('bandgab')).rejects.toThrow('no such file; did you mean bandgap?');
  });
});
