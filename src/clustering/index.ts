/** ionsieve/clustering: matrices in, groups out; how good the groups are. */

export { adjustedRandIndex } from './adjusted-rand-index.ts';
export { cluster } from './cluster.ts';
export { clusterCounts } from './cluster-counts.ts';
export type { ClusterSpec, KMeansSpec, SpectralSpec, WardSpec } from './cluster-spec.ts';
export { pairDistances } from './pair-distances.ts';
export { silhouette, silhouettes } from './silhouette.ts';
export { drawParts, type Reclustered, stability } from './stability.ts';
export { type TreeTop, treeTop } from './tree-top.ts';
export { type ClusterTree, cutTree, wardTree } from './ward.ts';
