import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import { createStructure, type Structure } from '../../src/crystal/structure.ts';

/** A structure as a line of JSON. */
const written = ({ id, lattice, species, frac, occupancy }: Structure): string =>
  JSON.stringify({
    id,
    lattice: [0, 3, 6].map((row) => [...lattice.subarray(row, row + 3)]),
    species: [...species].map((z) => SYMBOLS[z]),
    frac: [...frac],
    occupancy: [...occupancy],
  });

const site = fc.record({
  z: fc.integer({ min: 1, max: 118 }),
  place: fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: -3, max: 3, noNaN: true }).map((x) => x + 0))),
  share: fc.double({ min: 1e-3, max: 0.1, noNaN: true }),
});

const structures = fc
  .record({
    id: fc.string(),
    edge: fc.double({ min: 2, max: 30, noNaN: true }),
    sites: fc.array(site, { minLength: 1, maxLength: 9 }),
  })
  .map(({ id, edge, sites }) =>
    createStructure(
      {
        id,
        lattice: [edge, 0, 0, edge / 3, edge, 0, 0, -edge / 7, edge],
        species: sites.map(({ z }) => z),
        frac: sites.flatMap(({ place }) => place),
        occupancy: sites.map(({ share }) => share),
      },
      'made up',
    ),
  );

test('structures written as JSON lines read back as they were, to the last bit', () => {
  fc.assert(
    fc.property(fc.array(structures, { maxLength: 4 }), (all) => {
      expect([...readJsonLines(`${all.map(written).join('\n')}\n`, 'x.jsonl')]).toEqual(all);
    }),
  );
});
