import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedRandIndex } from '../../src/clustering/adjusted-rand-index.ts';
import { type ClusterSpec, cluster } from '../../src/clustering/cluster.ts';
import { clusterCounts } from '../../src/clustering/cluster-counts.ts';
import { kMeans } from '../../src/clustering/k-means.ts';
import { leadingEigenvectors } from '../../src/clustering/leading-eigenvectors.ts';
import { numberLabels } from '../../src/clustering/number-labels.ts';
import { pairDistances, squaredDistance } from '../../src/clustering/pair-distances.ts';
import { silhouette, silhouettes } from '../../src/clustering/silhouette.ts';
import { nearestGraph } from '../../src/clustering/spectral.ts';
import { drawParts, stability } from '../../src/clustering/stability.ts';
import { treeTop } from '../../src/clustering/tree-top.ts';
import { cutTree, wardTree } from '../../src/clustering/ward.ts';
import { UserError } from '../../src/core/errors.ts';
import { createMatrix, type Matrix, matrixFrom, rowOf, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';

const WARD = { kind: 'ward', clusters: 3 } as const;
const K_MEANS = { kind: 'k-means', clusters: 3, restarts: 10 } as const;
const SPECTRAL = { kind: 'spectral', clusters: 3, neighbours: 4, restarts: 10 } as const;
const SPECS: readonly ClusterSpec[] = [WARD, K_MEANS, SPECTRAL];
const named = SPECS.map((spec) => [spec.kind, spec] as const);
const seeds = fc.integer({ min: 0, max: 1e6 });

/** Rows about three far centres, 8 each, in random order, and the centre of each. */
function blobs(seed: number, rows = 24): { X: Matrix; of: Int32Array } {
  const random = stream(seed, 'blobs');
  const of = shuffled(rows, random).map((i) => i % 3);
  return {
    X: matrixFrom(Array.from(of, (k) => [20 * k + normal(random), -15 * (k % 2) + normal(random), normal(random)])),
    of,
  };
}

function scattered(seed: number, rows: number, cols = 4): Matrix {
  const random = stream(seed, 'scattered');
  const X = createMatrix(rows, cols);
  for (let i = 0; i < X.data.length; i++) X.data[i] = normal(random);
  return X;
}

describe('clusters', () => {
  test.each(named)('%s finds groups that lie apart, whatever their order and origin', (_, spec) => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -100, max: 100, noNaN: true }), (seed, shift) => {
        const { X, of } = blobs(seed);
        const moved = { ...X, data: X.data.map((value) => value + shift) };
        expect([...cluster(spec, moved, stream(seed, 'clusters'))]).toEqual([...numberLabels(of)]);
      }),
      { numRuns: 20 },
    );
  });

  test.each(named)('%s numbers clusters by first appearance and leaves none empty', (_, spec) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 6 }), (seed, clusters) => {
        const X = scattered(seed, 20);
        const labels = cluster({ ...spec, clusters }, X, stream(seed, 'clusters'));
        expect([...labels]).toEqual([...numberLabels(labels)]);
        expect(new Set(labels).size).toBe(clusters);
      }),
      { numRuns: 30 },
    );
  });

  test.each(named)('%s in several numbers at once gives what it gives one by one', (_, spec) => {
    const { X } = blobs(5);
    const many = clusterCounts(spec, X, pairDistances(X), [3, 2], stream(0, 'clusters'));
    expect([...many[0]!]).toEqual([...cluster({ ...spec, clusters: 3 }, X, stream(0, 'clusters'))]);
    expect(new Set(many[1]).size).toBe(2);
  });

  test('the same stream gives the same clusters', () => {
    const X = scattered(1, 60);
    for (const spec of SPECS) {
      expect(cluster(spec, X, stream(3, 'a'))).toEqual(cluster(spec, X, stream(3, 'a')));
    }
  });

  test('spectral clustering follows rings that k-means cuts', () => {
    const random = stream(0, 'rings');
    const rows = Array.from({ length: 120 }, (_, i) => {
      const [radius, angle] = [i % 2 === 0 ? 1 : 4, (i * Math.PI) / 60];
      return [radius * Math.cos(angle) + normal(random) / 50, radius * Math.sin(angle) + normal(random) / 50];
    });
    const of = rows.map((_, i) => i % 2);
    const found = (spec: ClusterSpec) => adjustedRandIndex(cluster(spec, matrixFrom(rows), stream(0, 'c')), of);
    expect(found({ ...SPECTRAL, clusters: 2 })).toBe(1);
    expect(found({ ...K_MEANS, clusters: 2 })).toBeLessThan(0.2);
  });
});

