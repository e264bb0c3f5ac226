/**
 * Boosted trees that regress: those of boosting.ts for a squared or an absolute error. For the absolute one a tree is grown on the signs of
 * the residuals, and its leaves are their medians (Friedman 2001, algorithm 3, LAD_TreeBoost).
 */
import type { Matrix } from '../core/matrix.ts';
import { median } from '../core/median.ts';
import type { Stream } from '../core/random.ts';
import { boost, type Loss, scoreBoosted } from './boosting.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { BoostedRegressionSpec } from './regression-spec.ts';

/**
 * Fits the trees; y is standardised inside, so that its unit decides nothing.
 * @returns as {@link boost}, in the unit of y, and `sd`, the root mean square of the training residuals
 * @example fitBoostedRegression({ ...spec, loss: 'absolute' }, X, y, stream(0, 'trees')).leaf;
 */
export function fitBoostedRegression(
  spec: BoostedRegressionSpec,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): Parameters {
  const { mean, sd } = moments(y);
  const unit = sd === 0 ? 1 : sd;
  const target = Float64Array.from(y, (value) => (value - mean) / unit);
  const { start, leaf, ...splits } = boost(spec, X, LOSSES[spec.loss](target), random);
  const parameters = {
    ...splits,
    start: start!.map((value) => mean + unit * value),
    leaf: leaf!.map((value) => unit * value),
  };
  const squares = scoreBoosted(parameters, spec, X).map((value, i) => (value - y[i]!) ** 2);
  return { ...parameters, sd: Float64Array.of(Math.sqrt(moments(squares).mean)) };
}

/**
 * The value of each row. The standard deviation is that of the training residuals, which the trees have seen: too small for new rows.
 * @example predictBoostedRegression(spec, parameters, X).mean;
 */
export function predictBoostedRegression(spec: BoostedRegressionSpec, parameters: Parameters, X: Matrix): Prediction {
  return { mean: scoreBoosted(parameters, spec, X), sd: new Float64Array(X.rows).fill(parameters.sd![0]!) };
}

const LOSSES: Readonly<Record<BoostedRegressionSpec['loss'], (y: Float64Array) => Loss>> = {
  squared: (y) => {
    const curvature = new Float64Array(y.length).fill(1);
    return { start: 0, derivatives: (scores) => ({ slope: scores.map((score, i) => score - y[i]!), curvature }) };
  },
  absolute: (y) => {
    const curvature = new Float64Array(y.length).fill(1);
    return {
      start: median(y),
      derivatives: (scores) => ({ slope: scores.map((score, i) => Math.sign(score - y[i]!)), curvature }),
      step: (rows, scores) => median(rows.map((i) => y[i]! - scores[i]!)),
    };
  },
};
