/** What a method costs, in counts that no machine changes; seconds stand with the benchmarks. */
import { stream } from '../../core/random.ts';
import type { PredictorJson } from '../../models/model.ts';
import type { RegressorJson } from '../../models/regression.ts';
import { measured, type Numbers } from '../numbers.ts';
import { fittedTo, inputOf } from './answer.ts';
import type { PropertyMethod } from './define.ts';
import type { PropertyData } from './load-table.ts';

/**
 * Of a method that fits: how many numbers it keeps when it has learned from all compounds, and how many support vectors, where it has
 * any. Of one that groups: how many distances it takes, a pass.
 * @example costNumbers(method, data, 0)['cost.ridge.stored_numbers'].value;
 */
export function costNumbers(method: PropertyMethod, data: PropertyData, seed: number): Numbers {
  const key = `cost.${method.name}`;
  const rows = data.y.length;
  if (method.does === 'cluster') {
    const { kind, clusters } = method.model;
    const distances = kind === 'k-means' ? rows * clusters : (rows * (rows - 1)) / 2;
    return { [`${key}.distances`]: measured(distances, 'distances', rows) };
  }
  const json = fittedTo(method, data, Array.from(data.y.keys()), stream(seed, `cost ${method.name}`)).toJson();
  const vectors = json.parameters.supportVectors;
  return {
    [`${key}.stored_numbers`]: measured(storedNumbers(json), 'numbers', rows),
    ...(vectors && {
      [`${key}.support_vectors`]: measured(vectors.length / inputOf(method, data).cols, 'compounds', rows),
    }),
  };
}

function storedNumbers(json: PredictorJson | RegressorJson): number {
  const own = Object.values(json.parameters).reduce((sum, values) => sum + values.length, 0);
  const members = 'members' in json ? (json.members ?? []) : [];
  return members.reduce((sum, member) => sum + storedNumbers(member), own);
}
