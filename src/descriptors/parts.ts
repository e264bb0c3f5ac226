/** The parts of descriptors that may be lists of lists, and whether a compound has what they need. */
import { elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { UserError } from '../core/errors.ts';
import type { Compound } from './descriptor.ts';
import { type Descriptors, elementalSet, openDescriptors, type StructuralColumns } from './descriptors.ts';
import type { DescriptorSet } from './elemental.ts';

/** Descriptors that are no list. */
export type DescriptorPart = Exclude<Descriptors, readonly Descriptors[]>;

/**
 * Lists laid out flat.
 * @example partsOf([{ elemental: 'elemental-30' }, { columns: ['gap'] }]).length; // 2
 */
export function partsOf(descriptors: Descriptors): readonly DescriptorPart[] {
  return isList(descriptors) ? descriptors.flatMap(partsOf) : [descriptors];
}

/**
 * Those of structures.
 * @example structuralParts({ columns: ['gap'] }); // []
 */
export function structuralParts(descriptors: Descriptors): StructuralColumns[] {
  return partsOf(descriptors).filter((part) => 'structural' in part);
}

/**
 * Whether a compound has all that descriptors need: no gap in a column, no element that a descriptor does not know, no structural number
 * that is not defined.
 * @example hasDescriptors({ columns: ['gap'] }, { id: 'Li2O', composition, cell: () => Number.NaN }); // false
 */
export function hasDescriptors(descriptors: Descriptors, compound: Compound): boolean {
  return partsOf(descriptors).every((part) =>
    'elemental' in part ? knowsElements(elementalSet(part), compound) : hasNumbers(part, compound),
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

function hasNumbers(part: DescriptorPart, compound: Compound): boolean {
  try {
    return Array.from(openDescriptors(part).values(compound)).every(Number.isFinite);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Array.isArray does not narrow a readonly list. */
function isList(descriptors: Descriptors): descriptors is readonly Descriptors[] {
  return Array.isArray(descriptors);
}
