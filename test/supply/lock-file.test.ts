import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { lockedPackages, nameOf } from './licences.ts';

type Record_ = Readonly<Record<string, string>>;
interface Manifest {
  readonly dependencies: Record_;
  readonly devDependencies: Record_;
  readonly optionalDependencies: Record_;
  readonly scripts: Record_;
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Manifest>>;
}

const read = (name: string): string => readFileSync(join(packageRoot(), name), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** Packages that may run code of theirs at an install: the optional native backend of TensorFlow.js, what it needs, and what tsx translates with. */
const MAY_RUN = ['@tensorflow/tfjs-node', 'core-js', 'esbuild'];

describe('package-lock.json', () => {
  test('has the SHA-512 of every package, which comes from the registry of npm and nowhere else', () => {
    for (const [folder, { integrity, resolved, link }] of lockedPackages()) {
      expect(`${folder} ${integrity}`).toMatch(/^\S+ sha512-[\w+/]{86}==$/);
      expect(resolved ?? 'https://registry.npmjs.org/').toMatch(/^https:\/\/registry\.npmjs\.org\//);
      expect(link).toBeUndefined();
    }
    expect(lockedPackages().size).toBeGreaterThan(400);
  });

  test('is of version 3 and in step with package.json, which names exact versions', () => {
    const lock = JSON.parse(read('package-lock.json')) as Manifest;
    expect(lock.lockfileVersion).toBe(3);
    for (const kind of KINDS) {
      expect(lock.packages['']![kind]).toEqual(manifest[kind]);
      for (const [name, version] of Object.entries(manifest[kind])) {
        expect(lockedPackages().get(`node_modules/${name}`)?.version, name).toBe(version);
      }
    }
  });
});

describe('an install', () => {
  test('runs nothing of ours', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'preprepare', 'postprepare'];
    expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
    // `prepare` runs in a clone and before a pack, not where the package is installed.
    expect(manifest.scripts.prepare).toBe('npm run build');
  });

  test('lets no package run code but those on the list', () => {
    const running = [...lockedPackages()].filter(([, { hasInstallScript }]) => hasInstallScript);
    expect([...new Set(running.map(([folder]) => nameOf(folder)))].sort()).toEqual(MAY_RUN);
  });

  test('is `npm ci` in every script of the repository', () => {
    const files = execFileSync('git', ['ls-files', '*.sh', '.ci/*', 'package.json'], {
      cwd: packageRoot(),
      encoding: 'utf8',
    });
    for (const file of files.trim().split('\n')) {
      expect(read(file), file).not.toMatch(/\bnpm (install|i|add|update)\b/);
    }
    expect(read('reproduce.sh')).toContain('npm ci ');
    expect(read('.ci/run')).toMatch(/^npm cit?$/m);
  });
});
