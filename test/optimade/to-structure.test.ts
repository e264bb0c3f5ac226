import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { formatJsonLines } from '../../src/crystal/format-json-lines.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';
import type { Structure } from '../../src/crystal/structure.ts';
import { toStructure } from '../../src/optimade/to-structure.ts';
import { sampleStructures, toEntry } from './entries.ts';

const j8q = join(packageRoot(), 'data', 'sample', 'obelix-structures', 'j8q.cif');

/** Cubic LiCl with parts replaced. */
function licl(more: object = {}): Record<string, unknown> {
  return {
    lattice_vectors: [
      [5, 0, 0],
      [0, 5, 0],
      [0, 0, 5],
    ],
    cartesian_site_positions: [
      [0, 0, 0],
      [2.5, 2.5, 2.5],
    ],
    species_at_sites: ['cation', 'Cl'],
    species: [species('cation', ['Li'], [1]), species('Cl', ['Cl'], [1])],
    ...more,
  };
}

function species(name: string, chemical_symbols: string[], concentration: unknown[], more: object = {}) {
  return { name, chemical_symbols, concentration, ...more };
}

const cation = (...parts: [string[], unknown[], object?]) =>
  licl({ species: [species('cation', ...parts), species('Cl', ['Cl'], [1])] });

function expectSame(found: Structure, wanted: Structure): void {
  expect(found.id).toBe(wanted.id);
  expect([...found.species]).toEqual([...wanted.species]);
  for (const key of ['lattice', 'frac', 'occupancy'] as const) {
    expect(found[key].length).toBe(wanted[key].length);
    for (const [i, value] of found[key].entries()) expect(value).toBeCloseTo(wanted[key][i]!, 9);
  }
}

describe('an entry becomes a structure', () => {
  test('every structure of the sample, there and back', () => {
    for (const structure of sampleStructures) {
      const { id, attributes } = toEntry(structure);
      expectSame(toStructure(id, attributes) as Structure, structure);
    }
  });

  test('a disordered one keeps its occupancies: Li10GeP2S12 with partial lithium and mixed Ge and P', () => {
    const [structure] = readCif(readFileSync(j8q, 'utf8'), j8q);
    expect(structure!.occupancy.some((share) => share < 1)).toBe(true);
    const { id, attributes } = toEntry(structure!);
    const found = toStructure(id, attributes) as Structure;
    const count = (one: Structure, z: number) =>
      one.species.reduce((sum, s, i) => sum + (s === z ? one.occupancy[i]! : 0), 0);
    for (const z of [3, 15, 16, 32]) expect(count(found, z)).toBeCloseTo(count(structure!, z), 9);
    expect(found.species.length).toBe(structure!.species.length);
  });

  test('a mixed site is one entry an element, and vacancies are what is missing', () => {
    const mixed = toStructure('a', cation(['Li', 'Na', 'vacancy'], [0.5, 0.25, 0.25])) as Structure;
    expect([...mixed.species]).toEqual([3, 11, 17]);
    expect([...mixed.occupancy]).toEqual([0.5, 0.25, 1]);
    expect([...mixed.frac]).toEqual([0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5]);
  });

  test('an element of concentration 0, and a site of vacancies only, are no atoms', () => {
    expect([...(toStructure('a', cation(['Li', 'X'], [1, 0])) as Structure).species]).toEqual([3, 17]);
    expect([...(toStructure('a', cation(['vacancy'], [1])) as Structure).species]).toEqual([17]);
  });

  test('positions are read in an oblique cell of either handedness', () => {
    for (const c of [4, -4]) {
      const lattice_vectors = [
        [3, 0, 0],
        [1.5, 2, 0],
        [0.5, 0.25, c],
      ];
      const found = toStructure(
        'a',
        licl({
          lattice_vectors,
          cartesian_site_positions: [
            [0, 0, 0],
            [2.5, 1.125, c / 2],
          ],
        }),
      );
      expect([...(found as Structure).frac]).toEqual([0, 0, 0, 0.5, 0.5, 0.5]);
    }
  });
});

