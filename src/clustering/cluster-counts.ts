/** The same rows in several numbers of clusters: the tree of Ward and the eigenvectors of a graph are found once for all of them. */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import type { ClusterSpec } from './cluster-spec.ts';
import { kMeans } from './k-means.ts';
import { leadingEigenvectors } from './leading-eigenvectors.ts';
import { embedRows, nearestGraph } from './spectral.ts';
import { cutTree, wardTree } from './ward.ts';

/**
 * Cluster of each row for each number of clusters, numbered by first appearance.
 * @param spec the way; its own number of clusters is not used
 * @param X rows x columns, for k-means
 * @param distances of all pairs of rows of X, for the others
 * @param counts numbers of clusters
 * @param random source of the starts of k-means and eigenvectors
 * @returns one list of labels for each count, in their order
 * @throws {UserError} with fewer distinct rows than clusters, or when eigenvectors do not settle
 * @example clusterCounts({ kind: 'ward', clusters: 7 }, X, pairDistances(X), [2, 3], stream(0, 'clusters')).length; // 2
 */
export function clusterCounts(
  spec: ClusterSpec,
  X: Matrix,
  distances: Matrix,
  counts: readonly number[],
  random: Stream,
): Int32Array[] {
  switch (spec.kind) {
    case 'k-means':
      return counts.map((clusters) => kMeans(X, clusters, spec.restarts, random).labels);
    case 'ward': {
      const tree = wardTree(distances);
      return counts.map((clusters) => cutTree(tree, clusters));
    }
    case 'spectral': {
      const most = counts.reduce((a, b) => Math.max(a, b), 1);
      const { vectors } = leadingEigenvectors(nearestGraph(distances, spec.neighbours), most, random);
      return counts.map((clusters) => kMeans(embedRows(vectors, clusters), clusters, spec.restarts, random).labels);
    }
  }
}
