/** Run-time check of experiments that group compounds. */
import { z } from 'zod';
import type { ClusterSpec, KMeansSpec, SpectralSpec, WardSpec } from '../../clustering/cluster-spec.ts';
import type { PatternOptions } from '../../crystal/powder-pattern.ts';
import type { ClusteringEffort, ClusteringExperiment } from '../clustering/define.ts';
import { byKey, claim, count, list, record, text, word } from './parts.ts';

/** See {@link ClusterSpec}. */
export const clusterSpec = byKey<ClusterSpec>('kind', {
  'k-means': record<KMeansSpec>({ kind: word('k-means'), clusters: count, restarts: count }),
  ward: record<WardSpec>({ kind: word('ward'), clusters: count }),
  spectral: record<SpectralSpec>({ kind: word('spectral'), clusters: count, neighbours: count, restarts: count }),
});

const effort = record<ClusteringEffort>({ everyNth: count, parts: count, permutations: count, resamples: count });

/** See {@link ClusteringExperiment}. */
export const clusteringSchema = record<ClusteringExperiment>({
  ...claim('clustering', effort),
  pattern: record<PatternOptions>({ bins: count, largest: z.number(), widthDegrees: z.number() }),
  sameWithin: z.number(),
  methods: list(clusterSpec),
  counts: list(count),
  partShare: z.number(),
  fastFrom: z.number(),
  leastMeasured: count,
  otherWidths: list(z.number()),
  finds: list(text),
  candidates: count,
  candidatesWithin: z.number(),
});
