/**
 * Batched typed arrays: the descriptors of a block of compounds column by column, then a matrix-vector product. Plain
 * TypeScript without knowledge of what the student makes of the descriptors.
 */
import { elementProperty } from '../../src/chemistry/elements.ts';
import type { Statistic } from '../../src/descriptors/elemental.ts';
import { predictorFromJson } from '../../src/models/model.ts';
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import type { Method } from './measure.ts';
import { fractionColumns } from './vectors.ts';

/** Compounds at once: of 64 to 65536 as good as any for both students. */
const BLOCK = 4096;

/** Batched typed arrays over element sets of one arity. */
export function typedArrays(
  { descriptors, model }: ScreeningStudent,
  sets: readonly Uint8Array[],
  arity: number,
  max: number,
): Method {
  const { weights, intercept } = predictorFromJson(model, 'student').linear!;
  const properties = descriptors.properties.map((name) => elementProperty(name).values);
  const fractions = fractionColumns(arity, max);
  const compounds = fractions[0]!.length;
  const block = Array.from(weights, () => new Float64Array(BLOCK));
  const means = new Float64Array(BLOCK);
  const scores = new Float64Array(BLOCK);

  const describe = (elements: Uint8Array, start: number, count: number): void => {
    let column = 0;
    for (const property of properties) {
      const values = Float64Array.from(elements, (Z) => property[Z]!);
      weightedMeans(values, fractions, start, count, means);
      for (const statistic of descriptors.statistics) {
        fillColumn(statistic, values, fractions, start, count, means, block[column++]!);
      }
    }
  };
  const multiply = (count: number): void => {
    scores.fill(intercept);
    for (let column = 0; column < block.length; column++) {
      const values = block[column]!;
      const weight = weights[column]!;
      for (let row = 0; row < count; row++) scores[row]! += weight * values[row]!;
    }
  };
  return {
    name: 'batched typed arrays',
    compounds: sets.length * compounds,
    run() {
      let above = 0;
      for (const elements of sets) {
        for (let start = 0; start < compounds; start += BLOCK) {
          const count = Math.min(BLOCK, compounds - start);
          describe(elements, start, count);
          multiply(count);
          for (let row = 0; row < count; row++) if (scores[row]! >= 0) above++;
        }
      }
      return above;
    },
  };
}

function weightedMeans(
  values: Float64Array,
  fractions: readonly Float64Array[],
  start: number,
  count: number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let i = 0; i < values.length; i++) {
    const share = fractions[i]!;
    const value = values[i]!;
    for (let row = 0; row < count; row++) out[row]! += value * share[start + row]!;
  }
}

function fillColumn(
  statistic: Statistic,
  values: Float64Array,
  fractions: readonly Float64Array[],
  start: number,
  count: number,
  means: Float64Array,
  out: Float64Array,
): void {
  if (statistic === 'mean') out.set(means);
  if (statistic === 'min') out.fill(Math.min(...values));
  if (statistic === 'max') out.fill(Math.max(...values));
  if (statistic === 'range') out.fill(Math.max(...values) - Math.min(...values));
  if (statistic !== 'sd') return;
  out.fill(0);
  for (let i = 0; i < values.length; i++) {
    const share = fractions[i]!;
    const value = values[i]!;
    for (let row = 0; row < count; row++) out[row]! += share[start + row]! * (value - means[row]!) ** 2;
  }
  for (let row = 0; row < count; row++) out[row] = Math.sqrt(out[row]!);
}