describe('an entry that cannot be converted is left out with the reason and the path', () => {
  test.each<[string, unknown, string]>([
    ['no attributes', 7, 'attributes: expected an object, found 7'],
    ['no lattice', licl({ lattice_vectors: null }), 'attributes.lattice_vectors: expected a list'],
    ['no lattice', licl({ lattice_vectors: [[1, 0, 0]] }), 'found 1'],
    [
      'lattice: no number',
      licl({
        lattice_vectors: [
          [1, 0, 0],
          [0, 'x', 0],
          [0, 0, 1],
        ],
      }),
      'lattice_vectors[1][1]: expected a finite number, found "x"',
    ],
    [
      'lattice: no number',
      licl({
        lattice_vectors: [
          [1, 0, 0],
          [0, null, 0],
          [0, 0, 1],
        ],
      }),
      'found null',
    ],
    [
      'lattice: not rows of 3',
      licl({
        lattice_vectors: [
          [1, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
      'lattice_vectors[0]',
    ],
    [
      'lattice without volume',
      licl({
        lattice_vectors: [
          [1, 0, 0],
          [2, 0, 0],
          [0, 0, 1],
        ],
      }),
      'found 0',
    ],
    ['no positions', licl({ cartesian_site_positions: undefined }), 'cartesian_site_positions'],
    [
      'positions: no number',
      licl({
        cartesian_site_positions: [
          [null, null, null],
          [0, 0, 0],
        ],
      }),
      'cartesian_site_positions[0][0]',
    ],
    ['positions do not match sites', licl({ cartesian_site_positions: [[0, 0, 0]] }), 'expected 2 positions, found 1'],
    [
      'positions far outside the cell',
      licl({
        cartesian_site_positions: [
          [0, 0, 0],
          [1e9, 0, 0],
        ],
      }),
      'positions near the cell',
    ],
    ['no species at sites', licl({ species_at_sites: 'Li' }), 'species_at_sites'],
    [
      'species not described',
      licl({ species_at_sites: ['cation', 'Br'] }),
      'species_at_sites[1]: expected a name that species has, found "Br"',
    ],
    ['no species', licl({ species: null }), 'attributes.species'],
    ['no species', licl({ species: ['Li'] }), 'attributes.species[0]'],
    ['species without name', licl({ species: [{}] }), 'species[0].name'],
    [
      'species named twice',
      licl({ species: [species('Cl', ['Cl'], [1]), species('Cl', ['Cl'], [1])] }),
      'species[1].name',
    ],
    ['no chemical symbols', cation([], []), 'chemical_symbols'],
    ['no concentrations', cation(['Li'], []), 'concentration'],
    [
      'unknown element',
      cation(['X'], [1]),
      'species[0].chemical_symbols[0]: expected the symbol of an element, found "X"',
    ],
    ['unknown element', cation(['Xx'], [1]), '"Xx"'],
    ['unknown element', cation([''], [1]), '""'],
    ['concentration not from 0 to 1', cation(['Li', 'Na'], [1.5, -0.5]), 'species[0].concentration[0]'],
    ['concentration not from 0 to 1', cation(['Li', 'vacancy'], [-0.25, 0.25]), 'found -0.25'],
    ['concentration not from 0 to 1', cation(['Li'], [null]), 'found null'],
    ['concentration not from 0 to 1', cation(['Li'], [Number.NaN]), 'found NaN'],
    ['concentrations do not add up to 1', cation(['Li', 'Na'], [0.5, 0.4]), 'found 0.9'],
    ['has site attachments', cation(['Li'], [1], { attached: ['H'], nattached: [1] }), 'attached'],
    ['has assemblies', licl({ structure_features: ['disorder', 'assemblies'] }), 'structure_features'],
    ['has implicit atoms', licl({ structure_features: ['implicit_atoms'] }), 'structure_features'],
    ['not periodic in three dimensions', licl({ dimension_types: [1, 1, 0] }), 'dimension_types'],
    [
      'atoms too near to each other',
      licl({
        cartesian_site_positions: [
          [0, 0, 0],
          [0, 0.2, 5],
        ],
      }),
      'at most 1 atom within 0.5 Angstrom, found 2 atoms at Li (site 1) and Cl (site 2), 0.20 apart',
    ],
    [
      'more than one atom at a position',
      licl({
        cartesian_site_positions: [
          [0, 0, 0],
          [0, 0, 5],
        ],
      }),
      'at most 1 atom',
    ],
    [
      'no atoms',
      licl({ species: [species('cation', ['vacancy'], [1]), species('Cl', ['vacancy'], [1])] }),
      'vacancies only',
    ],
    ['too many sites', licl({ species_at_sites: Array.from({ length: 2001 }, () => 'Cl') }), '2001'],
  ])('%s (%#)', (reason, attributes, detail) => {
    expect(toStructure('a', attributes)).toEqual({ reason, detail: expect.stringContaining(detail) });
  });

  test('few sites of a species of many elements do not fill the memory', () => {
    const symbols = Array.from({ length: 100 }, () => 'Li');
    const many = {
      species_at_sites: Array.from({ length: 1500 }, () => 'm'),
      cartesian_site_positions: Array.from({ length: 1500 }, () => [0, 0, 0]),
    };
    const found = toStructure(
      'a',
      licl({
        ...many,
        species: [
          species(
            'm',
            symbols,
            symbols.map(() => 0.01),
          ),
        ],
      }),
    );
    expect(found).toMatchObject({ reason: 'too many sites' });
  });
});

test('whatever the attributes are, there is a structure or a reason, and a structure survives its line of JSON', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.double(), fc.constant(undefined));
  const keys = Object.keys(licl());
  const shares = fc.array(fc.tuple(fc.constantFrom('Li', 'Na', 'vacancy', 'X'), fc.integer({ min: 0, max: 4 })), {
    minLength: 1,
    maxLength: 4,
  });
  let whole = 0;
  fc.assert(
    fc.property(fc.constantFrom('none', ...keys), odd, shares, (key, value, parts) => {
      const attributes = cation(
        parts.map(([symbol]) => symbol),
        parts.map(([, quarter]) => quarter / 4),
      );
      const found = toStructure('id', key === 'none' ? attributes : { ...attributes, [key]: value });
      if ('reason' in found) {
        expect(found.reason).not.toBe('');
        return;
      }
      whole++;
      const [again] = readJsonLines(formatJsonLines([found]), 'x.jsonl');
      expect(again).toEqual(found);
    }),
    { seed: 7, numRuns: 2000 },
  );
  expect(whole).toBeGreaterThan(20);
});
