import { readFileSync } from 'node:fs';
import { fail } from './errors.ts';
import { sha256 } from './files.ts';

/** SHA-256 of the committed modules, by path in src: a damaged one may still run, and count wrongly. */
export const MODULE_HASHES = {
  'screening/kernel.wasm': '3f8fcdc6bd1373ddec39ca3824b0e4d75407ebf295aa3c095bfe8d7a6a91843c',
  'screening/perceptron.wasm': 'a457a61245132886042e0cf7614989499abfbe28cbd073b8db161aa5f21f26c3',
  'models/solve-lower.wasm': 'd64fb0919b76f84ab2a25e592152eaf011f0939ee9b5dff9664545c31684111b',
} as const;

/**
 * A committed WebAssembly module, compiled.
 * @throws {UserError} when its file is missing or is not the one that was committed
 * @example loadModule('screening/kernel.wasm');
 */
export function loadModule(name: keyof typeof MODULE_HASHES): WebAssembly.Module {
  const where = `src/${name}`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = readFileSync(new URL(`../${name}`, import.meta.url));
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
