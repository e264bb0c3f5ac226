import { describe, expect, test, vi } from 'vitest';
import { ionsieveHere } from './ionsieve.ts';

describe('ionsieve doctor', () => {
  test('tells what it finds, one line each, and that all is well', async () => {
    const { code, out, err } = await ionsieveHere(['doctor']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ionsieve +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^Node\.js +\d+\.\d+\.\d+ +ok$/m);
    expect(out).toMatch(/^memory +\d+\.\d of \d+\.\d GiB free +ok$/m);
    expect(out).toMatch(/^WebAssembly SIMD +yes +ok$/m);
    expect(out).toMatch(/^TensorFlow\.js +(wasm|native, and WebAssembly for results that repeat) +ok$/m);
    const [, sound, all] = /^data +(\d+) of (\d+) tables as shipped +ok$/m.exec(out)!;
    expect(sound).toBe(all);
    expect(Number(all)).toBeGreaterThan(8);
  });

  test('says what to do where the machine lacks something, with exit code 2', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    const { code, out, err } = await ionsieveHere(['doctor']);
    validate.mockRestore();
    expect(code).toBe(2);
    expect(out).toMatch(/^WebAssembly SIMD +no +the screening kernel needs it: take a newer Node\.js$/m);
    expect(err).toBe(
      'ionsieve: doctor: expected everything in order, found trouble with WebAssembly SIMD; see above\n',
    );
  });
});
