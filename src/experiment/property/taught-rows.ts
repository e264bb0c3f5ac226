/** The rows that a method learns from, each as many times as it counts. */
import { fail } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { PropertyStudent } from './chain.ts';
import type { PropertyMethod } from './method.ts';

type Learns = Pick<PropertyMethod | PropertyStudent, 'name' | 'model'>;

/**
 * Rows to learn from; where a table has a weight, each is named so many times.
 * @throws {UserError} for weights and a method that has none: one that groups, or asks several neighbours, for which the same row many times
 * would be all of them
 * @example taughtRows(method, dataset, [0, 1, 2]);
 */
export function taughtRows(
  { name, model }: Learns,
  { weights }: Pick<Dataset, 'weights'>,
  rows: ArrayLike<number>,
): ArrayLike<number> {
  if (weights === null) return rows;
  if (!takesWeights(model)) {
    fail(
      `method ${name}`,
      'a model that rows can be weighed for',
      model.kind,
      'leave it or the weights of the tables out',
    );
  }
  return Array.from(rows).flatMap((row) => Array<number>(weights[row]!).fill(row));
}

function takesWeights(model: Learns['model']): boolean {
  if ('clusters' in model) return false;
  if ('neighbours' in model) return model.neighbours === 1;
  return model.kind !== 'blend' || model.members.every(takesWeights);
}
