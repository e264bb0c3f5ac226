/**
 * Ward's agglomerative clustering (J. Am. Stat. Assoc. 58, 236 (1963)): each row begins as a cluster of its own, and
 * the two are merged whose union adds least to the squared distance of rows to the mean of their cluster. Found by chains of
 * nearest neighbours (Murtagh, Comput. J. 26, 354 (1983); as in Muellner, arXiv 1109.2378, figure 3), which take
 * n^2 steps in all, with the formula of Lance and Williams (Comput. J. 9, 373 (1967)) for the distances of a merged cluster.
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { numberLabels } from './number-labels.ts';

/** The merges in order of height. Node i < rows is row i; node rows + m is what merge m made. */
export interface ClusterTree {
  readonly rows: number;
  /** Node on either side of each merge, the smaller number first. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /**
   * Distance at which each merge happens, never falling: sqrt(2 |a| |b| / (|a| + |b|)) times the distance of the means of a and
   * b, so the plain distance for two rows; its square is twice what the merge adds to the sum of squares.
   */
  readonly height: Float64Array;
  /** Rows below each merge. */
  readonly size: Int32Array;
}

/**
 * The whole tree of merges.
 * @param distances Euclidean distances of all pairs of rows, rows x rows; 8 bytes for each of them are copied
 * @throws {UserError} when the matrix is not square
 * @example wardTree(pairDistances(matrixFrom([[0], [3], [1]]))).height; // Float64Array [1, 2.887]
 */
export function wardTree(distances: Matrix): ClusterTree {
  const n = distances.rows;
  if (n !== distances.cols) fail('distances', `${n} columns`, `${distances.cols}`, 'give the distances of all pairs');
  const squared = distances.data.map((distance) => distance * distance);
  const size = new Int32Array(n).fill(1);
  const merges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), height: new Float64Array(n - 1) };
  const chain: number[] = [];
  for (let merge = 0; merge < n - 1; merge++) {
    if (chain.length === 0) chain.push(size.findIndex((count) => count > 0));
    const [a, b] = nearestPair(squared, size, chain);
    merges.a[merge] = Math.min(a, b);
    merges.b[merge] = Math.max(a, b);
    merges.height[merge] = Math.sqrt(squared[a * n + b]!);
    join(squared, size, Math.min(a, b), Math.max(a, b));
  }
  return inOrder(n, merges);
}

/** Follows nearest neighbours until two are nearest to each other, and takes them off the chain. */
function nearestPair(squared: Float64Array, size: Int32Array, chain: number[]): [number, number] {
  const n = size.length;
  for (;;) {
    const tip = chain.at(-1)!;
    const before = chain.at(-2);
    let nearest = before ?? -1; // of equals the one before, or the chain would go in circles
    let least = before === undefined ? Number.POSITIVE_INFINITY : squared[tip * n + before]!;
    for (let other = 0; other < n; other++) {
      if (other === tip || size[other] === 0) continue;
      const distance = squared[tip * n + other]!;
      if (distance < least) [least, nearest] = [distance, other];
    }
    if (nearest === before) {
      chain.length -= 2;
      return [tip, before];
    }
    chain.push(nearest);
  }
}

/** Cluster `kept` becomes the union of both; `gone` is no more. */
function join(squared: Float64Array, size: Int32Array, kept: number, gone: number): void {
  const n = size.length;
  const [sizeKept, sizeGone] = [size[kept]!, size[gone]!];
  const between = squared[kept * n + gone]!;
  size[gone] = 0;
  for (let other = 0; other < n; other++) {
    const sizeOther = size[other]!;
    if (sizeOther === 0 || other === kept) continue;
    const sum =
      (sizeOther + sizeKept) * squared[kept * n + other]! +
      (sizeOther + sizeGone) * squared[gone * n + other]! -
      sizeOther * between;
    const distance = Math.max(0, sum / (sizeOther + sizeKept + sizeGone));
    squared[kept * n + other] = distance;
    squared[other * n + kept] = distance;
  }
  size[kept] = sizeKept + sizeGone;
}

/** The merges sorted by height, with nodes in place of rows that stand for clusters. */
function inOrder(n: number, { a, b, height }: { a: Int32Array; b: Int32Array; height: Float64Array }): ClusterTree {
  const order = Int32Array.from(a, (_, merge) => merge).sort((i, j) => height[i]! - height[j]! || i - j);
  const tree = {
    rows: n,
    left: new Int32Array(n - 1),
    right: new Int32Array(n - 1),
    height: Float64Array.from(order, (merge) => height[merge]!),
    size: new Int32Array(n - 1),
  };
  const nodeOf = Int32Array.from({ length: n }, (_, row) => row); // of the cluster that a row stands for
  const sizeOf = (node: number) => (node < n ? 1 : tree.size[node - n]!);
  order.forEach((merge, place) => {
    const [first, second] = [nodeOf[a[merge]!]!, nodeOf[b[merge]!]!];
    tree.left[place] = Math.min(first, second);
    tree.right[place] = Math.max(first, second);
    tree.size[place] = sizeOf(first) + sizeOf(second);
    nodeOf[a[merge]!] = n + place;
  });
  return tree;
}

/**
 * Cluster of each row when the last merges are undone, numbered by first appearance.
 * @param clusters 1 to rows
 * @throws {UserError} for another number of clusters
 * @example cutTree(wardTree(pairDistances(matrixFrom([[0], [3], [1]]))), 2); // Int32Array [0, 1, 0]
 */
export function cutTree(tree: ClusterTree, clusters: number): Int32Array {
  const { rows, left, right } = tree;
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= rows)) {
    fail('clusters', `an integer from 1 to ${rows}, the rows`, `${clusters}`, 'ask for another number');
  }
  const label = Int32Array.from({ length: rows + left.length }, (_, node) => node);
  for (let merge = rows - clusters - 1; merge >= 0; merge--) {
    label[left[merge]!] = label[rows + merge]!;
    label[right[merge]!] = label[rows + merge]!;
  }
  return numberLabels(label.subarray(0, rows));
}
