import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { isAboutRun } from '../../src/provenance/record-names.ts';
import { CLI, ensureBuilt } from '../cli/ionsieve.ts';
import { nodeOf } from './node-of.ts';

/** Everything is held against the files of the first one. */
const VERSIONS = ['20', '22', '24'] as const;
const SPACE = ['--elements', 'O,P,S,Cl,Na', '--arity', '3,4', '--max-coefficient', '5', '--histogram', '--ionic'];
const DATA = join(packageRoot(), 'data', 'sample');

/** Every kind of computation: fits, tensors, random streams, the kernels, the plain engine, structures, figures, Parquet. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  reproduce: ['reproduce', 'cubuk2019', '--quick', '--png'],
  sweep: ['sweep', 'algorithms', '--quick'],
  'screen-perceptron': ['screen', '--student', 'measured', ...SPACE, '--write-above', '0.5'],
  'screen-linear': ['screen', '--student', 'paper', ...SPACE, '--write-above', '0.5'],
};
/** Those that print. */
const PRINTS: Readonly<Record<string, readonly string[]>> = {
  predict: ['predict', 'Li3PS4', 'Li6PS5Cl', 'Li7La3Zr2O12', '--json'],
  describe: ['describe', DATA, '--csv'],
  query: ['query', 'screen-linear', 'SELECT * FROM candidates ORDER BY formula', '--csv'],
};

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-nodes-'));
const found = new Map<string, Record<string, string>>();

beforeAll(ensureBuilt);
afterAll(() => rmSync(scratch, { recursive: true }));

/** SHA-256 of everything that a version of Node writes and prints. */
function resultsOf(version: string): Record<string, string> {
  const node = nodeOf(version, scratch);
  const folder = join(scratch, version);
  mkdirSync(folder);
  const run = (args: readonly string[]): Buffer =>
    execFileSync(node, [CLI, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e9 });
  for (const [out, args] of Object.entries(RUNS)) run([...args, '--out', out]);
  run(['label', DATA, '--out', 'labels.csv']);
  const printed = Object.entries(PRINTS).map(([name, args]): [string, string] => [name, sha256(run(args))]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const ranOn = JSON.parse(readFileSync(join(folder, 'reproduce', 'run.json'), 'utf8')).parts[0].versions.node;
  expect(ranOn.split('.')[0]).toBe(version);
  const results = files.filter((name) => !isAboutRun(name.split('/').at(-1)!));
  return Object.fromEntries([...printed, ...results.map((name) => [name, sha256(readFileSync(join(folder, name)))])]);
}

describe('the same seed gives the same bytes', () => {
  test.each(VERSIONS)('on Node %s', (version) => {
    const results = resultsOf(version);
    found.set(version, results);
    expect(Object.keys(results).length).toBeGreaterThan(40);
    expect(results).toEqual(found.get(VERSIONS[0]));
  });
});
