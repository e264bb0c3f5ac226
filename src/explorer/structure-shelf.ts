/** Structures that can be shown, by id and by formula. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { readStructures } from '../crystal/read-structures.ts';
import type { Structure } from '../crystal/structure.ts';
import { structureFormula } from '../crystal/structure-formula.ts';
import type { StructureEntry } from './api-compounds.ts';

/** The structures of some files. */
export interface StructureShelf {
  /** @throws {UserError} for an id that is not there */
  structure(id: string): Structure;
  /** Those of a reduced formula. */
  of(formula: string): readonly StructureEntry[];
}

/**
 * Reads all structures of some files and folders; of several with one id the first counts.
 * @throws {UserError} for whatever readStructures refuses
 * @example openShelf(['data/sample/training-structures']).of('Li3N')[0].id; // 'Li3N'
 */
export function openShelf(paths: readonly string[]): StructureShelf {
  const structures = new Map<string, Structure>();
  const entries = new Map<string, StructureEntry[]>();
  for (const structure of readStructures(paths)) {
    const { id } = structure;
    if (structures.has(id)) continue;
    structures.set(id, structure);
    const formula = structureFormula(structure);
    const reduced = reducedFormula(parseFormula(formula));
    const others = entries.get(reduced);
    if (others === undefined) entries.set(reduced, [{ id, formula }]);
    else others.push({ id, formula });
  }
  return {
    structure: (id) =>
      structures.get(id) ?? fail('structure', 'an id of the list', JSON.stringify(id), 'look it up again'),
    of: (formula) => entries.get(formula) ?? [],
  };
}
