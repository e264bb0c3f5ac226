/** Run-time check of experiments that search among subsets of descriptors. */
import { z } from 'zod';
import type {
  PaperFunnel,
  SearchedDescriptor,
  SubsetSearchEffort,
  SubsetSearchExperiment,
} from '../subset-search/define.ts';
import { claim, count, expected, list, record, text } from './parts.ts';

const effort = record<SubsetSearchEffort>({
  maxSubsetSize: count,
  innerSubsetSize: count,
  draws: count,
  resamples: count,
});

const funnel = record<PaperFunnel>({
  lithium: count,
  on_hull: count,
  no_transition_metal: count,
  gap: count,
  oxidation_potential: count,
  prerequisites: count,
  prerequisites_and_fast: count,
  fast: count,
});

/** See {@link SubsetSearchExperiment}. */
export const subsetSearchSchema = record<SubsetSearchExperiment>({
  ...claim('subset-search', effort),
  exhaustive: effort,
  exhaustiveExpected: expected,
  descriptors: list(record<SearchedDescriptor>({ symbol: text, mean: z.number(), sd: z.number() })),
  l2: z.number().positive(),
  otherL2: list(z.number().positive()),
  fastSPerCm: z.number().positive(),
  thresholdsSPerCm: list(z.number().positive()),
  leastGapEV: z.number(),
  paperFunnel: funnel,
  paperCurve: list(record<{ readonly size: number; readonly error: number }>({ size: count, error: z.number() })),
});
