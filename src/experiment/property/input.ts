/** What a method sees of a compound: any descriptors of its composition, its structure or its row, or its anion. */
import { mostElectronegative } from '../../chemistry/composition.ts';
import { elementProperty, SYMBOLS } from '../../chemistry/elements.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { UserError } from '../../core/errors.ts';
import { type Matrix, matrixFrom } from '../../core/matrix.ts';
import type { Compound } from '../../descriptors/descriptor.ts';
import {
  type Descriptors,
  describeCompounds,
  type ElementalColumns,
  openDescriptors,
  type StructuralColumns,
} from '../../descriptors/descriptors.ts';
import { type DescriptorSet, ELEMENTAL_SETS } from '../../descriptors/elemental.ts';
import { lacksAnchor, withoutAnchor } from '../../descriptors/elemental-sets.ts';
import { scopeOf } from '../../learning/scope.ts';
import type { PropertyInput } from './method.ts';

type Part = Exclude<Descriptors, readonly Descriptors[]>;

/**
 * The descriptors of an input, lists laid out flat.
 * @example partsOf([{ elemental: 'elemental-30' }, { columns: ['gap'] }]).length; // 2
 */
export function partsOf(input: PropertyInput): readonly Part[] {
  if (input === 'anion') return [];
  return isList(input) ? input.flatMap(partsOf) : [input];
}

/**
 * The structural descriptors of an input.
 * @example structuralParts({ columns: ['gap'] }); // []
 */
export function structuralParts(input: PropertyInput): StructuralColumns[] {
  return partsOf(input).filter((part) => 'structural' in part);
}

/**
 * Whether a formula alone gives all of an input.
 * @example needsFormulaOnly([{ elemental: 'elemental-30' }, { columns: ['gap'] }]); // false
 */
export function needsFormulaOnly(input: PropertyInput): boolean {
  return partsOf(input).every((part) => 'elemental' in part);
}

/**
 * An input in a few words, for tables.
 * @example inputText({ columns: ['gap', 'density'] }); // 'gap, density'
 */
export function inputText(input: PropertyInput): string {
  if (input === 'anion') return input;
  return partsOf(input).map(partText).join(' and ');
}

function partText(part: Part): string {
  if ('elemental' in part) return setOf(part).name;
  if ('columns' in part) return part.columns.join(', ');
  return 'own' in part ? part.own.name : `${part.structural.length} structural descriptors`;
}

/**
 * Whether a compound has all of an input: no gap in a column, no element that a descriptor does not know, no structural number
 * that is not defined.
 * @example hasInput({ columns: ['gap'] }, { id: 'Li2O', composition, cell: () => Number.NaN }); // false
 */
export function hasInput(input: PropertyInput, compound: Compound): boolean {
  return partsOf(input).every((part) =>
    'elemental' in part ? knowsElements(setOf(part), compound) : has(part, compound),
  );
}

function knowsElements(
  { properties, fractionsOf }: DescriptorSet,
  { composition: { atomicNumbers } }: Compound,
): boolean {
  const values = properties.map((name) => elementProperty(name).values);
  return Array.from(atomicNumbers).every(
    (z) => values.every((of) => !Number.isNaN(of[z]!)) && (fractionsOf?.includes(SYMBOLS[z]!) ?? true),
  );
}

function has(part: Part, compound: Compound): boolean {
  try {
    return Array.from(openDescriptors(part).values(compound)).every(Number.isFinite);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/**
 * The set of elemental descriptors, counting the ion that all compounds have; where they have none, without the columns that count it.
 * @param learned the compounds that are learned from
 * @example setFor({ elemental: 'elemental-full' }, [parseFormula('Na3PS4'), parseFormula('NaCl')]).anchor; // 'Na'
 */
export function setFor(part: ElementalColumns, learned: readonly Composition[]): DescriptorSet {
  const set = setOf(part);
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

function setOf({ elemental, ...anchored }: ElementalColumns): DescriptorSet {
  return { ...(typeof elemental === 'string' ? ELEMENTAL_SETS[elemental] : elemental), ...anchored };
}

/** Array.isArray does not narrow a readonly list. */
function isList(input: Descriptors): input is readonly Descriptors[] {
  return Array.isArray(input);
}
