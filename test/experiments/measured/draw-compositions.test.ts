import { describe, expect, test } from 'vitest';
import { drawCompounds, drawRelatives } from '../../../experiments/measured/draw-compositions.ts';
import { hasRealAnion, isRealAnion } from '../../../src/chemistry/composition.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { stream } from '../../../src/core/random.ts';

describe('drawCompounds', () => {
  const drawn = drawCompounds(2000, [3, 8, 14, 15, 16, 17, 57], stream(0, 'test'));

  test('gives ternaries and quaternaries of lithium with coefficients from 1 to 20 and a real anion', () => {
    expect(drawn.length).toBe(2000);
    for (const composition of drawn) {
      expect([3, 4]).toContain(composition.atomicNumbers.length);
      expect(composition.atomicNumbers).toContain(3);
      expect(Array.from(composition.atomicNumbers).some(isRealAnion)).toBe(true);
      expect(composition.amounts.every((amount) => Number.isInteger(amount) && amount >= 1 && amount <= 20)).toBe(true);
    }
    expect(drawn.filter(({ atomicNumbers }) => atomicNumbers.length === 3).length).toBeGreaterThan(900);
    expect(drawn.filter(hasRealAnion).length).toBeGreaterThan(1900);
  });

  test('gives the same again from the same stream', () => {
    expect(drawCompounds(2000, [3, 8, 14, 15, 16, 17, 57], stream(0, 'test'))).toEqual(drawn);
    expect(drawCompounds(2000, [3, 8, 14, 15, 16, 17, 57], stream(1, 'test'))).not.toEqual(drawn);
  });
});

test('drawRelatives keeps the elements and moves the amounts about a third', () => {
  const [sulfide, chloride] = ['Li3PS4', 'LiCl'].map(parseFormula) as [
    ReturnType<typeof parseFormula>,
    ReturnType<typeof parseFormula>,
  ];
  const relatives = drawRelatives([sulfide, chloride], 500, stream(0, 'test'));
  expect(relatives.length).toBe(1000);
  const logs = relatives.slice(0, 500).map(({ atomicNumbers, amounts }) => {
    expect(Array.from(atomicNumbers)).toEqual(Array.from(sulfide.atomicNumbers));
    return Math.log(amounts[0]! / sulfide.amounts[0]!);
  });
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const sd = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(Math.abs(sd - 0.3)).toBeLessThan(0.03);
});
