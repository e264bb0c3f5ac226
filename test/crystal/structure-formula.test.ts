import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fractions, reducedFormula } from '../../src/chemistry/composition.ts';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { compositionOf, createStructure, type Structure } from '../../src/crystal/structure.ts';
import { structureFormula } from '../../src/crystal/structure-formula.ts';

/** Positions in a row: how many, and what share of each element they hold. */
function structure(...sites: [number, Record<string, number>][]): Structure {
  const count = sites.reduce((sum, [times]) => sum + times, 0);
  let place = 0;
  const entries = sites.flatMap(([times, shares]) =>
    Array.from({ length: times }, () => {
      const x = place++ / count;
      return Object.entries(shares).map(([symbol, share]) => ({ z: atomicNumber(symbol), x, share }));
    }).flat(),
  );
  return createStructure(
    {
      id: 'row',
      lattice: [4 * count, 0, 0, 0, 4, 0, 0, 0, 4],
      species: entries.map(({ z }) => z),
      frac: entries.flatMap(({ x }) => [x, 0, 0]),
      occupancy: entries.map(({ share }) => share),
    },
    'row',
  );
}

describe('structureFormula', () => {
  test.each([
    // OBELiX 3zo: its table prints Li6.225P0.775Si0.225S5Br
    [
      'Li6.225Si0.225P0.775S5Br',
      structure(
        [48, { Li: 0.44938 }],
        [24, { Li: 0.13875 }],
        [4, { P: 0.775, Si: 0.225 }],
        [16, { S: 1 }],
        [4, { Br: 0.17, S: 0.83 }],
        [4, { Br: 0.83, S: 0.17 }],
      ),
    ],
    // OBELiX nig: Li6PS5Br
    [
      'Li6PS5Br',
      structure([48, { Li: 0.441 }], [24, { Li: 0.119 }], [4, { P: 1 }], [16, { S: 1 }], [4, { S: 1 }], [4, { Br: 1 }]),
    ],
    // ten-thousandths of a third are thirds
    [
      'BaLi6La2Ta2O12',
      structure(
        [24, { La: 0.6667, Ba: 0.3333 }],
        [24, { Li: 0.4 }],
        [96, { Li: 0.4 }],
        [16, { Ta: 1 }],
        [96, { O: 1 }],
      ),
    ],
    // 0.607 / 1.001 and 0.394 / 1.001, as a writer left them
    ['Na0.3936Li0.6064Cl', structure([4, { Li: 0.6063936063936064, Na: 0.3936063936063936 }], [4, { Cl: 1 }])],
    ['Li0.31La0.63TiO3', structure([1, { Li: 0.31, La: 0.63 }], [1, { Ti: 1 }], [3, { O: 1 }])],
    // seven parts of a formula, not twenty-one: a third of 0.4 has no end
    [
      'Li1.3Ti1.7Al0.3P3O12',
      structure([6, { Li: 1 }], [36, { Li: 0.05 }], [12, { Ti: 0.85, Al: 0.15 }], [18, { P: 1 }], [72, { O: 1 }]),
    ],
    ['NaLi0.02', structure([1, { Na: 1 }], [1, { Li: 0.02 }])],
    ['Na0.62Li0.31', structure([1, { Li: 0.31, Na: 0.62 }])],
    ['LiCo2O4', structure([2, { Li: 0.5 }], [2, { Co: 1 }], [4, { O: 1 }])],
    ['Li3N', structure([6, { Li: 1 }], [2, { N: 1 }])],
  ])('%s', (expected, given) => {
    expect(structureFormula(given)).toBe(expected);
  });

  test('says the composition within 0.1 %, exactly where few digits say it', () => {
    const share = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 12 }), (li, na, times) => {
        const given = structure([times, { Li: li }], [2 * times, { Na: na }], [3 * times, { Cl: 1 }]);
        const exact = fractions(compositionOf(given));
        const composition = parseFormula(structureFormula(given));
        expect(composition.atomicNumbers).toEqual(compositionOf(given).atomicNumbers);
        fractions(composition).forEach((fraction, i) => {
          expect(Math.abs(fraction / exact[i]! - 1)).toBeLessThan(0.002);
        });
      }),
    );
  });

  test('two cells of one compound join, and with its formula', () => {
    const key = (text: string) => reducedFormula(parseFormula(text));
    const cells = [1, 2, 4].map((n) =>
      structure([n, { Li: 0.5 }], [n, { Co: 1 }], [2 * n, { O: 0.9 }], [n, { F: 0.2 }]),
    );
    for (const cell of cells) expect(key(structureFormula(cell))).toBe(key('Li0.5CoO1.8F0.2'));
  });
});
