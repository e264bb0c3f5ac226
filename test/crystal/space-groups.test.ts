import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hall_symbol_entry, initSync, operations_from_number } from '@spglib/moyo-wasm';
import { describe, expect, test } from 'vitest';
import { hallOperations } from '../../src/crystal/hall-symbol.ts';
import { settingsOf } from '../../src/crystal/space-groups.ts';
import { checkedGroup } from '../../src/crystal/symmetry.ts';

const halls = (symbol: string, number?: number): string[] => settingsOf(symbol, number).map(({ hall }) => hall);

describe('hallOperations', () => {
  test('gives the operations of moyo 0.15.0 for all 530 settings', () => {
    initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')) });
    const text = (rotation: readonly number[], translation: readonly number[]): string =>
      `${rotation.map((x) => x + 0)} ${translation.map((x) => ((Math.round(x * 24) % 24) + 24) % 24)}`;
    for (let i = 1; i <= 530; i++) {
      const { number, hall_symbol: hall } = hall_symbol_entry(i);
      // moyo gives its matrices by columns
      const moyo = operations_from_number(number, { type: 'HallNumber', value: i }, false).map(
        ({ rotation: r, translation }) => text([r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]], translation),
      );
      const ours = hallOperations(hall.replaceAll('=', '"'))!.map((m) =>
        text([m[0]!, m[1]!, m[2]!, m[4]!, m[5]!, m[6]!, m[8]!, m[9]!, m[10]!], [m[3]!, m[7]!, m[11]!]),
      );
      expect(ours.sort(), hall).toEqual(moyo.sort());
    }
  });

  test('P 41 turns by +90 degrees with a quarter along c (International Tables A, no. 76)', () => {
    const operations = hallOperations('P 4w')!;
    expect(operations).toHaveLength(4);
    expect(operations.map((m) => m.join())).toContain('0,-1,0,0,1,0,0,0,0,0,1,0.25');
    expect(checkedGroup(operations, 'x')).toHaveLength(4);
  });

  test('an origin shift in twelfths moves the inversion centre', () => {
    const inversion = hallOperations('-P 1 (0 0 3)')!.find((m) => m[0] === -1)!;
    expect([inversion[3], inversion[7], inversion[11]]).toEqual([0, 0, 0.5]);
  });

  test.each(['', 'F m -3 m', 'P', 'Q 2', 'P 5', 'P 2 (x-y,x+y,z)'])('takes "%s" for no Hall symbol', (text) => {
    expect(hallOperations(text)).toBeUndefined();
  });
});

describe('settingsOf', () => {
  test.each<[string, string[]]>([
    ['F m -3 m', ['-F 4 2 3']],
    ['Fm-3m', ['-F 4 2 3']],
    ['Fm3m', ['-F 4 2 3']],
    ['F_m_-3_m', ['-F 4 2 3']],
    ['P 1', ['P 1']],
    ['P 21/c', ['-P 2ybc']],
    ['P2_1/c', ['-P 2ybc']],
    ['P 1 21/n 1', ['-P 2yn']],
    ['P21/n', ['-P 2yn']],
    ['P 1 1 21/b', ['-P 2bc']],
    ['C 1 2 1', ['C 2y']],
    ['I2/a', ['-I 2ya']],
    ['P n m a', ['-P 2ac 2n']],
    ['Pbnm', ['-P 2c 2ab']],
    ['C m c a', ['-C 2ac 2']],
    ['Cmce', ['-C 2ac 2']],
    ['F d -3 m', ['F 4d 2 3 -1d', '-F 4vw 2vw 3']],
    ['F d -3 m:1', ['F 4d 2 3 -1d']],
    ['Fd-3m :2', ['-F 4vw 2vw 3']],
    ['F d -3 m S', ['F 4d 2 3 -1d']],
    ['F d -3 m Z', ['-F 4vw 2vw 3']],
    ['R -3 m', ['-R 3 2"', '-P 3* 2']],
    ['R -3 m:H', ['-R 3 2"']],
    ['R -3 m R', ['-P 3* 2']],
    ['R-3mH', ['-R 3 2"']],
    ['F x y z', []],
  ])('%s', (symbol, expected) => {
    expect(halls(symbol)).toEqual(expected);
  });

  test('a number alone, with its symbol, and against it', () => {
    expect(halls('', 225)).toEqual(['-F 4 2 3']);
    expect(halls('', 62)).toHaveLength(6);
    expect(halls('F m -3 m', 225)).toEqual(['-F 4 2 3']);
    expect(halls('F m -3 m', 221)).toEqual([]);
    expect(halls('', undefined)).toEqual([]);
  });
});
