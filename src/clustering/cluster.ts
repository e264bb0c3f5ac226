/**
 * Groups rows by likeness, without labels: k-means, Ward's agglomeration or spectral clustering. Distances are Euclidean on
 * the columns as they stand: whoever calls brings them to one scale, where they are not of one kind.
 */
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { clusterCounts } from './cluster-counts.ts';
import type { ClusterSpec } from './cluster-spec.ts';
import { pairDistances } from './pair-distances.ts';

export type { ClusterSpec, KMeansSpec, SpectralSpec, WardSpec } from './cluster-spec.ts';

/**
 * Cluster of each row, 0 to clusters - 1, numbered in the order in which they first appear. No cluster is empty.
 *
 * @param X rows to group x columns of one scale
 * @param random source of the starts of k-means, which spectral clustering uses too; Ward draws nothing
 * @throws {UserError} when a count of the spec is no integer of at least 1, there are fewer rows than clusters (spectral: not
 * more rows than neighbours), fewer distinct rows than clusters, or a value is not finite
 * @example cluster({ kind: 'ward', clusters: 2 }, matrixFrom([[0], [9], [1]]), stream(0, 'clusters')); // Int32Array [0, 1, 0]
 */
export function cluster(spec: ClusterSpec, X: Matrix, random: Stream): Int32Array {
  checkSpec(spec, X);
  const distances = spec.kind === 'k-means' ? createMatrix(0, 0) : pairDistances(X);
  return clusterCounts(spec, X, distances, [spec.clusters], random)[0]!;
}

function checkSpec(spec: ClusterSpec, X: Matrix): void {
  const { kind, ...counts } = spec;
  for (const [name, count] of Object.entries(counts)) {
    if (!(Number.isInteger(count) && count >= 1)) {
      fail(`${kind}, ${name}`, 'an integer of at least 1', `${count}`, 'give a count');
    }
  }
  if (X.rows < spec.clusters) fail(kind, `at least ${spec.clusters} rows`, `${X.rows}`, 'ask for fewer clusters');
  if (kind === 'spectral' && X.rows <= spec.neighbours) {
    fail(kind, `more than ${spec.neighbours} rows`, `${X.rows}`, 'ask for fewer neighbours');
  }
  const wrong = X.data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const where = `${kind}, row ${Math.floor(wrong / X.cols)}, column ${wrong % X.cols}`;
    fail(where, 'a finite number', `${X.data[wrong]}`, 'leave the row out');
  }
}
