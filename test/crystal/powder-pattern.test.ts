import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadAnionPatterns } from '../../experiments/zhang2019/pattern-table.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { UserError } from '../../src/core/errors.ts';
import { anionSites, anionSublattice } from '../../src/crystal/powder-anions.ts';
import { powderLines } from '../../src/crystal/powder-lines.ts';
import { broadenLines, powderPattern } from '../../src/crystal/powder-pattern.ts';
import { decodeLines, encodeLines } from '../../src/crystal/powder-text.ts';
import { createStructure, type Structure, volumeA3 } from '../../src/crystal/structure.ts';

const FCC = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
] as const;

interface Site {
  readonly symbol: string;
  readonly frac: readonly number[];
  readonly occupancy?: number;
}

function cubic(a: number, sites: readonly Site[]): Structure {
  return createStructure(
    {
      id: 'cubic',
      lattice: [a, 0, 0, 0, a, 0, 0, 0, a],
      species: sites.map(({ symbol }) => SYMBOLS.indexOf(symbol)),
      frac: sites.flatMap(({ frac }) => [...frac]),
      occupancy: sites.map(({ occupancy = 1 }) => occupancy),
    },
    'cubic',
  );
}

const at = (symbol: string, by: readonly number[]): Site[] =>
  FCC.map((site) => ({ symbol, frac: site.map((x, k) => x + by[k]!) }));
const saltOf = (cation: string, anion: string, a: number) =>
  cubic(a, [...at(cation, [0.5, 0.5, 0.5]), ...at(anion, [0, 0, 0])]);
/** A molecule in a large cell: neighbours are those within it, and a lithium far away. */
const molecule = (a: number, ...sites: [string, number, number, number][]) =>
  cubic(a, [
    ...sites.map(([symbol, x, y, z]) => ({ symbol, frac: [x / a + 0.5, y / a + 0.5, z / a + 0.5] })),
    { symbol: 'Li', frac: [0, 0, 0] },
  ]);
const anionsOf = (structure: Structure) =>
  Array.from(anionSites(structure).entries())
    .filter(([, flag]) => flag === 1)
    .map(([i]) => SYMBOLS[structure.species[i]!]);

const SHAPE = { bins: 900, largest: 90, widthDegrees: 1 } as const;

describe('which sites are anions', () => {
  test('sulfur of a thiophosphate and of a sulfide is, phosphorus with sulfur about it is not', () => {
    const r = 2.05 / Math.sqrt(3);
    const thiophosphate = molecule(
      12,
      ['P', 0, 0, 0],
      ['S', r, r, r],
      ['S', r, -r, -r],
      ['S', -r, r, -r],
      ['S', -r, -r, r],
    );
    expect(anionsOf(thiophosphate)).toEqual(['S', 'S', 'S', 'S']);
    expect(anionsOf(saltOf('Li', 'P', 5))).toEqual(['P', 'P', 'P', 'P']);
  });

  test.each([
    [
      'sulfate',
      [
        ['S', 0, 0, 0],
        ['O', 1.49, 0, 0],
      ],
      ['O'],
    ],
    [
      'hydroxide',
      [
        ['O', 0, 0, 0],
        ['H', 0.97, 0, 0],
      ],
      ['O'],
    ],
    [
      'borohydride',
      [
        ['B', 0, 0, 0],
        ['H', 1.2, 0, 0],
      ],
      ['H'],
    ],
    [
      'thiosulfate, whose outer sulfur is one',
      [
        ['S', 0, 0, 0],
        ['O', 1.47, 0, 0],
        ['S', -2.01, 0, 0],
      ],
      ['O', 'S'],
    ],
    [
      'disulfide',
      [
        ['S', 0, 0, 0],
        ['S', 2.05, 0, 0],
      ],
      ['S', 'S'],
    ],
    [
      'perchlorate',
      [
        ['Cl', 0, 0, 0],
        ['O', 1.43, 0, 0],
      ],
      ['O'],
    ],
  ] as [string, [string, number, number, number][], string[]][])('%s', (_, sites, anions) => {
    expect(anionsOf(molecule(12, ...sites))).toEqual(anions);
  });

  test('all anions of a mixed site count, and both kinds where two elements are anions', () => {
    const mixed = cubic(5, [
      ...at('Li', [0.5, 0.5, 0.5]),
      ...at('S', [0, 0, 0]).map((site) => ({ ...site, occupancy: 0.5 })),
      ...at('Cl', [0, 0, 0]).map((site) => ({ ...site, occupancy: 0.5 })),
    ]);
    expect(anionsOf(mixed)).toEqual([...Array(4).fill('S'), ...Array(4).fill('Cl')]);
    expect(volumeA3(anionSublattice(mixed))).toBeCloseTo(160, 9);
  });
});

