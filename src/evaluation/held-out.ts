/** The one held-out loop: every row is answered by something that has learned from the rows of the other folds only. */

/** Rows to learn from and rows held out, both ascending. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** The split of one fold. */
export interface FoldSplit extends Split {
  readonly fold: number;
}

/**
 * The split of each fold, by ascending fold number: the fold's rows are held out, all others are learned from.
 * @param folds fold of each row, from {@link groupedFolds}, {@link leaveOneGroupOut} or a list of your own
 * @example splitFolds([0, 1, 0]); // [{ fold: 0, train: [1], test: [0, 2] }, { fold: 1, train: [0, 2], test: [1] }]
 */
export function splitFolds(folds: ArrayLike<number>): FoldSplit[] {
  const rows = Array.from(folds, (_, row) => row);
  const numbers = [...new Set(Array.from(folds))].sort((a, b) => a - b);
  return numbers.map((fold) => ({
    fold,
    train: rows.filter((row) => folds[row] !== fold),
    test: rows.filter((row) => folds[row] === fold),
  }));
}

/**
 * What is said of each row while its fold is held out.
 * @param splits such as those of {@link splitFolds}; together their held-out rows are 0 to `rows - 1`, each once
 * @param answer fits to the training rows and gives a number for each row held out, in their order
 * @returns one number a row
 * @example heldOut(3, splitFolds([0, 1, 0]), ({ train, test }) => test.map(() => train.length)); // Float64Array [1, 2, 1]
 */
export function heldOut<One extends { readonly test: ArrayLike<number> }>(
  rows: number,
  splits: readonly One[],
  answer: (split: One) => ArrayLike<number>,
): Float64Array {
  const answers = new Float64Array(rows);
  for (const split of splits) {
    const said = answer(split);
    for (let i = 0; i < split.test.length; i++) answers[split.test[i]!] = said[i]!;
  }
  return answers;
}
