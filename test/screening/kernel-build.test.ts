import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';

// The WebAssembly modules are committed, so that the sources run without a compiler; they are what the compiler makes of them.

const screening = join(packageRoot(), 'src', 'screening');
const modules = readdirSync(join(screening, 'assembly')).map((name) => name.replace(/\.ts$/, ''));

describe('the committed WebAssembly', () => {
  test.each(modules)('%s.wasm is the build of its source, byte for byte', (name) => {
    const out = join(mkdtempSync(join(tmpdir(), 'ionsieve-asc-')), `${name}.wasm`);
    const script = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).scripts[
      'build:kernel'
    ] as string;
    const options = script.split(' && ')[0]!.split(' ').slice(4);
    const asc = join(packageRoot(), 'node_modules', 'assemblyscript', 'bin', 'asc.js');
    execFileSync(process.execPath, [asc, join('src', 'screening', 'assembly', `${name}.ts`), '-o', out, ...options], {
      cwd: packageRoot(),
    });
    expect(readFileSync(out).equals(readFileSync(join(screening, `${name}.wasm`)))).toBe(true);
  });
});
