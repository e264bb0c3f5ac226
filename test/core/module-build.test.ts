import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { MODULE_HASHES } from '../../src/core/load-module.ts';

// The WebAssembly modules are committed, so that the sources run without a compiler; they are what the compiler makes of them.

const src = join(packageRoot(), 'src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /assembly\/.*\.ts$/.test(name),
);
const moduleOf = (source: string) => source.replace('assembly/', '').replace(/\.ts$/, '.wasm');

describe('the committed WebAssembly', () => {
  test('has a stated hash for each source', () => {
    expect(sources.map(moduleOf).sort()).toEqual(Object.keys(MODULE_HASHES).sort());
  });

  test.each(sources)('%s gives its module, byte for byte', (source) => {
    const out = join(mkdtempSync(join(tmpdir(), 'ionsieve-asc-')), 'built.wasm');
    const script = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).scripts[
      'build:kernel'
    ] as string;
    const options = script.split(' && ')[0]!.split(' ').slice(4);
    const asc = join(packageRoot(), 'node_modules', 'assemblyscript', 'bin', 'asc.js');
    execFileSync(process.execPath, [asc, join('src', source), '-o', out, ...options], { cwd: packageRoot() });
    expect(readFileSync(out).equals(readFileSync(join(src, moduleOf(source))))).toBe(true);
  });
});
