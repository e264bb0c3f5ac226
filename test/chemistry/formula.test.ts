import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { compareCanonical, formatFormula, parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot } from '../../src/core/files.ts';

const printed = (text: string) => formatFormula(parseFormula(text));

describe('formulas read and written', () => {
  test.each([
    // reduced formulas of pymatgen
    ['S4Li3P', 'Li3PS4'],
    ['O4PFeLi', 'LiFePO4'],
    ['LiOH', 'LiHO'],
    ['Li4Ba', 'BaLi4'],
    ['(NH4)Cl', 'H4NCl'],
    // brackets of three kinds, nested
    ['Li3Fe2(PO4)3', 'Li3Fe2P3O12'],
    ['{Li[Na(K)2]3}2', 'K12Na6Li2'],
    // fractional amounts
    ['Li9.81Sn0.81P2.19S12', 'Li9.81Sn0.81P2.19S12'],
    ['(YPO4)0.8(Li3PO4)0.2', 'Li0.6Y0.8PO4'],
    ['Li0.1Li0.2', 'Li0.3'],
    ['Li2 O', 'Li2O'],
    // parts
    ['LiCl·H2O', 'LiH2ClO'],
    ['LiCl.H2O', 'LiH2ClO'],
    ['Li2SO4.H2O', 'Li2H2SO5'],
    ['Li2SO4*H2O', 'Li2H2SO5'],
    ['LiCl.2H2O', 'LiH4ClO2'],
    ['MgSO4·7H2O', 'MgH14SO11'],
    ['MgSO4·1.5H2O', 'MgH3SO5.5'],
    ['0.75Li2S·0.25P2S5', 'Li1.5P0.5S2'],
    ['Li₇La₃Zr₂O₁₂', 'Li7La3Zr2O12'],
    ['Li2O·Al2O3·4SiO2', 'Li2Al2Si4O12'],
    ['3Li2O.B2O3', 'Li6B2O6'],
    ['LiCl . 2 H2O', 'LiH4ClO2'],
    ['Al2O3 . 4 SiO2', 'Al2Si4O11'],
    ['LiI.4NH3', 'LiH12IN4'],
    // amounts with a decimal point, not dots
    ['LiPO2.9N0.46', 'LiPN0.46O2.9'],
    ['Li7La3Zr1.4O11.5(OH)0.5', 'Li7La3Zr1.4H0.5O12'],
    ['Li6.5La3Zr1.5Ta0.5O12', 'Li6.5La3Zr1.5Ta0.5O12'],
    ['Li1.3Al0.3Ti1.7P3O12', 'Li1.3Ti1.7Al0.3P3O12'],
    ['Li3.25Ge0.25P0.75S4', 'Li3.25Ge0.25P0.75S4'],
    ['Li5.5PS4.5Cl1.5', 'Li5.5PS4.5Cl1.5'],
    ['Li10GeP1.5SbS12', 'Li10GeSbP1.5S12'],
    ['Li3P1.5S1.5SiO12', 'Li3SiP1.5S1.5O12'],
    ['LiP1.5SO4', 'LiP1.5SO4'],
    ['La2CoO3.5(OH)', 'La2CoHO4.5'],
    ['Zr2(PO4)1.5(SiO4)', 'Zr2SiP1.5O10'],
    ['LiH1.5SO4', 'LiH1.5SO4'],
    ['Na1.5Zr2(PO4)2.5(SiO4)0.5', 'Na1.5Zr2Si0.5P2.5O12'],
    ['Li2SO4. 2H2O', 'Li2H4SO6'],
    // oxidation states
    ['LiFe(II)PO4', 'LiFePO4'],
    ['Fe (III)2(SO4)3', 'Fe2S3O12'],
    ['Mn(VII)O4', 'MnO4'],
    // iodine and vanadium
    ['VI3', 'VI3'],
    ['InI3', 'InI3'],
    ['LiVI3', 'LiVI3'],
    ['KVIO6', 'KVIO6'],
    ['CrVI3', 'VCrI3'],
    // spaces between elements
    ['Li3PO4 H2O', 'Li3PH2O5'],
    ['(N H4) I', 'H4IN'],
    ['Pb (O H) I', 'HPbIO'],
    ['Ag2 (V O4) I', 'VAg2IO4'],
    ['Li6.02P0.98Si0.02S5 Br', 'Li6.02Si0.02P0.98S5Br'],
    ['Li6 P1 S5 I1', 'Li6PS5I'],
    ['Cs Pb I', 'CsPbI'],
    ['LiPNO', 'LiPNO'],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('formulas of the Materials Project are written as pymatgen writes them', () => {
    const path = join(packageRoot(), 'test/golden/chemistry/pymatgen-formulas.json');
    const { formulas } = JSON.parse(readFileSync(path, 'utf8')) as { formulas: string[] };
    expect(formulas.map(printed)).toEqual(formulas);
    expect(formulas.length).toBeGreaterThan(70);
  });

  test('very small and very large amounts are written without an exponent', () => {
    expect(formatFormula(createComposition([3, 8], [1e-7, 1.5e21]))).toBe('Li0.0000001O1500000000000000000000');
  });
});

const compositions = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 1, max: 118 }),
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
    ),
    { selector: ([z]) => z, minLength: 1, maxLength: 8 },
  )
  .map((pairs) =>
    createComposition(
      pairs.map(([z]) => z),
      pairs.map(([, amount]) => amount),
    ),
  );

