/** What a head says of every row of a task while its fold is held out, after it has learned from some rows of the other folds. */
import { type Matrix, selectRows, shuffled, stream } from 'ionsieve/core';
import { heldOut, splitFolds } from 'ionsieve/evaluation';
import { fitRegressor } from 'ionsieve/models';
import type { Head } from './define.ts';
import type { Task } from './tasks.ts';

/** Rows to learn from in each fold: so many, drawn, or all. */
export type Size = number | 'all';

/**
 * The sizes for which each fold has as many rows to learn from, and how many all are, mean over the folds.
 * @example sizesOf({ folds: Int32Array.of(0, 0, 1, 1) }, [1, 2, 3]); // { sizes: [1, 2], all: 2 }
 */
export function sizesOf({ folds }: Pick<Task, 'folds'>, wanted: readonly number[]) {
  const lengths = splitFolds(folds).map(({ train }) => train.length);
  const all = Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
  return { sizes: wanted.filter((size) => lengths.every((length) => length >= size)), all };
}

/**
 * The answers of each draw, one a row. Rows to learn from are the same whatever X holds, and those of a smaller size are among those of a
 * larger one.
 * @param X what the head sees of the rows of the task
 * @param draws of each fold; all rows are drawn once
 * @example answersOf(task, fractionsOf(task.compositions), { name: 'ridge', model: { kind: 'ridge', l2: 10 } }, 20, 2, 0).length; // 2
 */
export function answersOf(
  { name, y, folds }: Pick<Task, 'name' | 'y' | 'folds'>,
  X: Matrix,
  head: Head,
  size: Size,
  draws: number,
  seed: number,
): Float64Array[] {
  const splits = splitFolds(folds);
  return Array.from({ length: size === 'all' ? 1 : draws }, (_, draw) =>
    heldOut(X.rows, splits, ({ fold, train, test }) => {
      const part = `${name} fold ${fold} draw ${draw}`;
      const order = shuffled(train.length, stream(seed, `rows of ${part}`));
      const rows = Array.from(size === 'all' ? order : order.subarray(0, size), (at) => train[at]!);
      const known = rows.map((row) => y[row]!);
      const random = stream(seed, `${head.name} of ${part} size ${size}`);
      return fitRegressor(head.model, selectRows(X, rows), known, random).predict(selectRows(X, test)).mean;
    }),
  );
}
