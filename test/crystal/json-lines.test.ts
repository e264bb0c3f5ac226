import { describe, expect, test } from 'vitest';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import { latticeFromCell } from '../../src/crystal/structure.ts';

const LINE = { id: 'mp-22905', cell: [4, 4, 4, 60, 60, 60], species: ['Li', 'Cl'], frac: [0, 0, 0, 0.5, 0.5, 0.5] };
const read = (...lines: unknown[]) => [
  ...readJsonLines(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    'demo.jsonl',
  ),
];

describe('readJsonLines', () => {
  test('reads cell and lattice, with or without a last newline, and lets ids repeat', () => {
    const lattice = [
      [4, 0, 0],
      [0, 4, 0],
      [0, 0, 4],
    ];
    const structures = read(LINE, '', { ...LINE, cell: undefined, lattice }, '');
    expect(structures.map(({ id }) => id)).toEqual(['mp-22905', 'mp-22905']);
    expect(structures[0]!.lattice).toEqual(latticeFromCell(4, 4, 4, 60, 60, 60));
    expect(structures[1]!.lattice).toEqual(Float64Array.of(4, 0, 0, 0, 4, 0, 0, 0, 4));
    expect(structures[0]!.species).toEqual(Uint8Array.of(3, 17));
    expect(structures[0]!.frac).toEqual(Float64Array.of(0, 0, 0, 0.5, 0.5, 0.5));
  });

  test('keeps printed coordinates unwrapped, and occupancies', () => {
    const [structure] = read({ ...LINE, frac: [0, 0, -0.25, 0.5, 1.5, 1], occupancy: [0.5, 1] });
    expect(structure!.frac).toEqual(Float64Array.of(0, 0, -0.25, 0.5, 1.5, 1));
    expect(structure!.occupancy).toEqual(Float64Array.of(0.5, 1));
  });

  test('reads lattice and cell where they agree', () => {
    const lattice = [...latticeFromCell(4, 4, 4, 60, 60, 60)];
    expect([...read({ ...LINE, lattice })[0]!.lattice]).toEqual(lattice);
    for (const cell of [null, 'P1', [[4, 0, 0]], [4, 4, 4]])
      expect([...read({ ...LINE, cell, lattice })[0]!.lattice]).toEqual(lattice);
  });

  test('three times 0.334 at one position is rounding and scaled to 1, as in a CIF', () => {
    const mixed = { ...LINE, species: ['Li', 'Na', 'K'], frac: Array(9).fill(0) };
    const [structure] = read({ ...mixed, occupancy: [0.334, 0.334, 0.334] });
    for (const share of structure!.occupancy) expect(share).toBeCloseTo(1 / 3, 12);
    expect(() => read({ ...mixed, occupancy: [0.35, 0.35, 0.35] })).toThrow('occupancy 1.05 at the position');
    expect(() => read({ ...LINE, occupancy: [1.01, 1] })).toThrow('occupancy 1.01 at site 1');
  });

  test('yields the structures before a bad line', () => {
    const structures = readJsonLines(`${JSON.stringify(LINE)}\n{`, 'demo.jsonl');
    expect(structures.next().value!.id).toBe('mp-22905');
    expect(() => structures.next()).toThrow('demo.jsonl, line 2: expected one JSON object a line');
  });

  test.each<[string, unknown, string]>([
    ['broken JSON', '{"id":"x",', 'demo.jsonl, line 2: expected one JSON object a line'],
    ['another JSON value', '[1, 2]', 'demo.jsonl, line 2: expected a JSON object, found [1, 2]'],
    ['no id', { ...LINE, id: undefined }, 'line 2: expected an id, found none'],
    ['no species', { ...LINE, species: undefined }, 'line 2: expected an array "species", found none'],
    ['no lattice', { ...LINE, cell: undefined }, 'expected an array "lattice" (3 rows of 3) or "cell", found none'],
    [
      'a short cell',
      { ...LINE, cell: [4, 4, 4] },
      'expected cell numbers a, b, c, alpha, beta, gamma, found 3 numbers',
    ],
    [
      'an unknown element',
      { ...LINE, species: ['Li', 'Xx'] },
      'demo.jsonl, line 2, site 2: expected an element symbol',
    ],
    ['a missing coordinate', { ...LINE, frac: [0, 0, 0] }, 'line 2: expected 6 fractional coordinates, found 3'],
    [
      'a list of lists',
      {
        ...LINE,
        frac: [
          [0, 0, 0],
          [0.5, 0.5, 0.5],
        ],
      },
      'line 2: expected frac as a flat list of numbers, found a list of lists; write [x1, y1, z1, x2, y2, z2, ...]',
    ],
    [
      'lattice and cell that differ',
      {
        ...LINE,
        lattice: [
          [5, 0, 0],
          [0, 5, 0],
          [0, 0, 5],
        ],
      },
      'line 2: expected lattice and cell that agree, found two different ones; leave out the wrong one',
    ],
    [
      'atoms near each other, three cells apart as printed',
      { ...LINE, frac: [0, 0, 0, 3.02, 0, 0] },
      'line 2: expected at most 1 atom within 0.5 Angstrom, found 2 atoms at Li (site 1) and Cl (site 2), 0.08 apart',
    ],
    [
      'an atom near its own image',
      { ...LINE, cell: [0.4, 3, 3, 90, 90, 90] },
      'line 2: expected at most 1 atom within 0.5 Angstrom, found 2 atoms at Li (site 1) and its own image, 0.40 apart',
    ],
    ['null as a coordinate', { ...LINE, frac: [0, null, 0, 0, 0, 0] }, 'found NaN coordinates (number 2 of 6)'],
    ['text as a coordinate', { ...LINE, frac: [0, '1', 0, 0, 0, 0] }, 'found NaN coordinates'],
    [
      'NaN as some programs write it',
      JSON.stringify(LINE).replace('0.5', 'NaN'),
      'line 2: expected finite coordinates, found NaN',
    ],
    [
      'occupancy 1.4',
      { ...LINE, occupancy: [1, 1.4] },
      'demo.jsonl, line 2: expected occupancies above 0 and up to 1, found occupancy 1.4',
    ],
    ['a flat cell', { ...LINE, cell: [4, 4, 4, 60, 60, 120] }, 'line 2: expected angles that close a cell'],
  ])('names file and line for %s', (_title, line, message) => {
    expect(() => read(LINE, line)).toThrow(message);
  });
});

test('refuses a line with two full atoms on top of each other', () => {
  const line =
    '{"id":"a","cell":[5.14,5.14,5.14,90,90,90],"species":["Li","Li","Cl"],"frac":[0,0,0,0.01,0,0,0.5,0.5,0.5]}';
  expect(() => [...readJsonLines(line, 'a.jsonl')]).toThrow(
    'a.jsonl, line 1: expected at most 1 atom within 0.5 Angstrom, found 2 atoms at Li (site 1) and Li (site 2), 0.05 apart',
  );
});
