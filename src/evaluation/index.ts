/** ionsieve/evaluation: held-out scores, folds, intervals, calibration, domain. */

export { type BootstrapOptions, bootstrapIntervals } from './bootstrap.ts';
export { type BootstrapStatisticOptions, bootstrapStatistic } from './bootstrap-statistic.ts';
export {
  brierScore,
  type Calibration,
  type CalibrationBin,
  calibrated,
  calibrationTable,
  fitCalibration,
  logLoss,
} from './calibration.ts';
export {
  type ConformalInterval,
  conformalInterval,
  conformalQuantile,
  coverageOf,
  type SpreadPrediction,
} from './conformal.ts';
export { crossValidate } from './cross-validate.ts';
export { curvePoint, type FoldScore } from './curve-point.ts';
export { type Domain, type DomainJson, domainFromJson, fitDomain } from './domain.ts';
export { enrichment } from './enrichment.ts';
export { ensembleWeights } from './ensemble-weights.ts';
export { fisherExact } from './fisher-exact.ts';
export { groupedFolds } from './folds.ts';
export { type FoldSplit, heldOut, type Split, splitFolds } from './held-out.ts';
export { leaveOneGroupOut } from './leave-one-group-out.ts';
export { leaveOneOut } from './leave-one-out.ts';
export { classificationMetrics } from './metrics.ts';
export { type HeldOutMiss, nearAndFar, shareOf } from './near-and-far.ts';
export { type NearestRow, openNearest } from './nearest.ts';
export { pairedDifference, type RowStatistic } from './paired-difference.ts';
export { type ChanceComparison, compareWithChance, type PermutationOptions, permutationPValue } from './permutation.ts';
export {
  coefficientOfDetermination,
  meanAbsoluteError,
  predictiveQ2,
  rootMeanSquaredError,
} from './regression-metrics.ts';
export type { BootstrapInterval } from './resampling.ts';
export { spearman } from './spearman.ts';
export { bestSubsets, leftOutScores, withoutEachRow } from './subset-best.ts';
export { compareSubsets, type ScoredSubset } from './subset-rank.ts';
export { createSubsetScorer, type SubsetProblem, type SubsetScorer } from './subset-scorer.ts';
export { type SizeTally, type SubsetSearchOptions, searchSubsets } from './subset-search.ts';
export { weightedMean } from './weighted-mean.ts';
export { type XRandomisationOptions, xRandomisation } from './x-randomisation.ts';
