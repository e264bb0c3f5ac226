import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import { loadModule } from '../../src/screening/load-module.ts';

test.each(['kernel.wasm', 'perceptron.wasm'] as const)('%s is the one whose hash is stated', (name) => {
  expect(loadModule(name)).toBeInstanceOf(WebAssembly.Module);
});

test('one with a flipped bit, or none, is told in one line', async () => {
  const root = mkdtempSync(join(tmpdir(), 'ionsieve-module-'));
  for (const folder of ['core', 'screening']) mkdirSync(join(root, 'src', folder), { recursive: true });
  cpSync(join(packageRoot(), 'src/core'), join(root, 'src/core'), { recursive: true });
  cpSync(join(packageRoot(), 'src/screening/load-module.ts'), join(root, 'src/screening/load-module.ts'));
  const bytes = readFileSync(join(packageRoot(), 'src/screening/kernel.wasm'));
  bytes[900]! ^= 4;
  const path = join(root, 'src/screening/kernel.wasm');
  writeFileSync(path, bytes);
  const url = pathToFileURL(join(root, 'src/screening/load-module.ts')).href;
  const { loadModule: load } = (await import(url)) as { loadModule: typeof loadModule };
  expect(() => load('kernel.wasm')).toThrow(`found ${sha256(bytes)}; restore it, or state the hash`);
  rmSync(path);
  expect(() => load('kernel.wasm')).toThrow('src/screening/kernel.wasm: expected a file, found ENOENT; restore it');
  rmSync(root, { recursive: true });
});
