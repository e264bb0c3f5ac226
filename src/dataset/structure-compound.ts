import { SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import type { Structure } from '../crystal/structure.ts';
import { structureFormula } from '../crystal/structure-formula.ts';
import type { Compound } from '../descriptors/descriptor.ts';
import type { Descriptors } from '../descriptors/descriptors.ts';
import { ionsKey } from './compounds.ts';
import { structuralNumbers } from './structures.ts';

/**
 * A structure as descriptors take it.
 * @param inputs the descriptors that are to be asked for
 * @param ion symbol of what moves in it, where descriptors read that from a column
 * @returns the reason where a structural descriptor is not defined
 * @throws {UserError} for a disordered structure that cannot be resolved
 * @example structureCompound(structure, [{ elemental: 'elemental-30' }]);
 */
export function structureCompound(
  structure: Structure,
  inputs: readonly Descriptors[],
  ion: string | undefined = undefined,
): Compound | string {
  const compound = {
    id: structure.id,
    composition: parseFormula(structureFormula(structure)),
    ...(ion !== undefined && { word: () => ion }),
  };
  const numbers = structuralNumbers(structure, inputs, compound);
  return typeof numbers === 'string' ? numbers : { ...compound, structural: (ions) => numbers[ionsKey(ions)]! };
}

/**
 * Of some ions those that a structure has.
 * @example ionsOfStructure(structure, ['Li', 'Na']); // ['Li']
 */
export function ionsOfStructure({ species }: Structure, ions: readonly string[]): string[] {
  return ions.filter((ion) => species.includes(SYMBOLS.indexOf(ion)));
}
