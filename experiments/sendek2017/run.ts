/** Runs a subset search: the search itself, what it is worth, the published model, the funnel and the marks of the candidates. */
import { loadLabelTable, loadTraining, publishedTeacher } from 'ionsieve';
import { createSubsetScorer } from 'ionsieve/evaluation';
import { type Numbers, type OwnFindings, type OwnRunOptions, roundOnce } from 'ionsieve/experiment';
import type { SearchEffort, SearchPlan } from './define.ts';
import { countFunnel, type FunnelStep, funnelNumbers } from './funnel.ts';
import {
  innerNumbers,
  type JudgedMaterial,
  judgeMaterials,
  type ThresholdRow,
  thresholdRows,
} from './inner-numbers.ts';
import { bestOf, searchInside } from './inner-searches.ts';
import {
  type ComparedDescriptor,
  compareDescriptors,
  descriptorNumbers,
  materialNumbers,
  searchMaterials,
} from './materials.ts';
import { publishedNumbers } from './published.ts';
import { markCandidates, type ReliableCandidate, reliabilityNumbers } from './reliability.ts';
import { type NamedSubset, nameSubset, searchWhole } from './whole-search.ts';

/** Subsets of one size. */
export interface CurveRow {
  readonly size: number;
  readonly subsets: number;
  readonly best: NamedSubset;
  /** Subsets with so many errors, from 0 to all materials. */
  readonly error_counts: readonly number[];
}

/** What the run finds. */
export interface SearchFindings extends OwnFindings {
  readonly max_subset_size: number;
  readonly inner_subset_size: number;
  readonly l2: number;
  readonly curve: readonly CurveRow[];
  readonly paper_curve: SearchPlan['paperCurve'];
  /** The best of all, of any size. */
  readonly leaders: readonly NamedSubset[];
  /** Errors of the best subset of each draw of noise, of any size up to the inner one. */
  readonly noise_errors: readonly number[];
  readonly thresholds: readonly ThresholdRow[];
  readonly materials: readonly JudgedMaterial[];
  readonly descriptors: readonly ComparedDescriptor[];
  readonly funnel: readonly FunnelStep[];
  readonly candidates: readonly ReliableCandidate[];
}

/**
 * Runs a search over subsets of descriptors. The same on any number of threads.
 * @throws {UserError} when a shipped table was changed
 * @example (await searchDescriptors(plan, effort, { threads: 2 })).numbers['subset_search.n2.leave_one_out_error'];
 */
export async function searchDescriptors(
  plan: SearchPlan,
  effort: SearchEffort,
  options: Pick<OwnRunOptions, 'threads' | 'signal'>,
): Promise<SearchFindings> {
  const { maxSubsetSize, innerSubsetSize } = effort;
  const training = loadTraining();
  const table = loadLabelTable();
  const materials = searchMaterials(plan, training);
  const whole = await searchWhole(materials, maxSubsetSize, options);
  const searches = await searchInside(plan, effort, materials, options);
  const bySize = whole.tallies.slice(0, innerSubsetSize).map(({ best }) => best[0]!);
  const descriptors = compareDescriptors(plan.descriptors, materials, training.length);
  const candidates = markCandidates(materials, table);
  const ids = candidates.map(({ id }) => id);
  const teacher = publishedTeacher(training);
  const funnel = countFunnel(table, teacher, plan, ids);
  const numbers: Numbers = {
    ...materialNumbers(plan, training, materials),
    ...descriptorNumbers(descriptors, materials.materials.length),
    ...whole.numbers,
    ...publishedNumbers(plan, effort, materials, whole),
    ...innerNumbers(plan, effort, materials, searches, bySize),
    ...funnelNumbers(funnel),
    ...reliabilityNumbers(candidates),
  };
  const bestScorer = createSubsetScorer(materials.problem);
  bestScorer.errors(whole.leaders[0]!.columns);
  return {
    numbers,
    max_subset_size: maxSubsetSize,
    inner_subset_size: innerSubsetSize,
    l2: plan.l2,
    curve: whole.tallies.map(({ size, subsets, counts, best }) => ({
      size,
      subsets,
      best: nameSubset(materials, best[0]!),
      error_counts: counts,
    })),
    paper_curve: plan.paperCurve,
    leaders: whole.leaders.map((subset) => nameSubset(materials, subset)),
    noise_errors: searches.noise.map((sizes) => roundOnce(bestOf(sizes)!.errors / materials.materials.length)!),
    thresholds: thresholdRows(materials, searches),
    materials: judgeMaterials(materials, searches, bestScorer.scores),
    descriptors,
    funnel,
    candidates,
  };
}
