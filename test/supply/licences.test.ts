import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import {
  BY_FILE,
  installedLicence,
  isAllowed,
  licences,
  licencesPage,
  lockedPackages,
  nameOf,
  PERMISSIVE,
} from './licences.ts';

const root = packageRoot();

describe('the licences of all dependencies', () => {
  test('are listed in docs/licences.md; `npm run licences` writes it anew', () => {
    const committed = readFileSync(join(root, 'docs', 'licences.md'), 'utf8');
    expect(committed === licencesPage(), 'dependencies have changed: run npm run licences').toBe(true);
  });

  test('go with MIT', () => {
    const others = licences().filter(({ licence }) => !isAllowed(licence, [...PERMISSIVE, ...BY_FILE]));
    expect(others).toEqual([]);
    expect(licences().length).toBeGreaterThan(300);
  });

  test('are those that the installed packages name', () => {
    let looked = 0;
    for (const [folder, { license }] of lockedPackages()) {
      const installed = installedLicence(folder);
      if (installed === undefined) continue;
      looked++;
      expect(`${folder}: ${installed}`).toBe(`${folder}: ${license}`);
    }
    expect(looked).toBeGreaterThan(200);
  });

  test.each([
    ['MIT', true],
    ['MPL-2.0', false],
    ['(MPL-2.0 OR Apache-2.0)', true],
    ['(BSD-3-Clause AND Apache-2.0)', true],
    ['MIT AND GPL-3.0-only', false],
    ['none', false],
  ])('%s alone is permissive: %s', (expression, expected) => {
    expect(isAllowed(expression, PERMISSIVE)).toBe(expected);
  });
});

describe('the notices of what is bundled', () => {
  beforeAll(ensureBuilt);

  test.each([
    ['explorer/licences.txt', ['matterviz', 'svelte', 'three']],
    ['slurm/licences.worker.txt', ['commander', 'seedrandom']],
  ])('in %s name packages of the lock file under permissive licences, each with its text', (file, some) => {
    const notices = readFileSync(join(root, 'dist', file), 'utf8')
      .split(/^-{80}\n/m)
      .slice(1);
    const known = new Map(licences().map((one) => [`${one.name} ${one.version}`, one]));
    const names = notices.map((notice) => /^(\S+ \S+)/.exec(notice)![1]!);
    expect(names.map((name) => name.split(' ')[0])).toEqual(expect.arrayContaining(some));
    for (const [i, name] of names.entries()) {
      expect(isAllowed(known.get(name)?.licence ?? `unknown: ${name}`, PERMISSIVE)).toBe(true);
      expect(notices[i]).toMatch(/permission|redistribution/i);
    }
  });
});

test('the name of a package within another is its own', () => {
  expect(nameOf('node_modules/a/node_modules/@b/c')).toBe('@b/c');
});
