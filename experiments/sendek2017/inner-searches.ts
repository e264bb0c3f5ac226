/**
 * What a search over subsets is worth: the same search in noise, with each material left out of all of it, at other thresholds of
 * fast conduction and with other penalties. Every search tries every subset up to a size.
 */
import { stream } from 'ionsieve';
import { createMatrix, startProgress } from 'ionsieve/core';
import {
  bestSubsets,
  compareSubsets,
  leftOutScores,
  type ScoredSubset,
  type SubsetProblem,
  withoutEachRow,
} from 'ionsieve/evaluation';
import type { OwnRunOptions } from 'ionsieve/experiment';
import type { SearchEffort, SearchPlan } from './define.ts';
import { fastLabels, type SearchMaterials } from './materials.ts';

/** Best subset of each size from 1. */
type BySize = readonly ScoredSubset[];

/** A search at another threshold. */
export interface ThresholdSearch {
  readonly thresholdSPerCm: number;
  /** Materials at or above it. */
  readonly fast: number;
  /** undefined where a class has fewer than two materials. */
  readonly best: ScoredSubset | undefined;
}

/** What all searches found. */
export interface InnerSearches {
  /** One a draw. */
  readonly noise: readonly BySize[];
  /** One a material left out. */
  readonly nested: readonly BySize[];
  readonly thresholds: readonly ThresholdSearch[];
  readonly penalties: readonly { readonly l2: number; readonly bySize: BySize }[];
}

/**
 * Does all the searches, together on the threads.
 * @example (await searchInside(plan, effort, materials, { threads: 2 })).noise.length; // draws
 */
export async function searchInside(
  plan: SearchPlan,
  { draws, innerSubsetSize }: SearchEffort,
  { materials, problem }: SearchMaterials,
  { threads, signal }: Pick<OwnRunOptions, 'threads' | 'signal'>,
): Promise<InnerSearches> {
  const noise = Array.from({ length: draws }, (_, draw) => drawNoise(problem, plan.seed, draw));
  const nested = withoutEachRow(problem);
  const scan = plan.thresholdsSPerCm.map((threshold) => ({ ...problem, y: fastLabels(materials, threshold) }));
  const learnable = scan.filter(({ y }) => countFast(y) > 1 && countFast(y) < y.length - 1);
  const penalties = plan.otherL2.map((l2) => ({ ...problem, l2 }));
  const problems = [...noise, ...nested, ...learnable, ...penalties];
  const bar = startProgress(
    'searches in noise, without each material, at other thresholds',
    problems.length,
    'searches',
  );
  let done = 0;
  const found = await bestSubsets(problems, innerSubsetSize, { threads, signal, onDone: () => bar.update(++done) });
  bar.stop();
  const of = <Problem extends SubsetProblem>(problem: Problem) => found[problems.indexOf(problem)];
  return {
    noise: noise.map((each) => of(each)!),
    nested: nested.map((each) => of(each)!),
    thresholds: scan.map((each, i) => ({
      thresholdSPerCm: plan.thresholdsSPerCm[i]!,
      fast: countFast(each.y),
      best: bestOf(of(each) ?? []),
    })),
    penalties: penalties.map((each) => ({ l2: each.l2, bySize: of(each)! })),
  };
}

/**
 * The best of any size.
 * @example bestOf(bySize)?.errors;
 */
export function bestOf(bySize: BySize): ScoredSubset | undefined {
  return [...bySize].sort(compareSubsets)[0];
}

/**
 * Scores of the materials by subsets that were chosen and fitted without them.
 * @param size of the subset; the best of any size if not given
 * @example nestedScores(materials.problem, searches.nested, 5);
 */
export function nestedScores(problem: SubsetProblem, nested: readonly BySize[], size?: number): Float64Array {
  return leftOutScores(
    problem,
    nested.map((bySize) => (size === undefined ? bestOf(bySize)! : bySize[size - 1]!).columns),
  );
}

/** Uniform on [0, 1), as in the paper. */
function drawNoise(problem: SubsetProblem, seed: number, draw: number): SubsetProblem {
  const random = stream(seed, `noise ${draw}`);
  const X = createMatrix(problem.X.rows, problem.X.cols);
  for (let i = 0; i < X.data.length; i++) X.data[i] = random();
  return { ...problem, X };
}

function countFast(y: ArrayLike<number>): number {
  return Array.from(y).filter((label) => label === 1).length;
}
