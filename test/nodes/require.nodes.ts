import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ROOMS } from '../api/public-names.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { nodeOf } from './node-of.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-require-'));
const app = join(scratch, 'app');

const PROGRAM = `
  const { loadExperiment, parseFormula, reducedFormula, run } = require('ionsieve');
  for (const room of ${JSON.stringify(ROOMS)}) require('ionsieve/' + room);
  console.log(reducedFormula(parseFormula('Li6P2S8')));
  loadExperiment('bandgap')
    .then(({ experiment, file }) => run(experiment, { effort: 'quick', file }))
    .then(({ name, effort }) => console.log(name, effort));`;

beforeAll(async () => {
  await ensureBuilt();
  mkdirSync(join(app, 'node_modules'), { recursive: true });
  execFileSync('npm', ['init', '-y'], { cwd: app, stdio: 'ignore' });
  symlinkSync(packageRoot(), join(app, 'node_modules', 'ionsieve'));
  writeFileSync(join(app, 'index.js'), PROGRAM);
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('a program of CommonJS, in a folder that npm made, requires the package and every room', () => {
  test.each(['22', '24'])('on Node %s', (version) => {
    expect(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')).type ?? 'commonjs').toBe('commonjs');
    const { status, stdout, stderr } = spawnSync(nodeOf(version, scratch), ['index.js'], {
      cwd: app,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'Li3PS4\nbandgap quick\n', stderr: '' });
  });
});
