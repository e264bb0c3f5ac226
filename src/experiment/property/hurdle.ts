/**
 * A hurdle: whether a value is at its lower bound, and how much it is where it is not (Cragg, Econometrica 39, 829 (1971), with any two
 * models). The answer is the median of the mixture, which the absolute error asks for: the bound, where that is at least as likely as
 * not, else a quantile of the regression, whose errors are taken as normal.
 */
import { type Matrix, selectRows } from '../../core/matrix.ts';
import { normalQuantile } from '../../core/normal-quantile.ts';
import type { Stream } from '../../core/random.ts';
import { fitModel } from '../../models/model.ts';
import { fitRegressor } from '../../models/regression.ts';
import type { HurdleModel } from './composite.ts';

/**
 * Fits both parts.
 * @param model with its bound in the units of `y`
 * @param y values of the rows of X
 * @param random for both; the same stream gives the same answers
 * @returns the value of each row; the bound everywhere where nothing else was learned
 * @throws {UserError} for what a model refuses
 * @example fitHurdle(model, X, y, stream(0, 'hurdle'))(X)[0];
 */
export function fitHurdle(
  { at, classifier, regressor }: HurdleModel,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): (X: Matrix) => Float64Array {
  const isAt = Array.from(y, (value) => (value <= at ? 1 : 0));
  const above = isAt.flatMap((bound, row) => (bound === 1 ? [] : [row]));
  if (above.length === 0) return ({ rows }) => new Float64Array(rows).fill(at);
  const values = above.map((row) => y[row]!);
  const howMuch = fitRegressor(regressor, selectRows(X, above), values, random);
  if (above.length === X.rows) return (asked) => howMuch.predict(asked).mean;
  const whether = fitModel(classifier, X, isAt, random);
  return (asked) => {
    const { mean, sd } = howMuch.predict(asked);
    return whether.score(asked).map((score, i) => {
      const atBound = 1 / (1 + Math.exp(-score));
      if (atBound >= 0.5) return at;
      return Math.max(at, mean[i]! + sd[i]! * normalQuantile((0.5 - atBound) / (1 - atBound)));
    });
  };
}
