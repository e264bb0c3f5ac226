// biome-ignore-all assist/source/organizeImports: in the order in which the data flow
/**
 * The names that a user needs on the way of the data, in its order. Each room has more under its own name: ionsieve/chemistry,
 * ionsieve/crystal and so on; see docs/library.md.
 */

// Errors, tables, matrices, seeded random streams.
export {
  fail,
  formatCsv,
  type Matrix,
  matrixFrom,
  parseCsv,
  type ShowProgress,
  type Stream,
  stream,
  type TextRow,
  UserError,
  writeAtomic,
} from './core/index.ts';

// Formulas and compositions.
export {
  atomicNumber,
  type Composition,
  chemicalSystem,
  elementProperty,
  formatFormula,
  fractions,
  hasRealAnion,
  isChargeNeutral,
  parseFormula,
  passesPauling,
  reducedFormula,
  SYMBOLS,
} from './chemistry/index.ts';

// Structures.
export {
  compositionOf,
  createStructure,
  formatJsonLines,
  powderPattern,
  readCif,
  readStructures,
  type Structure,
  type StructureInput,
  structureFormula,
} from './crystal/index.ts';

// Structures from databases.
export { fetchStructures, fetchToFile, PROVIDERS, type StructureQuery } from './optimade/index.ts';

// Numbers of structures and of compositions.
export {
  type DescribedStructure,
  type Descriptor,
  type Descriptors,
  describeCompounds,
  type DescriptorSet,
  describeStructure,
  ELEMENTAL_SETS,
  elementalDescriptorNames,
  elementalDescriptors,
  STRUCTURAL_DESCRIPTORS,
  structuralDescriptors,
  type UndescribedStructure,
} from './descriptors/index.ts';

// Matrices in, classifiers and regressors out.
export {
  fitModel,
  fitRegressor,
  type ModelSpec,
  openSolvers,
  type Predictor,
  type PredictorJson,
  predictorFromJson,
  type RegressionSpec,
  type Regressor,
  type RegressorJson,
  regressorFromJson,
} from './models/index.ts';

// Matrices in, groups out.
export { type ClusterSpec, cluster } from './clustering/index.ts';

// What a model is worth on rows that it has not seen.
export {
  type BootstrapInterval,
  bootstrapIntervals,
  brierScore,
  calibrated,
  classificationMetrics,
  coefficientOfDetermination,
  crossValidate,
  type Domain,
  enrichment,
  fitCalibration,
  fitDomain,
  groupedFolds,
  leaveOneGroupOut,
  leaveOneOut,
  logLoss,
  meanAbsoluteError,
  rootMeanSquaredError,
  spearman,
} from './evaluation/index.ts';

// What a model learned, what it is worth, and how it is asked.
export { askLearner } from './learning/ask-learner.ts';
export type { Learner } from './learning/learner.ts';
export { readLearner } from './learning/learner-file.ts';

// Teacher, labels, student; from their files, for the room as a whole loads the readers of tables.
export { type Labels, labelStructures } from './transfer/label.ts';
export { loadLabelTable } from './transfer/label-table.ts';
export { loadMeasured } from './transfer/measured-data.ts';
export { combinePolymorphs } from './transfer/polymorphs.ts';
export { type CompoundPredictor, openPredictor } from './transfer/predict.ts';
export type { Prediction } from './transfer/prediction.ts';
export { PUBLISHED_MODEL } from './transfer/published-model.ts';
export { fitStudent, type Student, type StudentSpec, studentInput } from './transfer/student.ts';
export { publishedTeacher, type Teacher } from './transfer/teacher.ts';
export { loadTraining } from './transfer/training-data.ts';

// A student over every composition of a space.
export {
  type CompositionSpace,
  compileStudent,
  countSpace,
  createJob,
  createRanker,
  createSpace,
  mergeShards,
  NO_FILTERS,
  type ScreeningFilters,
  type ScreeningPlan,
  type ScreeningResult,
  type ScreenOptions,
  type ScreenWork,
  screen,
} from './screening/index.ts';

// Experiments; from their files, for the room as a whole loads the code of every kind.
export type { Expectation } from './experiment/findings.ts';
export type { ExperimentOptions } from './experiment/full-result.ts';
export type { AnyExperiment } from './experiment/kinds.ts';
export { experimentNames, loadExperiment } from './experiment/load.ts';
export { run, type SummaryOf } from './experiment/run.ts';
