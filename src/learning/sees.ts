/** What a Learner sees: a composition, or more. */
import { fail } from '../core/errors.ts';
import type { DescriptorSet } from '../descriptors/elemental.ts';
import type { Learner, SeenPart } from './learner.ts';

/**
 * The set of elemental descriptors of a Learner that sees compositions; null of a module.
 * @throws {UserError} for one that sees more: a formula does not suffice
 * @example seenSet(readLearner('mine.json'))?.name; // 'elemental-30'
 */
export function seenSet({ name, descriptors }: Pick<Learner, 'name' | 'descriptors'>): DescriptorSet | null {
  if (descriptors === null || 'properties' in descriptors) return descriptors;
  const more = descriptors.some((part) => 'structural' in part) ? 'structures' : 'columns of its table';
  const remedy = 'label structures with it: ionsieve label --model';
  return fail(name, 'a model that sees compositions', `one that sees ${more}`, remedy);
}

/**
 * All parts of what a Learner sees; a module sees none.
 * @example seenParts(learner).some((part) => 'structural' in part); // false of a student
 */
export function seenParts({ descriptors }: Pick<Learner, 'descriptors'>): readonly SeenPart[] {
  if (descriptors === null) return [];
  return 'properties' in descriptors ? [{ elemental: descriptors }] : descriptors;
}
