/** Run-time check of ways to group rows. */
import type { ClusterSpec, KMeansSpec, SpectralSpec, WardSpec } from '../../clustering/cluster-spec.ts';
import { byKey, count, record, word } from './parts.ts';

/** See {@link ClusterSpec}. */
export const clusterSpec = byKey<ClusterSpec>('kind', {
  'k-means': record<KMeansSpec>({ kind: word('k-means'), clusters: count, restarts: count }),
  ward: record<WardSpec>({ kind: word('ward'), clusters: count }),
  spectral: record<SpectralSpec>({ kind: word('spectral'), clusters: count, neighbours: count, restarts: count }),
});
