import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { shortestDistance } from '../../data/rebuild/shortest-distance.ts';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { elementProperty } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { readShipped, shippedStructures } from '../../src/core/shipped-data.ts';
import { parseCsv } from '../../src/core/table.ts';
import { readStructures } from '../../src/crystal/read-structures.ts';
import { compositionOf, type Structure, volumeA3 } from '../../src/crystal/structure.ts';

const table = (name: string, columns: string[]) => parseCsv(readShipped(name), name, columns);
const structuresOf = (name: string) =>
  new Map(Array.from(readStructures([join(packageRoot(), 'data', name)]), (structure) => [structure.id, structure]));
const sites = ({ species }: Structure, z: number) => Array.from(species.keys()).filter((i) => species[i] === z);

describe('barriers.csv', () => {
  const rows = table('barriers.csv', ['id', 'formula', 'host', 'mobile_ion', 'barrier_eV', 'filling', 'split']);
  let structures: Map<string, Structure>;
  beforeAll(() => {
    structures = structuresOf('barriers-structures.jsonl.gz');
  });

  test('has a structure of the same formula for each row', () => {
    expect(rows.map(({ id }) => id)).toEqual([...structures.keys()]);
    for (const { id, formula } of rows) expect(reducedFormula(compositionOf(structures.get(id!)!))).toBe(formula);
  });

  test('accounts for all 619 structures of the source', () => {
    const { counts = {} } = shippedStructures('barriers-structures.jsonl.gz');
    expect(counts.kept! + counts['atoms too near']!).toBe(counts.structures);
    expect(rows.filter(({ split }) => split === 'train').length).toBe(556);
    expect(rows.filter(({ split }) => split === 'test').length).toBe(60);
    for (const filling of ['vacancy', 'one ion', 'as printed'])
      expect(rows.filter((row) => row.filling === filling).length).toBe(counts[filling]);
  });

  // barriers_619.csv of the source, lines of these names.
  test.each([
    ['O-LiFePO4', 'LiFePO4', 'FePO4', 'Li', 0.27, 'vacancy'],
    ['RuO2_Li_1', 'LiRu16O32', 'RuO2', 'Li', 7.47, 'one ion'],
  ])('%s', (id, formula, host, ion, barrier, filling) => {
    const row = rows.find((other) => other.id === id)!;
    expect([row.formula, row.host, row.mobile_ion, Number(row.barrier_eV), row.filling]).toEqual([
      formula,
      host,
      ion,
      barrier,
      filling,
    ]);
  });

  test('the images between the ends of a path are gone, also where they lay on other atoms', () => {
    for (const id of ['Ca2Mn2O5_2', 'RuO2_Li_3', 'e-VOPO4_Na_3', 'CaNaV2P2SO12_3']) {
      expect(shortestDistance(structures.get(id)!)).toBeGreaterThan(1.4);
    }
  });
});

describe('sodium.csv', () => {
  const rows = table('sodium.csv', [
    'id',
    'formula',
    'conductivity_S_per_cm',
    'measured_at',
    'structure_id',
    'a_A',
    'c_A',
  ]);
  const structures = structuresOf('sodium-structures.jsonl.gz');

  test('each structure named is there, of the formula of the row', () => {
    const named = rows.filter(({ structure_id }) => structure_id !== '');
    expect(named.length).toBe(88);
    for (const { formula, structure_id } of named.slice(0, 86)) {
      const { atomicNumbers, amounts } = compositionOf(structures.get(structure_id!)!);
      const oxygen = amounts[atomicNumbers.indexOf(8)]!;
      const sodium = amounts[atomicNumbers.indexOf(11)]!;
      const printed = /Na([\d]*)/.exec(formula!)![1];
      const printedOxygen = Number(/O(\d+)$/.exec(formula!)![1]);
      expect(sodium / oxygen).toBeCloseTo((printed === '' ? 1 : Number(printed)) / printedOxygen, 5);
    }
  });

  // Xu et al. 2020, TrainingData.csv: S, a, c and Vcalc of the first row; a density of 3.195 g/cm3 follows from Z = 6.
  test('NaZr2(PO4)3: conductivity, volume, density and distances', () => {
    const row = rows[0]!;
    const model = structures.get(row.structure_id!)!;
    expect([row.formula, Number(row.conductivity_S_per_cm), row.a_A, row.c_A]).toEqual([
      'NaZr2P3O12',
      4.5e-6,
      '8.792',
      '22.842',
    ]);
    expect(volumeA3(model)).toBeCloseTo(1529.11, 1);
    const masses = elementProperty('atomic_mass_u').values;
    const { atomicNumbers, amounts } = compositionOf(model);
    const mass = atomicNumbers.reduce((sum, z, i) => sum + masses[z]! * amounts[i]!, 0);
    expect((1.66053907 * mass) / volumeA3(model)).toBeCloseTo(3.195, 3);
    expect(shortestDistance(model, sites(model, 11))).toBeCloseTo(6.345, 3);
  });

  test('the two sodium sites of a model are 3.2 to 3.6 Angstrom apart', () => {
    const models = [...structures.values()].filter(
      ({ id, occupancy }) => id.startsWith('nasicon') && occupancy.some((share) => share < 1),
    );
    const apart = models.map((model) => shortestDistance(model, sites(model, 11))).filter((distance) => distance < 5);
    expect(apart.length).toBeGreaterThan(60);
    for (const distance of apart) expect(distance).toBeGreaterThan(3.2);
    for (const distance of apart) expect(distance).toBeLessThan(3.6);
  });

  test('values that another paper prints for 400 K are told apart', () => {
    expect(rows.filter(({ measured_at }) => measured_at === '400 K').length).toBe(14);
    expect(rows.filter(({ measured_at }) => measured_at !== 'room temperature').length).toBe(21);
  });
});
