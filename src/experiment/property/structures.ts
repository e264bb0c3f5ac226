/** The structures of a table's rows, and their descriptors. */
import { dirname, resolve } from 'node:path';
import { readStructures } from '../../crystal/read-structures.ts';
import type { Structure } from '../../crystal/structure.ts';
import { describeStructure } from '../../descriptors/describe.ts';
import type { Compound } from '../../descriptors/descriptor.ts';
import { ionReader } from '../../descriptors/descriptors.ts';
import { ionsKey, type StructuralNumbers } from './compounds.ts';
import { structuralParts } from './input.ts';
import type { PropertyInput, StructureFiles } from './method.ts';

/** Draws the configurations of disordered structures. */
const DISORDER_SEED = 0;

/**
 * Structures by their id, the first of each; what cannot be read is left out, and so are the rows that name it.
 * @param experimentFile path of the file that defines the experiment; paths of structures are relative to it
 * @throws {UserError} for a path that is missing
 * @example openStructures({ file: 'cifs', id: 'id' }, 'experiments/mine.ts').get('NaCl')?.species.length;
 */
export function openStructures(
  { file }: Pick<StructureFiles, 'file'>,
  experimentFile: string,
): ReadonlyMap<string, Structure> {
  const paths = [file].flat().map((each) => resolve(dirname(experimentFile), each));
  const found = new Map<string, Structure>();
  for (const structure of readStructures(paths, [], () => {})) {
    if (!found.has(structure.id)) found.set(structure.id, structure);
  }
  return found;
}

/**
 * All structural descriptors that some inputs ask for.
 * @returns the reason where one of them is not defined
 * @throws {UserError} for a column that holds no element as the mobile ion
 * @example structuralNumbers(structure, [method.input], compound);
 */
export function structuralNumbers(
  structure: Structure,
  inputs: readonly PropertyInput[],
  compound: Compound,
): StructuralNumbers | string {
  const numbers: Record<string, Float64Array> = {};
  for (const { structural, mobileIon, counterIon } of inputs.flatMap(structuralParts)) {
    const ions = { mobileIon: ionReader(mobileIon)(compound), counterIon };
    const described = describeStructure(structure, 'periodic', ions, DISORDER_SEED, structural);
    if ('reason' in described) return described.reason;
    numbers[ionsKey(ions)] = described.descriptors;
  }
  return numbers;
}
