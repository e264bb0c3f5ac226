/** What a method sees of a compound: any descriptors of its composition, its structure or its row, or its anion. */
import { mostElectronegative } from '../../chemistry/composition.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { type Matrix, matrixFrom } from '../../core/matrix.ts';
import type { Compound } from '../../descriptors/descriptor.ts';
import {
  type Descriptors,
  describeCompounds,
  type ElementalColumns,
  elementalSet,
} from '../../descriptors/descriptors.ts';
import type { DescriptorSet } from '../../descriptors/elemental.ts';
import { lacksAnchor, withoutAnchor } from '../../descriptors/elemental-sets.ts';
import { type DescriptorPart, partsOf } from '../../descriptors/parts.ts';
import { scopeOf } from '../../learning/scope.ts';
import type { PropertyInput } from './method.ts';

/**
 * The descriptors of an input: none for the anion.
 * @example descriptorsOf('anion'); // []
 */
export function descriptorsOf(input: PropertyInput): Descriptors {
  return input === 'anion' ? [] : input;
}

/**
 * Whether a formula alone gives all of an input.
 * @example needsFormulaOnly([{ elemental: 'elemental-30' }, { columns: ['gap'] }]); // false
 */
export function needsFormulaOnly(input: PropertyInput): boolean {
  return partsOf(descriptorsOf(input)).every((part) => 'elemental' in part);
}

/**
 * An input in a few words, for tables.
 * @example inputText({ columns: ['gap', 'density'] }); // 'gap, density'
 */
export function inputText(input: PropertyInput): string {
  if (input === 'anion') return input;
  return partsOf(input).map(partText).join(' and ');
}

function partText(part: DescriptorPart): string {
  if ('elemental' in part) return elementalSet(part).name;
  if ('columns' in part) return part.columns.join(', ');
  return 'own' in part ? part.own.name : `${part.structural.length} structural descriptors`;
}

/**
 * The set of elemental descriptors, counting the ion that all compounds have; where they have none, without the columns that count it.
 * @param learned the compounds that are learned from
 * @example setFor({ elemental: 'elemental-full' }, [parseFormula('Na3PS4'), parseFormula('NaCl')]).anchor; // 'Na'
 */
export function setFor(part: ElementalColumns, learned: readonly Composition[]): DescriptorSet {
  const set = elementalSet(part);
  if (!lacksAnchor(set)) return set;
  const { anchor } = scopeOf(learned);
  return anchor === null ? withoutAnchor(set) : { ...set, anchor };
}

/**
 * One row a compound.
 * @param learned the compounds that are learned from
 * @throws {UserError} for a compound that lacks what a descriptor needs
 * @example inputMatrix('anion', [{ id: 'Li2O', composition }], [composition]).data; // [8]
 */
export function inputMatrix(
  input: PropertyInput,
  compounds: readonly Compound[],
  learned: readonly Composition[],
): Matrix {
  if (input === 'anion') return matrixFrom(compounds.map(({ composition }) => [mostElectronegative(composition)]));
  const parts = partsOf(input).map((part) => ('elemental' in part ? { elemental: setFor(part, learned) } : part));
  return describeCompounds(parts, compounds);
}