describe('anions alone', () => {
  test('are sulfur in a cell of 40 cubic Angstrom an anion, cations left out', () => {
    const sublattice = anionSublattice(saltOf('Na', 'Br', 5.97));
    expect([...sublattice.species]).toEqual([16, 16, 16, 16]);
    expect(volumeA3(sublattice)).toBeCloseTo(160, 9);
    expect(volumeA3(anionSublattice(saltOf('Na', 'Br', 5.97), 10))).toBeCloseTo(40, 9);
  });

  test('have one pattern whatever the cation, the anion and the size of the cell', () => {
    const pattern = powderPattern(anionSublattice(saltOf('Na', 'Br', 5.97)), SHAPE);
    const other = powderPattern(anionSublattice(saltOf('Li', 'F', 4.03)), SHAPE);
    expect(Math.max(...pattern.map((value, i) => Math.abs(value - other[i]!)))).toBeLessThan(1e-12);
  });

  test('of zinc blende and fluorite are those of a face-centred and of a simple cube', () => {
    const zincBlende = anionSublattice(cubic(5.4, [...at('Ga', [0.25, 0.25, 0.25]), ...at('P', [0, 0, 0])]));
    const rockSalt = anionSublattice(saltOf('Li', 'Cl', 5.1));
    expect(powderLines(zincBlende).twoTheta.length).toBe(powderLines(rockSalt).twoTheta.length);
    const fluorite = anionSublattice(
      cubic(4.6, [...at('Ca', [0, 0, 0]), ...at('F', [0.25, 0.25, 0.25]), ...at('F', [0.75, 0.75, 0.75])]),
    );
    const cube = createStructure(
      {
        id: 'cube',
        lattice: [1, 0, 0, 0, 1, 0, 0, 0, 1].map((x) => x * Math.cbrt(40)),
        species: [16],
        frac: [0, 0, 0],
      },
      'cube',
    );
    const [one, two] = [powderPattern(fluorite, SHAPE), powderPattern(cube, SHAPE)];
    expect(Math.max(...one.map((value, i) => Math.abs(value - two[i]!)))).toBeLessThan(1e-9);
  });
});

describe('a pattern as a row of numbers', () => {
  const lines = { twoTheta: Float64Array.of(10.05, 30.02, 88.9), intensity: Float64Array.of(1, 4, 2) };

  test('has length one, its lines where they are, and half of their height half a width away', () => {
    const pattern = broadenLines(lines, SHAPE);
    expect(pattern.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
    expect(pattern.indexOf(Math.max(...pattern))).toBe(300);
    expect(pattern[105]! / pattern[100]!).toBeCloseTo(0.5, 3);
  });

  test('does not care for the unit of intensities, nor for how fine the bins are where they are fine enough', () => {
    const tripled = broadenLines({ ...lines, intensity: lines.intensity.map((value) => 3 * value) }, SHAPE);
    broadenLines(lines, SHAPE).forEach((value, i) => {
      expect(tripled[i]).toBeCloseTo(value, 12);
    });
    const other = { twoTheta: Float64Array.of(10.3, 31, 70), intensity: Float64Array.of(2, 3, 2) };
    const apart = (bins: number) => {
      const [one, two] = [lines, other].map((each) => broadenLines(each, { ...SHAPE, bins })) as [
        Float64Array,
        Float64Array,
      ];
      return Math.hypot(...one.map((value, i) => value - two[i]!));
    };
    expect(apart(300)).toBeCloseTo(apart(900), 5);
  });

  test('as text it keeps place and height, and every letter survives a CSV file', () => {
    const placed = fc.record({
      angle: fc.double({ min: 1, max: 89, noNaN: true }),
      height: fc.double({ min: 0.1, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(placed, { minLength: 1, maxLength: 20 }), (all) => {
        const some = {
          twoTheta: Float64Array.from(all, ({ angle }) => angle),
          intensity: Float64Array.from(all, ({ height }) => height),
        };
        const word = encodeLines(some, 900, 90);
        expect(word).toMatch(/^[^",\\'\s]{900}$/);
        const [before, after] = [some, decodeLines(word, 90, 'test')].map((each) => broadenLines(each, SHAPE)) as [
          Float64Array,
          Float64Array,
        ];
        expect(Math.hypot(...before.map((value, i) => value - after[i]!))).toBeLessThan(0.04);
        expect(encodeLines(decodeLines(word, 90, 'test'), 900, 90)).toBe(word);
      }),
      { numRuns: 50 },
    );
    expect(encodeLines({ twoTheta: Float64Array.of(15, 35), intensity: Float64Array.of(2, 1) }, 4, 40)).toBe('.~.Q');
  });

  test('the shipped ones: compounds and measured materials, none empty, ids unique in their source', () => {
    const all = loadAnionPatterns();
    const of = (source: string) => all.filter((one) => one.source === source);
    expect([of('materials-project').length, of('obelix').length, of('sendek2017').length]).toEqual([2305, 217, 34]);
    expect(all.every(({ lines: { twoTheta } }) => twoTheta.length > 0)).toBe(true);
    expect(new Set(all.map(({ source, id }) => `${source} ${id}`)).size).toBe(all.length);
  });
});

describe('refused', () => {
  const lines = { twoTheta: Float64Array.of(100), intensity: Float64Array.of(1) };
  test.each<[string, () => unknown, string]>([
    [
      'no anion',
      () => anionSublattice(cubic(3.5, [{ symbol: 'Li', frac: [0, 0, 0] }])),
      'cubic: expected at least one anion, found none; leave it out: it is no ionic compound',
    ],
    [
      'no line in the range',
      () => broadenLines(lines, SHAPE),
      'powder pattern: expected a line up to 90 degrees, found none; check the structure',
    ],
    [
      'nothing to write',
      () => encodeLines(lines, 900, 90),
      'powder pattern: expected a line up to 90 degrees, found none',
    ],
    [
      'half a bin',
      () => broadenLines(lines, { ...SHAPE, bins: 0.5 }),
      'pattern bins: expected a count, found 0.5; use 900, say',
    ],
    [
      'no width',
      () => broadenLines(lines, { ...SHAPE, widthDegrees: 0 }),
      'width of a line: expected degrees above 0, found 0',
    ],
    [
      'a strange letter',
      () => decodeLines('..,', 90, 'x.csv'),
      'x.csv, letter 3: expected a letter of a pattern, found ","; restore',
    ],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
