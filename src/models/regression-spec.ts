/** What can be fitted to a real number, such as an energy or the logarithm of a rate: one record for each kind, as in model-spec.ts. */
import type { BoostedTreesSpec, ExtraTreesSpec, MlpSpec } from './model-spec.ts';

export type { ExtraTreesSpec } from './model-spec.ts';

/** Ridge regression on standardised columns, see ridge.ts. */
export interface RidgeSpec {
  readonly kind: 'ridge';
  /** Adds l2 x |w|^2 to the sum of squared residuals (scikit-learn's alpha), > 0; the intercept is free. */
  readonly l2: number;
}

/** Gaussian process with a constant mean, see gaussian-process.ts: its means are kernel ridge regression of y less its mean, l2 = noise. */
export interface GaussianProcessSpec {
  readonly kind: 'gaussian-process';
  /** 'laplacian': exp(-sum |a - b| / lengthScale); 'rbf': exp(-|a - b|^2 / (2 lengthScale^2)). */
  readonly kernel: 'laplacian' | 'rbf';
  /** In the units of the columns chosen below, > 0. */
  readonly lengthScale: number;
  /** Variance of a measurement's noise over the variance of the signal, > 0. */
  readonly noise: number;
  /** Whether distances are taken in the columns as they are or in standardised ones. */
  readonly columns: 'raw' | 'standardised';
}

/** Support vector regression with kernel exp(-gamma |a - b|^2) of standardised rows, by libsvm, see support-vector-regression.ts. */
export interface SupportVectorRegressionSpec {
  readonly kind: 'support-vector-regression';
  /** Price of a unit of loss, > 0; y is standardised. */
  readonly C: number;
  readonly gamma: number;
  /** Errors up to here cost nothing, in standard deviations of the training y, at least 0. */
  readonly epsilon: number;
}

/** Partial least squares on standardised columns, see pls.ts. */
export interface PlsSpec {
  readonly kind: 'pls';
  /** At least 1; no more are used than the columns hold. */
  readonly components: number;
}

/** Multilayer perceptron: that of classes, whose learning rate falls to 0; see mlp-regression.ts. */
export interface MlpRegressionSpec extends MlpSpec {
  /** What is made small, with y in standard deviations. */
  readonly loss: 'squared' | 'absolute';
}

/** Boosted trees: those of classes, with another loss; see boosted-regression.ts. A row has curvature 1, so that `leastCurvature` counts rows. */
export interface BoostedRegressionSpec extends BoostedTreesSpec {
  /** What is made small. */
  readonly loss: 'squared' | 'absolute';
}

/** Mean of the nearest training rows by Manhattan distance in the raw columns. */
export interface NearestSpec {
  readonly kind: 'nearest';
  readonly neighbours: number;
}

/** The training median for every row. */
export interface MedianSpec {
  readonly kind: 'median';
}

/** The mean of several regressions, each fitted to all rows. */
export interface BlendSpec {
  readonly kind: 'blend';
  /** At least one. */
  readonly members: readonly RegressionSpec[];
}

/**
 * A regression to fit.
 * @example const spec: RegressionSpec = { kind: 'ridge', l2: 1 };
 */
export type RegressionSpec =
  | RidgeSpec
  | GaussianProcessSpec
  | SupportVectorRegressionSpec
  | PlsSpec
  | ExtraTreesSpec
  | MlpRegressionSpec
  | BoostedRegressionSpec
  | NearestSpec
  | MedianSpec
  | BlendSpec;
