import { openLibsvm } from './libsvm.ts';
import { openTensorBackend } from './tensor-backend.ts';

/**
 * Opens what some models need to be fitted: libsvm, and the backend of perceptrons that runs everywhere and repeats to the byte. Once
 * a process is enough.
 * @returns the name of the backend
 * @example await openSolvers(); // 'wasm'
 */
export async function openSolvers(): Promise<string> {
  await openLibsvm();
  return openTensorBackend('wasm');
}
