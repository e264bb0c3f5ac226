/** One numbering of clusters, so that equal partitions are equal lists. */

/**
 * The labels numbered from 0 in the order in which they first appear.
 * @example numberLabels([7, 3, 7]); // Int32Array [0, 1, 0]
 */
export function numberLabels(labels: ArrayLike<number>): Int32Array {
  const number = new Map<number, number>();
  return Int32Array.from(labels, (label) => {
    if (!number.has(label)) number.set(label, number.size);
    return number.get(label)!;
  });
}