describe("Ward's tree", () => {
  test('heights never fall, sizes add up, and twice the growth of the sum of squares is the height squared', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 30 }), (seed, rows) => {
        const X = scattered(seed, rows);
        const tree = wardTree(pairDistances(X));
        for (let merge = 1; merge < rows - 1; merge++) {
          expect(tree.height[merge]!).toBeGreaterThanOrEqual(tree.height[merge - 1]! - 1e-12);
        }
        expect(tree.size.at(-1)).toBe(rows);
        for (let clusters = 1; clusters < rows; clusters++) {
          const growth = spread(X, cutTree(tree, clusters)) - spread(X, cutTree(tree, clusters + 1));
          expect(2 * growth).toBeCloseTo(tree.height[rows - 1 - clusters]! ** 2, 8);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('cuts lie within each other, and the top of the tree has the cut as its leaves', () => {
    const X = scattered(9, 40);
    const tree = wardTree(pairDistances(X));
    for (let clusters = 2; clusters < 40; clusters++) {
      const [fine, coarse] = [cutTree(tree, clusters + 1), cutTree(tree, clusters)];
      expect(new Set(Array.from(fine, (label, row) => `${label} ${coarse[row]}`)).size).toBe(clusters + 1);
    }
    const { leafOf, tree: top } = treeTop(tree, 6);
    expect([...leafOf]).toEqual([...cutTree(tree, 6)]);
    expect([...top.height]).toEqual([...tree.height.slice(-5)]);
    expect([...top.size]).toEqual([...tree.size.slice(-5)]);
    const size = (node: number): number =>
      node < 6 ? leafOf.filter((leaf) => leaf === node).length : size(top.left[node - 6]!) + size(top.right[node - 6]!);
    top.size.forEach((rows, merge) => {
      expect(size(6 + merge)).toBe(rows);
    });
  });

  test('rows alike merge first, at height 0', () => {
    const tree = wardTree(pairDistances(matrixFrom([[1], [5], [1], [1], [5]])));
    expect([...tree.height.slice(0, 3)]).toEqual([0, 0, 0]);
    expect([...cutTree(tree, 2)]).toEqual([0, 1, 0, 0, 1]);
  });
});

/** Sum of squared distances to the means of the clusters, by its definition. */
function spread(X: Matrix, labels: ArrayLike<number>): number {
  let sum = 0;
  for (const label of new Set(Array.from(labels))) {
    const rows = selectRows(
      X,
      Array.from({ length: X.rows }, (_, i) => i).filter((i) => labels[i] === label),
    );
    const mean = new Float64Array(X.cols);
    for (let i = 0; i < rows.data.length; i++) mean[i % X.cols]! += rows.data[i]! / rows.rows;
    for (let i = 0; i < rows.rows; i++) sum += squaredDistance(rows.data, i * X.cols, mean, 0, X.cols);
  }
  return sum;
}

describe('k-means', () => {
  test('ends where each row is nearest to the mean of its cluster, and its inertia is theirs', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, clusters) => {
        const X = scattered(seed, 50, 3);
        const { labels, inertia } = kMeans(X, clusters, 1, stream(seed, 'means'));
        expect(inertia).toBeCloseTo(spread(X, labels), 9);
        const means = Array.from({ length: clusters }, (_, k) => {
          const own = Array.from(labels.keys()).filter((i) => labels[i] === k);
          return Float64Array.from(
            { length: 3 },
            (_, j) => own.reduce((sum, i) => sum + X.data[3 * i + j]!, 0) / own.length,
          );
        });
        labels.forEach((label, i) => {
          const away = means.map((mean) => squaredDistance(X.data, 3 * i, mean, 0, 3));
          expect(away[label]!).toBeLessThanOrEqual(Math.min(...away) + 1e-9);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('as many clusters as distinct rows have no inertia, one more is refused', () => {
    const X = matrixFrom([[1], [2], [2], [7]]);
    expect(kMeans(X, 3, 1, stream(0, 'means')).inertia).toBe(0);
    expect(() => kMeans(X, 4, 1, stream(0, 'means'))).toThrow(/k-means: expected 4 distinct rows, found 3; ask for/);
  });

  test('more starts are never worse', () => {
    const X = scattered(4, 80, 2);
    const inertias = [1, 5, 25].map((restarts) => kMeans(X, 9, restarts, stream(0, 'means')).inertia);
    expect(inertias[0]! >= inertias[1]! && inertias[1]! >= inertias[2]!).toBe(true);
  });
});

describe('eigenvectors', () => {
  test('solve their equation, are orthonormal, and do not depend on the start', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 8, max: 40 }), (seed, rows) => {
        const graph = nearestGraph(pairDistances(scattered(seed, rows)), 3);
        const { values, vectors } = leadingEigenvectors(graph, 3, stream(seed, 'a'));
        for (let a = 0; a < 3; a++) {
          const v = rowOf(vectors, a);
          for (let i = 0; i < rows; i++) {
            let product = 0;
            for (let k = graph.start[i]!; k < graph.start[i + 1]!; k++)
              product += graph.value[k]! * v[graph.column[k]!]!;
            expect(Math.abs(product - values[a]! * v[i]!)).toBeLessThan(1e-6);
          }
          for (let b = 0; b <= a; b++) {
            const other = rowOf(vectors, b);
            expect(v.reduce((sum, value, i) => sum + value * other[i]!, 0)).toBeCloseTo(a === b ? 1 : 0, 9);
          }
        }
        const again = leadingEigenvectors(graph, 3, stream(seed, 'b'));
        again.values.forEach((value, a) => {
          expect(value).toBeCloseTo(values[a]!, 9);
        });
        expect(values[0]).toBeCloseTo(1, 9);
      }),
      { numRuns: 15 },
    );
  });

  test('as many values of 1 as the graph has parts', () => {
    const { X } = blobs(2);
    const { values } = leadingEigenvectors(nearestGraph(pairDistances(X), 4), 4, stream(0, 'a'));
    expect([...values.slice(0, 3)].map((value) => value.toFixed(9))).toEqual(Array(3).fill('1.000000000'));
    expect(values[3]!).toBeLessThan(0.99);
  });
});

