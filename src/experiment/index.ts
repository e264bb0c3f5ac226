/** ionsieve/experiment: experiments: their types, their runs and sweeps. */

export type { Claim, ComparedNumber, Expectation, Findings, Paper } from './findings.ts';
export { type ExperimentOptions, type FullResult, fullResult } from './full-result.ts';
export type { AnyExperiment } from './kinds.ts';
export { experimentNames, type LoadedExperiment, loadExperiment } from './load.ts';
export type { Mark, MeasuredEffort, MeasuredExperiment } from './measured/define.ts';
export type { MarkResult, MeasuredResult, MeasuredSummary } from './measured/run.ts';
export { type Measured, measured, type Numbers, roundOnce } from './numbers.ts';
export type { OwnExperiment, OwnFindings, OwnRunOptions, OwnSummary } from './own/define.ts';
export type {
  FilterSpec,
  LabelSource,
  LessonWeights,
  PropertyScreening,
  PropertyStudent,
  SpaceSpec,
} from './property/chain.ts';
export type { Predictions, PropertyEffort, PropertyExperiment, PropertyTable, Statement } from './property/define.ts';
export { type LearnResult, learn } from './property/learn.ts';
export { LEARN_DESCRIPTORS, LEARN_METHODS, type LearnMethod, learnMethod } from './property/learn-methods.ts';
export type { LearnRequest } from './property/learn-request.ts';
export type { PropertyInput, PropertyMethod, Validation } from './property/method.ts';
export type { PropertyResult } from './property/run.ts';
export type { JudgedMethod, JudgedValidation, PropertySummary } from './property/summary.ts';
export { run, type SummaryOf } from './run.ts';
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
export type { Effort, Experiment, ShortlistSpec, TeacherModel } from './transfer/define.ts';
export type { RunResult } from './transfer/run.ts';
export {
  type ElementCount,
  type RankSummary,
  type ScreeningSummary,
  screeningSummary,
} from './transfer/screen-stage.ts';
export type { Summary } from './transfer/summary.ts';
export { type CheckedNumber, checkCommitted, checkExpected } from './verify.ts';
