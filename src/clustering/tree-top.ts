/** The last merges of a tree, for a dendrogram that can be read: what merged before is a leaf with its rows. */
import { type ClusterTree, cutTree } from './ward.ts';

/** A tree whose leaves are clusters of rows. */
export interface TreeTop {
  /** Leaf of each row, numbered by first appearance. */
  readonly leafOf: Int32Array;
  /** Merges of the leaves: node i below the number of leaves is leaf i; sizes are in rows. */
  readonly tree: ClusterTree;
}

/**
 * The last `leaves - 1` merges.
 * @param leaves 1 to rows
 * @throws {UserError} for another number of leaves
 * @example treeTop(wardTree(pairDistances(matrixFrom([[0], [3], [1]]))), 2).tree.size; // Int32Array [3]
 */
export function treeTop({ rows, left, right, height, size }: ClusterTree, leaves: number): TreeTop {
  const leafOf = cutTree({ rows, left, right, height, size }, leaves);
  const first = rows - leaves; // merges below the leaves
  const nodeOf = new Int32Array(rows + left.length).fill(-1); // in the small tree
  for (let row = 0; row < rows; row++) nodeOf[row] = leafOf[row]!;
  for (let merge = 0; merge < left.length; merge++) {
    nodeOf[rows + merge] = merge < first ? nodeOf[left[merge]!]! : leaves + merge - first;
  }
  return {
    leafOf,
    tree: {
      rows: leaves,
      left: Int32Array.from(left.subarray(first), (node) => nodeOf[node]!),
      right: Int32Array.from(right.subarray(first), (node) => nodeOf[node]!),
      height: height.slice(first),
      size: size.slice(first),
    },
  };
}
