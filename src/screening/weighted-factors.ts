/** Columns of a descriptor set with weights, sorted by how they factor (src/descriptors/factors.ts). */
import type { Factor } from '../descriptors/factors.ts';

/** A column of a descriptor set and what to multiply it with. */
export interface Weighted<F> {
  readonly column: number;
  readonly weight: number;
  readonly factor: F;
}

/** A weighted column that factors in one way. */
export type OfForm<Form> = Weighted<Extract<Factor, { form: Form }>>;

/**
 * Columns by how they factor. Deviations with a positive weight come first, else everything in the order of its columns.
 * @example sortFactors(weighted).deviations.length;
 */
export function sortFactors(weighted: readonly Weighted<Factor>[]) {
  const ofForm = <Form extends Factor['form']>(form: Form): OfForm<Form>[] =>
    weighted.filter((term): term is OfForm<Form> => term.factor.form === form);
  const deviations = ofForm('deviation').sort((a, b) => Math.sign(b.weight) - Math.sign(a.weight));
  return { means: ofForm('mean'), constants: ofForm('constant'), deviations };
}

/**
 * Writes (w (v_i - v_j))^2 for the elements of a set: pair by pair, and within a pair deviation by deviation.
 * @example readPairs(deviations, elements, terms.pairs);
 */
export function readPairs(deviations: readonly OfForm<'deviation'>[], elements: Uint8Array, pairs: Float64Array): void {
  let at = 0;
  for (let i = 0; i < elements.length; i++) {
    for (let j = i + 1; j < elements.length; j++) {
      for (const { weight, factor } of deviations) {
        const difference = weight * (factor.values[elements[i]!]! - factor.values[elements[j]!]!);
        pairs[at++] = difference * difference;
      }
    }
  }
}
