/** The numbers of the inner searches: how low noise gets, and how much of the low error is left on materials that had no say. */
import { classificationMetrics } from 'ionsieve';
import type { ScoredSubset } from 'ionsieve/evaluation';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import type { SearchEffort, SearchPlan } from './define.ts';
import { bestOf, type InnerSearches, nestedScores } from './inner-searches.ts';
import { type SearchMaterials, symbolsOf } from './materials.ts';
import { errorNumber } from './published.ts';

/** A threshold and the best subset there. */
export interface ThresholdRow {
  readonly threshold_S_per_cm: number;
  readonly fast: number;
  /** Of always calling the commoner class. */
  readonly majority_error: number | null;
  /** null where a class has fewer than two materials, and nothing can be learned. */
  readonly best_error: number | null;
  readonly descriptors: readonly string[];
}

/** A material, and how it was judged while it was left out. */
export interface JudgedMaterial {
  readonly formula: string;
  readonly conductivity_S_per_cm: number;
  readonly fast: boolean;
  /** Log-odds by the best of all subsets, fitted without the material but chosen with it. */
  readonly best_subset: number | null;
  /** Log-odds by the best of the subsets of the inner searches, fitted and chosen without it. */
  readonly nested: number | null;
  /** The descriptors that were chosen without it. */
  readonly chosen_without: readonly string[];
}

/**
 * Errors of the best subsets of noise and their p values, of nested searches, of other thresholds and of other penalties.
 * @param whole the best subset of each size on the materials themselves, as far as the inner searches go
 * @example innerNumbers(plan, effort, materials, searches, whole)['nested.any.leave_one_out_error'].interval;
 */
export function innerNumbers(
  plan: SearchPlan,
  effort: SearchEffort,
  materials: SearchMaterials,
  searches: InnerSearches,
  whole: readonly ScoredSubset[],
): Numbers {
  const { problem } = materials;
  const rows = problem.X.rows;
  const numbers: Numbers = {};
  const record = (size: number | undefined, ours: ScoredSubset) => {
    const key = size === undefined ? 'any' : `n${size}`;
    const drawn = searches.noise.map((bySize) => (size === undefined ? bestOf(bySize)! : bySize[size - 1]!).errors);
    const reaching = drawn.filter((errors) => errors <= ours.errors).length;
    const draws = drawn.length;
    const mean = drawn.reduce((sum, errors) => sum + errors, 0) / draws / rows;
    numbers[`noise.${key}.leave_one_out_error`] = measured(mean, 'share', draws);
    numbers[`noise.${key}.least_error`] = measured(Math.min(...drawn) / rows, 'share', draws);
    numbers[`noise.${key}.p`] = measured((1 + reaching) / (1 + draws), 'probability', draws);
    const scores = nestedScores(problem, searches.nested, size);
    const { resamples } = effort;
    const options = { resamples, seed: plan.seed, label: `nested ${key}` };
    numbers[`nested.${key}.leave_one_out_error`] = errorNumber(problem.y, scores, options);
    const { mcc, auc } = classificationMetrics(problem.y, scores);
    numbers[`nested.${key}.mcc`] = measured(mcc, 'score', rows);
    numbers[`nested.${key}.auc`] = measured(auc, 'score', rows);
  };
  for (const best of whole) record(best.columns.length, best);
  record(undefined, bestOf(whole)!);
  for (const { l2, bySize } of searches.penalties) {
    bySize.forEach(({ errors }, i) => {
      numbers[`penalty.${l2.toExponential()}.n${i + 1}.leave_one_out_error`] = measured(errors / rows, 'share', rows);
    });
  }
  for (const { threshold_S_per_cm, best_error } of thresholdRows(materials, searches)) {
    const key = `threshold.${threshold_S_per_cm.toExponential()}.leave_one_out_error`;
    numbers[key] = measured(best_error, 'share', rows);
  }
  return numbers;
}

/**
 * The scan of thresholds, as a table.
 * @example thresholdRows(materials, searches)[0].threshold_S_per_cm; // 1e-7
 */
export function thresholdRows(materials: SearchMaterials, { thresholds }: InnerSearches): ThresholdRow[] {
  const rows = materials.problem.X.rows;
  return thresholds.map(({ thresholdSPerCm, fast, best }) => ({
    threshold_S_per_cm: thresholdSPerCm,
    fast,
    majority_error: roundOnce(Math.min(fast, rows - fast) / rows),
    best_error: best ? roundOnce(best.errors / rows) : null,
    descriptors: best ? symbolsOf(materials, best.columns) : [],
  }));
}

/**
 * Every material as it was judged, fastest first.
 * @param bestScores left-out scores of the best of all subsets
 * @example judgeMaterials(materials, searches, scores)[0].formula;
 */
export function judgeMaterials(
  materials: SearchMaterials,
  { nested }: InnerSearches,
  bestScores: Float64Array,
): JudgedMaterial[] {
  const scores = nestedScores(materials.problem, nested);
  return materials.materials
    .map(({ formula, conductivitySPerCm }, i) => ({
      formula,
      conductivity_S_per_cm: conductivitySPerCm,
      fast: materials.problem.y[i] === 1,
      best_subset: roundOnce(bestScores[i]!),
      nested: roundOnce(scores[i]!),
      chosen_without: symbolsOf(materials, bestOf(nested[i]!)!.columns),
    }))
    .sort((a, b) => b.conductivity_S_per_cm - a.conductivity_S_per_cm || (a.formula < b.formula ? -1 : 1));
}