describe('how good a partition is', () => {
  test('silhouettes: high for groups apart, 0 for a row alone, the example of the definition', () => {
    const { X, of } = blobs(1);
    expect(silhouette(pairDistances(X), of)).toBeGreaterThan(0.8);
    const line = pairDistances(matrixFrom([[0], [1], [9]]));
    expect([...silhouettes(line, [0, 0, 1])]).toEqual([8 / 9, 7 / 8, 0]);
    expect([...silhouettes(pairDistances(matrixFrom([[1], [1], [1]])), [0, 0, 1])]).toEqual([0, 0, 0]);
  });

  test('the adjusted Rand index is 1 for the same partition, whatever its numbers, and 0 on average by chance', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = stream(seed, 'labels');
        const labels = Array.from({ length: 30 }, () => Math.floor(random() * 4));
        expect(
          adjustedRandIndex(
            labels,
            labels.map((label) => 10 - label),
          ),
        ).toBe(1);
      }),
      { numRuns: 20 },
    );
    const random = stream(0, 'chance');
    const labels = Array.from({ length: 60 }, (_, i) => i % 5);
    const draws = Array.from({ length: 500 }, () =>
      adjustedRandIndex(
        labels,
        Array.from(shuffled(60, random), (i) => labels[i]!),
      ),
    );
    expect(Math.abs(draws.reduce((sum, value) => sum + value, 0) / 500)).toBeLessThan(0.005);
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(4 / 7, 12);
    expect([adjustedRandIndex([0, 0, 0], [3, 3, 3]), adjustedRandIndex([0, 1, 2], [2, 0, 1])]).toEqual([1, 1]);
  });

  test('parts are drawn without replacement, in order, and groups apart are stable', () => {
    const { X, of } = blobs(3, 60);
    const parts = drawParts(60, 0.8, 5, stream(0, 'parts'));
    for (const rows of parts) {
      expect(rows.length).toBe(48);
      expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
    }
    const again = parts.map((rows) => ({ rows, labels: cluster(WARD, selectRows(X, rows), stream(0, 'c')) }));
    expect(stability(of, again)).toBe(1);
    const noise = scattered(0, 60);
    const whole = cluster(WARD, noise, stream(0, 'c'));
    const parted = parts.map((rows) => ({ rows, labels: cluster(WARD, selectRows(noise, rows), stream(0, 'c')) }));
    expect(stability(whole, parted)).toBeLessThan(0.8);
  });

  test('distances are those of the definition, symmetric, over several blocks', () => {
    const X = scattered(6, 70, 5);
    const { data } = pairDistances(X);
    for (const [i, j] of [
      [0, 0],
      [3, 69],
      [69, 3],
      [31, 32],
      [40, 5],
    ] as const) {
      const squared = rowOf(X, i).reduce((sum, value, k) => sum + (value - rowOf(X, j)[k]!) ** 2, 0);
      expect(data[i * 70 + j]).toBeCloseTo(Math.sqrt(squared), 12);
    }
  });
});

