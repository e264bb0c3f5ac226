/**
 * What can be fitted: one record for each kind of model, told apart by `kind`, so that a misspelt option does not compile.
 * A record is plain JSON and is stored with the fitted model.
 */

/** 'balanced' weighs a class by rows / (2 x rows of that class), so that both classes count the same; 'none' weighs rows alike. */
export type ClassWeights = 'none' | 'balanced';

/** Linear support vector machine with hinge loss: minimises |w|^2 / 2 + C x (sum of losses), see linear-svm.ts. */
export interface LinearSvmSpec {
  readonly kind: 'linear-svm';
  /** Price of a unit of loss, > 0, for standardised columns. */
  readonly C: number;
  /** Default 'none'. */
  readonly classWeights?: ClassWeights;
}

/** Support vector machine by the package ml-svm; for tens of rows, see its limits in ml-svm.ts. */
export type MlSvmSpec =
  | { readonly kind: 'ml-svm'; readonly kernel: 'linear'; readonly C: number }
  | {
      readonly kind: 'ml-svm';
      readonly kernel: 'rbf';
      readonly C: number;
      /** Kernel exp(-gamma |a - b|^2) of standardised rows, gamma > 0. */
      readonly gamma: number;
    };

/** Support vector machine with kernel exp(-gamma |a - b|^2) of standardised rows, by libsvm, see kernel-svm.ts. */
export interface KernelSvmSpec {
  readonly kind: 'kernel-svm';
  /** Price of a unit of loss, > 0. */
  readonly C: number;
  readonly gamma: number;
  /** Default 'none'. */
  readonly classWeights?: ClassWeights;
}

/** Logistic regression: minimises (sum of log losses) + l2 / 2 x |w|^2 on standardised columns, intercept free. */
export interface LogisticSpec {
  readonly kind: 'logistic';
  /** Ridge penalty, > 0 (scikit-learn's 1 / C). */
  readonly l2: number;
  /** Default 'none'. */
  readonly classWeights?: ClassWeights;
}

/** Multilayer perceptron: rectified linear units, one output, mean log loss, Adam. */
export interface MlpSpec {
  readonly kind: 'mlp';
  /** Units of each hidden layer, first to last; empty for a plain logistic unit. */
  readonly hidden: readonly number[];
  readonly epochs: number;
  /** Rows a step. */
  readonly batchSize: number;
  readonly learningRate: number;
  /** Adds l2 / 2 x |weights|^2 to the mean loss; default 0. */
  readonly l2?: number;
}

/** Gradient-boosted decision trees, see boosted-trees.ts. */
export interface BoostedTreesSpec {
  readonly kind: 'boosted-trees';
  readonly trees: number;
  /** Splits between root and leaf, 1 to 10. */
  readonly depth: number;
  /** Share of each tree's correction that is taken, 0 to 1. */
  readonly learningRate: number;
  /** Ridge penalty on leaf values, > 0. */
  readonly leafL2: number;
  /** Share of the rows, and of the columns, that a tree is fitted to, above 0 up to 1. */
  readonly rowShare: number;
  readonly columnShare: number;
  /**
   * Least sum of curvatures p (1 - p) on each side of a split, at least 0 (XGBoost's min_child_weight): a row in full doubt, p = 0.5,
   * has 0.25. Default {@link LEAST_CURVATURE}.
   */
  readonly leastCurvature?: number;
}

/** Extremely randomised trees, see extra-trees.ts. */
export interface ExtraTreesSpec {
  readonly kind: 'extra-trees';
  readonly trees: number;
  /** Share of all columns tried at each node, above 0 up to 1, at least one column; a column constant in the node is not counted. */
  readonly columnShare: number;
  /** Fewest training rows in a leaf. */
  readonly leastLeaf: number;
}

/** Default of {@link BoostedTreesSpec.leastCurvature}. */
export const LEAST_CURVATURE = 1;

/** The training rate of class 1 for every row. */
export interface MajoritySpec {
  readonly kind: 'majority';
}

/** Vote of the nearest training rows in standardised columns. */
export interface NearestNeighbourSpec {
  readonly kind: 'nearest-neighbour';
  /** How many neighbours vote; default 1. */
  readonly neighbours?: number;
}

/** The training rate of class 1 within the row's category, an integer that stands in one column. */
export interface CategoryRateSpec {
  readonly kind: 'category-rate';
  /** Index of the column that holds the category. */
  readonly column: number;
}

/**
 * A model to fit.
 * @example const spec: ModelSpec = { kind: 'linear-svm', C: 1, classWeights: 'balanced' };
 */
export type ModelSpec =
  | LinearSvmSpec
  | MlSvmSpec
  | KernelSvmSpec
  | LogisticSpec
  | MlpSpec
  | BoostedTreesSpec
  | ExtraTreesSpec
  | MajoritySpec
  | NearestNeighbourSpec
  | CategoryRateSpec;
