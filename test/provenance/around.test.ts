import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { gitState } from '../../src/provenance/git-state.ts';
import { thisMachine } from '../../src/provenance/machine.ts';
import { installedVersions } from '../../src/provenance/versions.ts';

const root = packageRoot();
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

test.runIf(existsSync(join(root, '.git')))('the commit is what git says, and dirty what differs from it', () => {
  expect(gitState()).toEqual({ commit: git('rev-parse', 'HEAD'), dirty: git('diff', '--name-only', 'HEAD') !== '' });
});

test('versions are those of the lock file, for each package that is installed', () => {
  const { packages, node, v8, ionsieve } = installedVersions();
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  expect({ node, v8, ionsieve }).toEqual({
    node: process.versions.node,
    v8: process.versions.v8,
    ionsieve: lock[''].version,
  });
  const asked = Object.keys(lock[''].dependencies);
  expect(Object.keys(packages)).toEqual(expect.arrayContaining(asked));
  for (const name of asked) expect(packages[name], name).toBe(lock[`node_modules/${name}`].version);
});

test('a machine has no name', () => {
  const { cores, memory_bytes, ...names } = thisMachine();
  expect(cores).toBe(availableParallelism());
  expect(memory_bytes).toBeGreaterThan(2 ** 28);
  expect(names).toEqual({ platform: process.platform, arch: process.arch, cpu: expect.stringMatching(/./) });
});
