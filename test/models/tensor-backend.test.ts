import { expect, test, vi } from 'vitest';
import { openTensorBackend, tensorFlow } from '../../src/models/tensor-backend.ts';

test("opens the backend asked for, 'auto' one of the three, and says nothing on the console", async () => {
  const spies = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  expect(() => tensorFlow()).toThrow(/await openTensorBackend/);
  expect(['tfjs-node', 'wasm', 'cpu']).toContain(await openTensorBackend('auto'));
  expect(await openTensorBackend('cpu')).toBe('cpu');
  expect(tensorFlow().getBackend()).toBe('cpu');
  expect(await openTensorBackend('wasm')).toBe('wasm');
  expect(await openTensorBackend('wasm')).toBe('wasm');
  expect(Array.from(tensorFlow().add([1, 2], 1).dataSync())).toEqual([2, 3]);
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

test('says in one line that the backend asked for does not start', async () => {
  vi.doMock('@tensorflow/tfjs-backend-wasm', () => {
    throw new Error('no such package');
  });
  await expect(openTensorBackend('wasm')).rejects.toThrow(
    "tensor backend: expected wasm to start, found that it does not; use 'auto', or install again",
  );
  expect(['tfjs-node', 'cpu']).toContain(await openTensorBackend('auto'));
  vi.doUnmock('@tensorflow/tfjs-backend-wasm');
});
