import { expect, test } from 'vitest';
import { mixtureText } from '../../src/stability/mixture-text.ts';

test('a mixture is written with four digits an amount, and none for 1', () => {
  expect(mixtureText([])).toBe('');
  expect(
    mixtureText([
      { formula: 'Li3PS4', amount: 7 / 3 },
      { formula: 'P2S5', amount: 1 + 1e-12 },
    ]),
  ).toBe('2.333 Li3PS4 + P2S5');
});
