import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adjustedRandIndex } from '../../src/clustering/adjusted-rand-index.ts';
import { cluster } from '../../src/clustering/cluster.ts';
import { kMeans } from '../../src/clustering/k-means.ts';
import { leadingEigenvectors } from '../../src/clustering/leading-eigenvectors.ts';
import { pairDistances } from '../../src/clustering/pair-distances.ts';
import { silhouette, silhouettes } from '../../src/clustering/silhouette.ts';
import { nearestGraph } from '../../src/clustering/spectral.ts';
import { cutTree, wardTree } from '../../src/clustering/ward.ts';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';

// Values of SciPy and scikit-learn, test/golden/clustering/partitions.py.
const golden = JSON.parse(readFileSync(new URL('../golden/clustering/partitions.json', import.meta.url), 'utf8'));
const X = matrixFrom(golden.X);
const distances = pairDistances(X);

describe('against SciPy and scikit-learn', () => {
  test("Ward's heights, sizes and cuts are those of linkage and fcluster", () => {
    const tree = wardTree(distances);
    tree.height.forEach((height, merge) => {
      expect(height).toBeCloseTo(golden.ward.height[merge], 10);
    });
    expect([...tree.size]).toEqual(golden.ward.size);
    for (const [clusters, labels] of Object.entries<number[]>(golden.ward.cuts)) {
      expect(adjustedRandIndex(cutTree(tree, Number(clusters)), labels)).toBe(1);
    }
  });

  test('k-means finds the least inertia that 200 starts of KMeans find', () => {
    for (const [clusters, inertia] of Object.entries<number>(golden.inertia)) {
      expect(kMeans(X, Number(clusters), 50, stream(0, clusters)).inertia).toBeCloseTo(inertia, 8);
    }
  });

  test('the eigenvalues of the normalised graph are those of eigh', () => {
    const graph = nearestGraph(distances, golden.graph.neighbours);
    const { values } = leadingEigenvectors(graph, 8, stream(0, 'eigenvectors'));
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(golden.graph.eigenvalues[i], 10);
    });
  });

  test('spectral clustering finds the partition of SpectralClustering', () => {
    const { neighbours, labels } = golden.graph;
    const found = cluster({ kind: 'spectral', clusters: 4, neighbours, restarts: 20 }, X, stream(0, 'spectral'));
    expect(adjustedRandIndex(found, labels)).toBeGreaterThan(0.9);
  });

  test('silhouettes are those of silhouette_samples', () => {
    const found = silhouettes(distances, golden.of);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(golden.silhouettes[i], 12);
    });
    const mean = golden.silhouettes.reduce((sum: number, value: number) => sum + value, 0) / X.rows;
    expect(silhouette(distances, golden.of)).toBeCloseTo(mean, 12);
  });

  test.each<{ a: number[]; b: number[]; index: number }>(golden.adjusted_rand)(
    'an adjusted Rand index of $index',
    ({ a, b, index }) => {
      expect(adjustedRandIndex(a, b)).toBeCloseTo(index, 12);
      expect(adjustedRandIndex(b, a)).toBeCloseTo(index, 12);
    },
  );
});
