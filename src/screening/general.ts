/**
 * The engine of a general plan: descriptors and model compound by compound, a row at a time, in float64. For students that
 * are not linear, or have a descriptor that does not factor.
 */
import { createComposition } from '../chemistry/composition.ts';
import { elementalDescriptors } from '../descriptors/elemental.ts';
import { predictorFromJson } from '../models/model.ts';
import { readCoefficients } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import type { SetEngine } from './engine.ts';
import { type RowScorer, rowEngine } from './twin.ts';

/**
 * The engine of any plan for one arity: slow, and right.
 * @example const engine = createGeneral(plan, 3); engine.load(elements); engine.score(0);
 */
export function createGeneral(plan: ScreeningPlan, arity: number): SetEngine {
  return rowEngine(generalRows(plan, arity), arity, plan.space.maxCoefficient);
}

function generalRows({ space, student }: ScreeningPlan, arity: number): RowScorer {
  const { descriptors, slope, offset } = student;
  const predictor = predictorFromJson(student.model, 'student');
  const max = space.maxCoefficient;
  const coefficients = new Uint8Array(arity);
  let elements: Uint8Array = new Uint8Array(arity);
  const scoreSpan = (first: number, count: number): Float64Array => {
    const compositions = Array.from({ length: count }, (_, n) =>
      createComposition(elements, readCoefficients(first + n, max, coefficients)),
    );
    return predictor.score(elementalDescriptors(compositions, descriptors));
  };
  return {
    load(next) {
      elements = next;
    },
    scoreRow(row, out) {
      const scores = scoreSpan(row * max, max);
      for (let n = 0; n < max; n++) out[n] = slope * scores[n]! + offset;
    },
    score: (index) => slope * scoreSpan(index, 1)[0]! + offset,
  };
}
