/** ionsieve/models: matrices in, classifiers and regressors out. */

export { blend } from './blend.ts';
export { fineTune } from './fine-tune.ts';
export { hiddenLayers } from './hidden-layers.ts';
export { fitModel } from './model.ts';
export type { BoostedTreesSpec, LogisticSpec, MlpSpec, ModelSpec } from './model-spec.ts';
export { moments } from './moments.ts';
export type { LinearForm, Scorer } from './prediction.ts';
export { isLinear, type Predictor, type PredictorJson } from './predictor.ts';
export { predictorFromJson } from './predictor-from-json.ts';
export { fitRegressor } from './regression.ts';
export type { RegressionSpec } from './regression-spec.ts';
export type { Regressor, RegressorJson } from './regressor.ts';
export { regressorFromJson } from './regressor-from-json.ts';
export { rowCategories } from './row-categories.ts';
export { type ScorerJson, scorerFromJson } from './scorer.ts';
export { openSolvers } from './solvers.ts';
export { openTensorBackend, type TensorBackend } from './tensor-backend.ts';
