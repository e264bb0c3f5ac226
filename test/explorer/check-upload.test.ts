import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { readStructures } from '../../src/crystal/read-structures.ts';
import { createStructure, type Structure } from '../../src/crystal/structure.ts';
import { checkUpload } from '../../src/explorer/check-upload.ts';

/** Roberts' R3 sequence. */
const SPREAD = [0.8191725, 0.6710436, 0.5497005];

/** Sites spread over a box. */
function box(sites: number, sides: readonly [number, number, number], occupancy = 1): Structure {
  const [a, b, c] = sides;
  return createStructure(
    {
      id: 'x',
      lattice: [a, 0, 0, 0, b, 0, 0, 0, c],
      species: Array.from({ length: sites }, (_, i) => (i % 2 === 0 ? 3 : 17)),
      frac: Array.from({ length: 3 * sites }, (_, i) => (Math.floor(i / 3) * SPREAD[i % 3]!) % 1),
      occupancy: new Array<number>(sites).fill(occupancy),
    },
    'x.cif',
  );
}

describe('structures that are sent', () => {
  test('pass where they are crystals', () => {
    const folders = ['training-structures', 'obelix-structures'].map((name) =>
      join(packageRoot(), 'data/sample', name),
    );
    const shipped = [...readStructures(folders)].filter(({ species }) => species.length <= 1000);
    expect(shipped.length).toBeGreaterThanOrEqual(5);
    for (const structure of shipped) checkUpload([structure], structure.id);
    checkUpload([box(2000, [30, 30, 30])], 'x.cif');
  });

  test.each([
    ['2,001 sites', box(2001, [40, 40, 40]), 'at most 2000 sites in a cell, found 2001; use ionsieve predict'],
    [
      '1,001 sites that are half full',
      box(1001, [40, 40, 40], 0.5),
      'at most 1000 sites where some are not full, found 1001; use ionsieve predict',
    ],
    // sites^2 / volume * 4/3 pi 4^3: 2000^2 / 12^3 * 268.08
    [
      '2,000 in 12 A',
      box(2000, [12, 12, 12]),
      'at most 400000 pairs of sites within 4 A, found about 620562; check the lattice',
    ],
    [
      '2,000 in a flat cell',
      box(2000, [0.01, 100, 100]),
      'at most 400000 pairs of sites within 4 A, found about 10723303; check the lattice',
    ],
    [
      '100 in 0.8 A',
      box(100, [0.8, 0.8, 0.8]),
      'at most 400000 pairs of sites within 4 A, found about 5235988; check the lattice',
    ],
    [
      'the 2 of a 0.3 A cell',
      box(2, [0.3, 0.3, 0.3]),
      'at most 1000 neighbours of a site within 4 A, found about 19858; check the lattice',
    ],
  ])('are refused with %s', (_, structure, said) => {
    expect(() => checkUpload([structure], 'x.cif')).toThrow(`x.cif: expected ${said}`);
  });

  test('are refused where there are too many', () => {
    expect(() => checkUpload(new Array<Structure>(11).fill(box(2, [4, 4, 4])), 'x.cif')).toThrow(
      'x.cif: expected at most 10 structures, found 11; use ionsieve predict',
    );
  });
});
