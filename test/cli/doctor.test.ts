import { describe, expect, test, vi } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { ionsieveHere } from './ionsieve.ts';

describe('ionsieve doctor', () => {
  test('tells what it finds, one line each, and that all is well', async () => {
    const { code, out, err } = await ionsieveHere(['doctor']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^what +found +state +what to do\nionsieve +\d+\.\d+\.\d+ +ok$/m);
    expect(out).toMatch(/^Node\.js +\d+\.\d+\.\d+ +ok$/m);
    expect(out).toMatch(/^memory +\d+\.\d of \d+\.\d GiB free +ok$/m);
    expect(out).toMatch(/^WebAssembly SIMD +yes +ok$/m);
    expect(out).toMatch(
      /^TensorFlow\.js +(WebAssembly; tfjs-node is not installed|tfjs-node, and WebAssembly for results).* +ok$/m,
    );
    const [, sound, all] = /^data +(\d+) of (\d+) tables as shipped \(SHA-256\) +ok$/m.exec(out)!;
    expect(sound).toBe(all);
    expect(Number(all)).toBeGreaterThan(8);
    expect(out).toMatch(/^students +4 of 4 files as shipped \(SHA-256\) +ok$/m);
    expect(out).toMatch(/^processors +\d+ for threads +ok$/m);
  });

  test('says so as JSON and CSV', async () => {
    const { out } = await ionsieveHere(['doctor', '--json']);
    const rows = JSON.parse(out) as Record<string, string>[];
    expect(rows.every(({ state, remedy }) => state === 'ok' && remedy === '')).toBe(true);
    const csv = parseCsv((await ionsieveHere(['doctor', '--csv'])).out, 'csv', ['what', 'found', 'state', 'remedy']);
    const still = (row: Record<string, string>): boolean => row.what !== 'memory';
    expect(csv.filter(still)).toEqual(rows.filter(still));
  });

  test('says what to do where the machine lacks something, with exit code 2', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    const { code, out, err } = await ionsieveHere(['doctor']);
    validate.mockRestore();
    expect(code).toBe(2);
    expect(out).toMatch(/^WebAssembly SIMD +no +trouble +the screening kernel needs it: take a newer Node\.js$/m);
    expect(err).toBe(
      'ionsieve: doctor: expected everything in order, found trouble with WebAssembly SIMD; see above\n',
    );
  });
});
