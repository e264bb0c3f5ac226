/** Whether a table holds enough to learn from: a model of two compounds, or of one figure, would answer and mean nothing. */
import { fail } from '../../core/errors.ts';
import type { Matrix } from '../../core/matrix.ts';
import type { Plan } from './held-out.ts';
import type { LearnRequest } from './learn-request.ts';
import type { PropertyData } from './load-table.ts';

/** Fewer tell nothing of compounds held out. */
const LEAST_COMPOUNDS = 10;

/**
 * Makes sure that the compounds are enough, and differ in their figures and in what the model sees.
 * @param X what the model sees of each compound
 * @throws {UserError} for the first thing amiss, with what became of the rows
 * @example checkLesson(request, data, X);
 */
export function checkLesson({ file, value, method }: LearnRequest, data: PropertyData, X: Matrix): void {
  const { y, counts, unread } = data;
  if (y.length < LEAST_COMPOUNDS) {
    const first = unread[0] === undefined ? '' : `, first unread: ${unread[0].reason}`;
    const found = `${y.length} (rows read ${counts.rows_read}${first})`;
    fail(file, `at least ${LEAST_COMPOUNDS} compounds to learn from and be judged on`, found, 'give more rows');
  }
  if (y.every((figure) => figure === y[0])) {
    const remedy = 'give figures that differ, or another --target';
    fail(`${file}, column ${value}`, 'figures that differ', `${y[0]} for all ${y.length} compounds`, remedy);
  }
  if (X.data.every((number, at) => number === X.data[at % X.cols])) {
    const found = `the same for all ${X.rows} compounds`;
    fail(`${file}, descriptors of ${method.name}`, 'numbers that differ', found, 'choose other --descriptors');
  }
}

/**
 * Makes sure that a model of classes has both of them to learn from, whatever is held out.
 * @throws {UserError} with the number of compounds of each class
 * @example checkClasses(request, plans, data);
 */
export function checkClasses({ file, method }: LearnRequest, plans: readonly Plan[], { labels }: PropertyData): void {
  if (method.does !== 'classify' || labels === null) return;
  const reaching = labels.filter((label) => label === 1).length;
  for (const { validation, folds } of plans) {
    if (folds.every(({ train }) => new Set(Array.from(train, (row) => labels[row])).size === 2)) continue;
    fail(
      `${file}, ${validation.name}`,
      `compounds on both sides of the threshold for ${method.name} to learn from, whichever are held out`,
      `${reaching} that count and ${labels.length - reaching} that do not`,
      'give more of the fewer, another --threshold, or choose a model of values',
    );
  }
}
