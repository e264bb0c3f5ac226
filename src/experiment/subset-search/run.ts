/** Runs a subset search: the search itself, what it is worth, the published model, the funnel and the marks of the candidates. */

import { createSubsetScorer } from '../../evaluation/subset-scorer.ts';
import { loadLabelTable } from '../../transfer/label-table.ts';
import { publishedTeacher } from '../../transfer/teacher.ts';
import { loadTraining } from '../../transfer/training-data.ts';
import { type Expectation, type Findings, findingsOf, type RunOptions } from '../findings.ts';

import { type Numbers, roundOnce } from '../numbers.ts';

import { checkPublishedThreshold } from '../transfer/check-transfer.ts';
import type { SubsetSearchExperiment } from './define.ts';
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

/** How to run: `exhaustive` tries every subset. */
export interface SubsetRunOptions extends Omit<RunOptions, 'effort'> {
  readonly effort: RunOptions['effort'] | 'exhaustive';
}

/** Subsets of one size. */
export interface CurveRow {
  readonly size: number;
  readonly subsets: number;
  readonly best: NamedSubset;
  /** Subsets with so many errors, from 0 to all materials. */
  readonly error_counts: readonly number[];
}

/** The content of summary.json. */
export interface SubsetSearchSummary extends Findings {
  readonly kind: 'subset-search';
  readonly max_subset_size: number;
  readonly inner_subset_size: number;
  readonly l2: number;
  readonly curve: readonly CurveRow[];
  readonly paper_curve: SubsetSearchExperiment['paperCurve'];
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
 * @example (await runSubsetSearch(sendek2017, { effort: 'quick', threads: 2 })).numbers['subset_search.n2.leave_one_out_error'];
 */
export async function runSubsetSearch(
  experiment: SubsetSearchExperiment,
  options: SubsetRunOptions,
): Promise<SubsetSearchSummary> {
  checkPublishedThreshold(experiment.fastSPerCm);
  const effort = experiment[options.effort];
  const { maxSubsetSize, innerSubsetSize } = effort;
  const training = loadTraining();
  const table = loadLabelTable();
  const materials = searchMaterials(experiment, training);
  const whole = await searchWhole(materials, maxSubsetSize, options);
  const searches = await searchInside(experiment, effort, materials, options);
  const bySize = whole.tallies.slice(0, innerSubsetSize).map(({ best }) => best[0]!);
  const descriptors = compareDescriptors(experiment.descriptors, materials, training.length);
  const candidates = markCandidates(materials, table);
  const ids = candidates.map(({ id }) => id);
  const teacher = publishedTeacher(training);
  const funnel = countFunnel(table, teacher, experiment.paperFunnel, experiment.leastGapEV, ids);
  const numbers: Numbers = {
    ...materialNumbers(experiment, training, materials),
    ...descriptorNumbers(descriptors, materials.materials.length),
    ...whole.numbers,
    ...publishedNumbers(experiment, effort, materials, whole),
    ...innerNumbers(experiment, effort, materials, searches, bySize),
    ...funnelNumbers(funnel),
    ...reliabilityNumbers(candidates),
  };
  const bestScorer = createSubsetScorer(materials.problem);
  bestScorer.errors(whole.leaders[0]!.columns);
  return {
    ...findingsOf(
      experiment,
      options.effort === 'quick' ? 'quick' : 'full',
      numbers,
      expectedOfSubsetSearch(experiment, options.effort),
    ),
    max_subset_size: maxSubsetSize,
    inner_subset_size: innerSubsetSize,
    l2: experiment.l2,
    curve: whole.tallies.map(({ size, subsets, counts, best }) => ({
      size,
      subsets,
      best: nameSubset(materials, best[0]!),
      error_counts: counts,
    })),
    paper_curve: experiment.paperCurve,
    leaders: whole.leaders.map((subset) => nameSubset(materials, subset)),
    noise_errors: searches.noise.map((sizes) => roundOnce(bestOf(sizes)!.errors / materials.materials.length)!),
    thresholds: thresholdRows(materials, searches),
    materials: judgeMaterials(materials, searches, bestScorer.scores),
    descriptors,
    funnel,
    candidates,
  };
}

/**
 * What is expected of a run: a quick one has no numbers of the larger subsets, and an exhaustive one has those of all.
 * @example expectedOfSubsetSearch(sendek2017, 'quick').some(({ number }) => number === 'subset_search.n5.leave_one_out_error'); // false
 */
export function expectedOfSubsetSearch(
  experiment: SubsetSearchExperiment,
  effort: SubsetRunOptions['effort'],
): Expectation[] {
  const { maxSubsetSize } = experiment[effort];
  return [...experiment.expected, ...experiment.exhaustiveExpected].filter(({ number }) => {
    const [, size] = /^subset_search\.n(\d+)\./.exec(number) ?? [];
    return size === undefined || Number(size) <= maxSubsetSize;
  });
}
