import { fail } from '../core/errors.ts';

/**
 * Checks labels at the door: at least one, as many as rows, each 0 or 1.
 *
 * @param where what the message should name, such as 'leave-one-out'
 * @param y labels, 0 or 1
 * @param rows how many there should be
 * @throws {UserError} when there are none, too few or too many, or one is neither 0 nor 1
 * @example checkLabels('metrics', [0, 1], 2); // passes
 */
export function checkLabels(where: string, y: ArrayLike<number>, rows: number): void {
  if (rows === 0) fail(where, 'at least one row', 'none', 'check that the input is not empty');
  if (y.length !== rows) fail(where, `${rows} labels, one a row`, `${y.length}`, 'give each row one label');
  for (let i = 0; i < rows; i++) {
    if (y[i] !== 0 && y[i] !== 1) fail(`${where}, label ${i}`, '0 or 1', `${y[i]}`, 'turn the classes into 0 and 1');
  }
}

/**
 * {@link checkLabels}, and both classes must be there.
 * @throws {UserError} as {@link checkLabels}, and when all labels are the same
 * @example checkBothClasses('calibration', [0, 1], 2); // passes
 */
export function checkBothClasses(where: string, y: ArrayLike<number>, rows: number): void {
  checkLabels(where, y, rows);
  for (let i = 1; i < rows; i++) if (y[i] !== y[0]) return;
  fail(
    where,
    'labels of both classes',
    `only class ${y[0]}`,
    'add rows of the other class or move the label threshold',
  );
}

/**
 * Checks that every number is finite, so that no NaN slips through a sort or a sum.
 * @throws {UserError} naming the first position that is not finite
 * @example checkFinite('scores', [0.5, -1]); // passes
 */
export function checkFinite(where: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      fail(`${where}, position ${i}`, 'a finite number', `${values[i]}`, 'leave out or repair the row');
    }
  }
}

/**
 * Checks two columns that are compared row by row: at least one row, as many values on both sides, all finite.
 * @throws {UserError} otherwise
 * @example checkPairs('mean absolute error', [1, 2], [1.5, 2]); // passes
 */
export function checkPairs(where: string, a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length === 0) fail(where, 'at least one row', 'none', 'check that the input is not empty');
  if (b.length !== a.length) fail(where, `${a.length} pairs of values`, `${b.length}`, 'give each row both values');
  checkFinite(where, a);
  checkFinite(where, b);
}

/**
 * Checks a count given by the user: a whole number, at least `least`.
 * @throws {UserError} otherwise
 * @example checkCount('bootstrap resamples', 1000, 1); // passes
 */
export function checkCount(where: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    fail(where, `a whole number of at least ${least}`, `${value}`, 'choose another number');
  }
}
