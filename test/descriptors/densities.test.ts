import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { readStructures } from '../../src/crystal/read-structures.ts';
import { describeStructure } from '../../src/descriptors/describe.ts';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { LITHIUM_IONS } from '../../src/transfer/ions.ts';

const folder = join(packageRoot(), 'data', 'sample', 'obelix-structures');
const MASS_U: Record<string, number> = { Li: 6.94, P: 30.973762, S: 32.059, Ge: 72.63, Sn: 118.71 };

/** Densities from multiplicities and occupancies as the file prints them; its rows are element, label, multiplicity, x, y, z, occupancy. */
function densities(name: string): { mass: number; lithium: number } {
  const text = readFileSync(join(folder, `${name}.cif`), 'utf8');
  const cell = (key: string) => Number(new RegExp(`_cell_${key}\\s+(\\S+)`).exec(text)![1]);
  const [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((angle) =>
    Math.cos((cell(`angle_${angle}`) * Math.PI) / 180),
  ) as [number, number, number];
  const volume =
    cell('length_a') *
    cell('length_b') *
    cell('length_c') *
    Math.sqrt(1 - alpha ** 2 - beta ** 2 - gamma ** 2 + 2 * alpha * beta * gamma);
  let [mass, lithium] = [0, 0];
  for (const [, symbol, multiplicity, occupancy] of text.matchAll(
    /^ {2}([A-Z][a-z]?) +\S+ +(\d+) +\S+ +\S+ +\S+ +(\S+)$/gm,
  )) {
    const atoms = Number(multiplicity) * Number(occupancy);
    mass += atoms * MASS_U[symbol!]!;
    if (symbol === 'Li') lithium += atoms;
  }
  return { mass: (1.6605 * mass) / volume, lithium: lithium / volume };
}

describe('densities of disordered structures follow from their occupancies', () => {
  const structures = new Map(Array.from(readStructures([folder]), (structure) => [structure.id, structure]));

  test.each([
    ['opo', 0.0115],
    ['j8q', undefined],
  ])('%s', (name, lithium) => {
    const row = describeStructure(structures.get(name)!, 'periodic', LITHIUM_IONS, 0);
    if ('reason' in row) throw new Error(row.reason);
    const column = (wanted: string) => STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === wanted);
    const [mass, li] = [column('mass_density_g_per_cm3'), column('li_number_density_per_A3')];
    const exact = densities(name);
    expect(row.descriptors[mass]! / exact.mass).toBeCloseTo(1, 6);
    expect(row.descriptors[li]! / exact.lithium).toBeCloseTo(1, 9);
    expect([row.standardErrors[mass], row.standardErrors[li]]).toEqual([0, 0]);
    if (lithium !== undefined) expect(row.descriptors[li]).toBeCloseTo(lithium, 5);
  });
});