describe('refused', () => {
  const { X } = blobs(1);
  const go =
    (spec: unknown, rows: Matrix = X) =>
    () =>
      cluster(spec as ClusterSpec, rows, stream(0, 'c'));
  test.each<[string, () => unknown, string]>([
    [
      'no clusters',
      go({ ...WARD, clusters: 0 }),
      'ward, clusters: expected an integer of at least 1, found 0; give a count',
    ],
    [
      'half a start',
      go({ ...K_MEANS, restarts: 0.5 }),
      'k-means, restarts: expected an integer of at least 1, found 0.5',
    ],
    [
      'more clusters than rows',
      go({ ...WARD, clusters: 25 }),
      'ward: expected at least 25 rows, found 24; ask for fewer clusters',
    ],
    [
      'more neighbours than others',
      go({ ...SPECTRAL, neighbours: 24 }),
      'spectral: expected more than 24 rows, found 24; ask',
    ],
    [
      'a gap',
      go(WARD, { ...X, data: X.data.with(4, NaN) }),
      'ward, row 1, column 1: expected a finite number, found NaN',
    ],
    [
      'distances that are no square',
      () => wardTree(createMatrix(3, 2)),
      'distances: expected 3 columns, found 2; give the',
    ],
    [
      'a cut too fine',
      () => cutTree(wardTree(pairDistances(X)), 30),
      'clusters: expected an integer from 1 to 24, the rows, found 30',
    ],
    [
      'one cluster',
      () => silhouette(pairDistances(X), Array(24).fill(0)),
      'silhouette: expected at least two clusters, found one',
    ],
    [
      'labels missing',
      () => silhouette(pairDistances(X), [0, 1]),
      'silhouette: expected 24 labels, one a row, found 2; label each',
    ],
    [
      'partitions of other rows',
      () => adjustedRandIndex([0, 1], [0]),
      'partitions: expected 2 labels, found 1; compare',
    ],
    [
      'a partition of one row',
      () => adjustedRandIndex([0], [0]),
      'partitions: expected at least two rows, found 1; give more',
    ],
    [
      'no share',
      () => drawParts(10, 0, 1, stream(0, 'p')),
      'share of a part: expected above 0, at most 1, found 0; use 0.8',
    ],
    [
      'no part',
      () => stability([0, 1], []),
      'stability: expected at least one part, found none; draw parts of the rows',
    ],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