describe('formulas in general', () => {
  test('what is written reads back as the same composition', () => {
    fc.assert(
      fc.property(compositions, (composition) => {
        expect(parseFormula(formatFormula(composition))).toEqual(composition);
      }),
    );
  });

  test('so is one with a single decimal, or with vanadium beside iodine', () => {
    const amount = fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constantFrom(2, 4, 1.5, 4.3, 11.2));
    const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom(3, 7, 8, 9, 13, 15, 16, 17, 23, 24, 53, 92), amount), {
      selector: ([z]) => z,
      minLength: 3,
      maxLength: 7,
    });
    fc.assert(
      fc.property(pairs, (chosen) => {
        const composition = createComposition(
          chosen.map(([z]) => z),
          chosen.map(([, each]) => each),
        );
        expect(parseFormula(formatFormula(composition))).toEqual(composition);
      }),
      { numRuns: 3000 },
    );
  });

  test('a bracket with a factor is the factor times its content', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (amount, factor) => {
        expect(printed(`(Li${amount}O)${factor}`)).toBe(printed(`Li${amount * factor}O${factor}`));
      }),
    );
  });

  test('the canonical order is a total order of the elements, those without electronegativity last', () => {
    const pairs = fc.tuple(fc.integer({ min: 1, max: 118 }), fc.integer({ min: 1, max: 118 }));
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(Math.sign(compareCanonical(a, b))).toBe(0 - Math.sign(compareCanonical(b, a)));
        expect(compareCanonical(a, b) === 0).toBe(a === b);
      }),
    );
    expect(compareCanonical(6, 34)).toBeLessThan(0); // C and Se, both 2.55: by symbol
    expect(compareCanonical(9, 2)).toBeLessThan(0); // F before He
  });

  test('any text is read or refused in one line, never a crash', () => {
    const alphabet = fc.constantFrom(...'LiPSO()[]{}.·*0123456789 +-x₂');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 14 }), (text) => {
        try {
          expect(parseFormula(text).amounts.every((amount) => amount > 0)).toBe(true);
        } catch (error) {
          expect((error as Error).name).toBe('UserError');
          expect((error as Error).message).not.toContain('\n');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('formulas refused', () => {
  test.each([
    ['Xx2O', 'Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling'],
    ['LiD', 'LiD, position 3: expected an element symbol, found "D"'],
    ['li2O', 'li2O, position 1: expected an element symbol, found "l"'],
    ['Li((O', 'Li((O, position 4: expected ")" that closes "(", found the end'],
    ['(Li]2', '(Li]2, position 1: expected ")" that closes "(", found "]" at position 4'],
    ['Li)O', 'Li)O, position 3: expected an opening bracket before it, found ")"'],
    ['Li()', 'Li(), position 4: expected an element symbol, found ")"'],
    ['Li0O', 'Li0O, position 3: expected an amount above 0, found "0"'],
    ['Li2·', 'Li2·, position 5: expected an element symbol, found the end'],
    ['2', '2, position 2: expected an element symbol, found the end'],
    ['Li+', 'Li+, position 3: expected elements and amounts, found "+"; leave charges out'],
    ['75Li2S-25P2S5', '75Li2S-25P2S5, position 7: expected elements and amounts, found "-"'],
    ['', 'formula: expected a formula, found an empty text'],
    ['  ', 'formula: expected a formula, found an empty text'],
    ['Li2SO4.2H2O', 'Li2SO4.2H2O, position 6: expected either a decimal point or a dot, found "4.2H2O"; write ·'],
    ['Li2SO4.0.5H2O', 'Li2SO4.0.5H2O, position 6: expected one decimal point, found "4.0.5H2O"; write ·'],
    ['Li.5CoO2', 'Li.5CoO2, position 3: expected an amount or a dot, found ".5"; write ·'],
    ['CuSO4.5H2O', 'position 5: expected either a decimal point or a dot, found "4.5H2O"; write ·'],
    ['Li2SO4.2NH3', 'position 6: expected either a decimal point or a dot, found "4.2NH3"; write ·'],
    ['Al2O3.4SiO2', 'position 5: expected either a decimal point or a dot, found "3.4SiO2"; write ·'],
    ['Li2O.Al2O3.4SiO2', 'position 10: expected either a decimal point or a dot, found "3.4SiO2"; write ·'],
    ['LiAlCl4.3SO2', 'position 7: expected either a decimal point or a dot, found "4.3SO2"; write · before'],
    ['Li3PS4.2LiI', 'position 6: expected either a decimal point or a dot, found "4.2LiI"; write ·'],
    ['LiBH4.3LiI', 'position 5: expected either a decimal point or a dot, found "4.3LiI"; write ·'],
    ['LiNH2.3NaNH2', 'position 5: expected either a decimal point or a dot, found "2.3NaNH2"; write ·'],
    ['Li7P3S11.2LiCl', 'position 7: expected either a decimal point or a dot, found "11.2LiCl"; write ·'],
    ['La0.55Li0.35TiO3.2LiCl', 'position 16: expected either a decimal point or a dot, found "3.2LiCl"; write ·'],
    ['(LiAlCl4.3SO2)', 'position 8: expected either a decimal point or a dot, found "4.3SO2)"; write ·'],
    ['LiAlCl4.3(SO2)', 'position 7: expected either a decimal point or a dot, found "4.3(SO2)"; write ·'],
    ['CuSO4.5(H2O)', 'position 5: expected either a decimal point or a dot, found "4.5(H2O)"; write ·'],
    ['Li6. 5La3Zr1.5Ta0.5O12', 'position 4: expected an amount or a dot, found ". 5"; write · before the parts'],
    ['Li3. 5PO4', 'position 4: expected an amount or a dot, found ". 5"; write ·'],
    ['Li. 5CoO2', 'position 3: expected an amount or a dot, found ". 5"; write ·'],
    ['Li6 .5La3Zr2O12', 'position 5: expected an amount or a dot, found ".5"; write ·'],
    ['LiCl 2H2O', 'position 6: expected either an amount or the number of a part, found "2"; write Li2O without'],
    ['70Li2S 30P2S5', 'position 8: expected either an amount or the number of a part, found "30"; write Li2O'],
    ['Li 2 O', 'position 4: expected either an amount or the number of a part, found "2"; write Li2O'],
    ['Li05CoO2', 'position 3: expected an amount without a leading zero, found "05"; write amounts below one as 0.5'],
    ['LiHfTi(P04)3', 'position 9: expected an amount without a leading zero, found "04"; write amounts'],
    ['Cu(I)2O', 'position 3: expected either iodine, vanadium or an oxidation state, found "(I)"; write the element'],
    ['Li(V)O3', 'position 3: expected either iodine, vanadium or an oxidation state, found "(V)"; write the element'],
    ['Fe2(III)O3', 'position 4: expected an oxidation state right after its element, found "(III)"; leave'],
    ['LiFeIIPO4', 'position 5: expected either iodine or an oxidation state, found "II"; leave oxidation states out'],
    ['MnIVO2', 'position 3: expected either iodine or an oxidation state, found "IV"; leave oxidation states out'],
    ['Li2CrVIO4', 'position 6: expected either vanadium and iodine or an oxidation state, found "VI"; leave oxidation'],
    ['Li2Cr VI O4', 'position 7: expected either vanadium and iodine or an oxidation state, found "VI"; leave'],
    ['Li3PS4 P1', 'position 8: expected either elements or the name of a phase, found "P1"; leave the phase out'],
    ['Li3PS4 HP', 'position 8: expected either elements or the name of a phase, found "HP"; leave the phase out'],
    ['Li3PS4 I', 'position 8: expected either elements or the name of a phase, found "I"; leave the phase out'],
    ['LiZr2(PO4)3 V', 'position 13: expected either elements or the name of a phase, found "V"; leave the phase'],
    ['LiSICON', 'LiSICON: expected a formula, found a name; write its composition, such as Li14ZnGe4O16'],
    ['LISICON', 'LISICON: expected a formula, found a name; write its composition, such as Li14ZnGe4O16'],
    ['NaSICON', 'NaSICON: expected a formula, found a name; write its composition, such as Na3Zr2Si2PO12'],
    [' LiPON ', 'LiPON: expected a formula, found a name; write its composition, such as Li2.9PO3.3N0.46'],
    ['LiBOB', 'LiBOB: expected a formula, found a name; write its composition, such as LiB(C2O4)2'],
    ['LiFSI', 'LiFSI: expected a formula, found a name; write its composition, such as LiN(SO2F)2'],
    ['llzo', 'llzo: expected a formula, found a name; write its composition, such as Li7La3Zr2O12'],
    ['Li1-xCoO2', 'position 4: expected elements and amounts, found "-"; leave charges out, give numbers for x'],
    ['Li1–xCoO2', 'position 4: expected elements and amounts, found "–"; leave charges out, give numbers for x'],
    ['Fe²⁺O', 'position 3: expected elements and amounts, found "²"; leave charges out'],
    ['Li6,5La3Zr2O12', 'position 4: expected amounts with a decimal point, found ","; write 6.5, not 6,5'],
    ['LiNi1/2O2', 'position 6: expected amounts with a decimal point, found "/"; write 6.5, not 6,5 or 13/2'],
    ['Li2S\u2028P2S5', 'expected one formula, found a line break; give each formula its own row'],
  ])('"%s"', (text, message) => {
    expect(() => parseFormula(text)).toThrow(message);
  });

  test('brackets nested by the thousand, in one short line', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}Li${')'.repeat(depth)}`;
    expect(printed(nested(100))).toBe('Li');
    expect(() => parseFormula(nested(101))).toThrow(
      `${'('.repeat(80)}..., position 101: expected brackets nested up to 100 deep, found one deeper; multiply them out`,
    );
    expect(() => parseFormula('['.repeat(100_000))).toThrow('position 101: expected brackets nested');
  });
});
