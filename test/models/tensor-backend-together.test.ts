import { expect, test } from 'vitest';
import { openTensorBackend, tensorFlow } from '../../src/models/tensor-backend.ts';

// In a file of its own: what matters is the first opening of the process.
test('opens where several ask at the same time, and the last one asked for stays open', async () => {
  const asked = ['wasm', 'wasm', 'cpu', 'wasm'] as const;
  expect(await Promise.all(asked.map(openTensorBackend))).toEqual(asked);
  expect(tensorFlow().getBackend()).toBe('wasm');
});
