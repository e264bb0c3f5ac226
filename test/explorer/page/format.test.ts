import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inkOn, viridis } from '../../../src/explorer/page/lib/color.ts';
import {
  calledName,
  conductivity,
  count,
  descriptorName,
  fixed,
  percent,
  probability,
  probabilityName,
  short,
  significant,
  tenTo,
} from '../../../src/explorer/page/lib/format.ts';
import { formulaPieces } from '../../../src/explorer/page/lib/formula.ts';
import { phaseText } from '../../../src/explorer/page/lib/phases.ts';

describe('numbers', () => {
  test('read as people write them', () => {
    expect(count(18680255230)).toBe('18,680,255,230');
    expect(short(18680255230)).toBe('18.7\u00a0billion');
    expect(short(999999)).toBe('999,999');
    expect(fixed(-3.456, 2)).toBe('−3.46');
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(fixed(null, 2)).toBe('–');
    expect(tenTo(-12)).toBe('10⁻¹²');
    expect(conductivity(-3.5)).toBe('3.2\u00a0×\u00a010⁻⁴\u00a0S/cm');
    expect(significant(1234.5678)).toBe('1,235');
    expect(significant(-0.00001234)).toBe('−1.2\u00a0×\u00a010⁻⁵');
    expect(significant(null)).toBe('–');
  });

  test('what only comes near to nothing or to all does not read as it', () => {
    expect([0, 0.00001, 0.5, 0.99999, 1].map(percent)).toEqual([
      '0\u00a0%',
      '<\u20090.1\u00a0%',
      '50.0\u00a0%',
      '>\u200999.9\u00a0%',
      '100\u00a0%',
    ]);
    expect([0.0001, 0.5, 0.9999, null].map(probability)).toEqual(['<0.001', '0.500', '>0.999', '–']);
  });

  test('a probability says what it is of', () => {
    expect([null, 'band gap at least 1 eV'].map(probabilityName)).toEqual(['P(fast)', 'P(band gap at least 1 eV)']);
    expect([null, 'band gap at least 1 eV'].map(calledName)).toEqual(['fast', '“band gap at least 1 eV”']);
  });

  test('descriptors have words and a unit', () => {
    expect(descriptorName('mean_atomic_radius_A')).toBe('mean atomic radius, Å');
    expect(descriptorName('sd_martynov_batsanov_electronegativity_sqrt_eV')).toBe(
      'sd martynov batsanov electronegativity, √eV',
    );
    expect(descriptorName('li_li_bonds_per_li')).toBe('Li Li bonds per Li');
  });
});

describe('formulas', () => {
  test('amounts stand low after a symbol or a bracket only', () => {
    const low = (formula: string) => formulaPieces(formula).map((piece) => (piece.low ? `_${piece.text}` : piece.text));
    expect(low('Li10Ge(PS6)2')).toEqual(['Li', '_10', 'Ge(PS', '_6', ')', '_2']);
    expect(low('2Li2S')).toEqual(['2Li', '_2', 'S']);
    expect(low('Li0.5CoO2')).toEqual(['Li', '_0.5', 'CoO', '_2']);
  });

  test('nothing is lost, so a copy is the formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(
          formulaPieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('colours', () => {
  test('the ends are those of viridis', () => {
    expect(viridis(0)).toBe('rgb(68 1 84)');
    expect(viridis(1)).toBe('rgb(253 231 37)');
    expect(viridis(-3)).toBe(viridis(0));
    expect([inkOn(0), inkOn(1)]).toEqual(['#fff', '#000']);
  });

  test('ink stands out by 4.5 to 1 everywhere', () => {
    const luminance = (rgb: number[]): number => {
      const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    for (let share = 0; share <= 1; share += 0.005) {
      const ground = luminance(viridis(share).match(/\d+/g)!.map(Number));
      const ink = inkOn(share) === '#fff' ? 1 : 0;
      expect((Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('a known phase is stable, or so far above the hull', () => {
  expect(phaseText({ above_hull_eV_atom: 0 })).toBe('stable phase');
  expect(phaseText({ above_hull_eV_atom: 0.0204 })).toBe('known phase, 0.020\u00a0eV/atom above the hull');
});
