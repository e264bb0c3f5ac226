/** The subsets of so many of n columns, in lexicographic order, each with a number. */

/**
 * Number of subsets of k of n; 0 where k exceeds n.
 * @example countCombinations(20, 8); // 125970
 */
export function countCombinations(n: number, k: number): number {
  if (k > n) return 0;
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return count;
}

/**
 * The subset with a number, counted from 0 in lexicographic order.
 * @example combinationAt(20, 2, 19); // [1, 2]; number 18 is [0, 19]
 */
export function combinationAt(n: number, k: number, number: number): Int32Array {
  const columns = new Int32Array(k);
  let rest = number;
  for (let i = 0, column = 0; i < k; column++) {
    const beginning = countCombinations(n - column - 1, k - i - 1);
    if (rest < beginning) columns[i++] = column;
    else rest -= beginning;
  }
  return columns;
}

/**
 * Turns a subset into the next one; after the last it stays.
 * @returns whether there was a next one
 * @example nextCombination(20, Int32Array.of(0, 19)); // true, and it is [1, 2]
 */
export function nextCombination(n: number, columns: Int32Array): boolean {
  const k = columns.length;
  let i = k - 1;
  while (i >= 0 && columns[i] === n - k + i) i--;
  if (i < 0) return false;
  columns[i]!++;
  for (let j = i + 1; j < k; j++) columns[j] = columns[j - 1]! + 1;
  return true;
}
