/** ionsieve/experiment: experiments: their types, their runs and sweeps. */

export { withConstantFits } from './constant-fits.ts';
export type { Claim, ComparedNumber, Expectation, Findings, Mark, MarkResult, Paper } from './findings.ts';
export { type ExperimentOptions, type FullResult, fullResult } from './full-result.ts';
export { type JudgedMaterials, judgedMaterials } from './judged-materials.ts';
export type { AnyExperiment } from './kinds.ts';
export { experimentNames, type LoadedExperiment, loadExperiment } from './load.ts';
export { type CellOptions, FLOORS, type MeasuredAnswer, measuredScores } from './measured-scores.ts';
export { type Measured, measured, type Numbers, roundOnce } from './numbers.ts';
export type { OwnExperiment, OwnFindings, OwnRunOptions, OwnSummary } from './own/define.ts';
export type {
  FilterSpec,
  FineTunedModel,
  LabelSource,
  LessonWeights,
  PropertyScreening,
  PropertyStudent,
  SpaceSpec,
} from './property/chain.ts';
export type { PropertyComposite } from './property/composite.ts';
export type {
  CurveSpec,
  Predictions,
  PropertyEffort,
  PropertyExperiment,
  PropertyTable,
  Statement,
} from './property/define.ts';
export { type LearnResult, learn } from './property/learn.ts';
export { LEARN_DESCRIPTORS, LEARN_METHODS, type LearnMethod, learnMethod } from './property/learn-methods.ts';
export type { LearnRequest } from './property/learn-request.ts';
export type { PropertyInput, PropertyMethod, Validation } from './property/method.ts';
export type { PropertyResult } from './property/run.ts';
export { screeningLearner } from './property/screen-learner.ts';
export type { JudgedMethod, JudgedValidation, PropertySummary } from './property/summary.ts';
export { type ReliabilityBin, reliability } from './reliability.ts';
export { run, type SummaryOf } from './run.ts';
export { probabilityNumbers, type ScoreOptions, scoreNumbers } from './score.ts';
export { type ElementCount, type RankSummary, type ScreeningSummary, screeningSummary } from './screening-summary.ts';
export { type CurveGrids, curveGrids, type StoredCurves, storedCurves } from './stored-curves.ts';
export { structureNumbers } from './structure-numbers.ts';
export type {
  ChainSetting,
  Choice,
  MethodSetting,
  NumberRange,
  Objective,
  Open,
  SearchSpec,
  SweepEffort,
  SweepSetting,
  SweepSpec,
} from './sweep/define.ts';
export type { SweepExperiment, SweepOptions } from './sweep/options.ts';
export { runSweep } from './sweep/run.ts';
export type { Importance, Recipe, SearchSummary, SweepSummary, TrialTable } from './sweep/summary.ts';
export { type TopRow, topHeader, topRows } from './top-rows.ts';
export { type CheckedNumber, checkCommitted, checkExpected } from './verify.ts';
