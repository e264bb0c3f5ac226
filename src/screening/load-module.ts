import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';

/** SHA-256 of the committed modules, by name: a damaged one may still run, and count wrongly. */
export const MODULE_HASHES = {
  'kernel.wasm': '08f5ea6da7e9baa36f467754272c6b96cc87f2003eee44c1e97c5c999016dd1c',
  'perceptron.wasm': '4b00b97d0ee353aef3b38269f3ca930beea572f4269b29a01d3f3372d025a534',
} as const;

/**
 * A committed WebAssembly module, compiled.
 * @throws {UserError} when its file is missing or is not the one that was committed
 * @example loadModule('kernel.wasm');
 */
export function loadModule(name: keyof typeof MODULE_HASHES): WebAssembly.Module {
  const where = `src/screening/${name}`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = readFileSync(new URL(`./${name}`, import.meta.url));
  } catch (error) {
    return fail(where, 'a file', (error as NodeJS.ErrnoException).code ?? 'none', 'restore it from the repository');
  }
  const found = sha256(bytes);
  if (found !== MODULE_HASHES[name]) {
    fail(
      where,
      `SHA-256 ${MODULE_HASHES[name]}`,
      found,
      'restore it, or state the hash of the new one in load-module.ts',
    );
  }
  return new WebAssembly.Module(bytes);
}
