import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { loadModule, MODULE_HASHES } from '../../src/core/load-module.ts';

test.each(Object.keys(MODULE_HASHES) as (keyof typeof MODULE_HASHES)[])(
  '%s is the one whose hash is stated',
  (name) => {
    expect(loadModule(name)).toBeInstanceOf(WebAssembly.Module);
  },
);

test('one with a flipped bit, or none, is told in one line', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ionsieve-module-'));
  mkdirSync(join(root, 'src/screening'), { recursive: true });
  cpSync(join(packageRoot(), 'src/core'), join(root, 'src/core'), { recursive: true });
  const bytes = readFileSync(join(packageRoot(), 'src/screening/kernel.wasm'));
  bytes[900]! ^= 4;
  const path = join(root, 'src/screening/kernel.wasm');
  writeFileSync(path, bytes);
  const url = pathToFileURL(join(root, 'src/core/load-module.ts')).href;
  const { loadModule: load } = (await import(url)) as { loadModule: typeof loadModule };
  expect(() => load('screening/kernel.wasm')).toThrow(`found ${sha256(bytes)}; restore it, or state the hash`);
  rmSync(path);
  expect(() => load('screening/kernel.wasm')).toThrow(
    'src/screening/kernel.wasm: expected a file, found ENOENT; restore it',
  );
  rmSync(root, { recursive: true });
});
