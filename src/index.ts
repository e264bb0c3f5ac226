/** Every public name, in the order in which the data flow: the map of the library. */

export * from './chemistry/composition.ts';
export * from './chemistry/element-groups.ts';
export * from './chemistry/elements.ts';
export * from './chemistry/formula.ts';
export * from './chemistry/oxidation-states.ts';
export * from './clustering/adjusted-rand-index.ts';
export * from './clustering/cluster.ts';
export * from './clustering/cluster-counts.ts';
export * from './clustering/pair-distances.ts';
export * from './clustering/silhouette.ts';
export * from './clustering/stability.ts';
export * from './clustering/ward.ts';
export * from './core/errors.ts';
export * from './core/files.ts';
export * from './core/matrix.ts';
export * from './core/random.ts';
export * from './core/shipped-data.ts';
export * from './core/table.ts';
export * from './crystal/cif.ts';
export * from './crystal/json-lines.ts';
export * from './crystal/powder-anions.ts';
export * from './crystal/powder-lines.ts';
export * from './crystal/powder-pattern.ts';
export * from './crystal/powder-table.ts';
export * from './crystal/powder-text.ts';
export * from './crystal/read-structures.ts';
export * from './crystal/structure.ts';
export * from './descriptors/describe.ts';
export * from './descriptors/disordered.ts';
export * from './descriptors/elemental.ts';
export * from './descriptors/factors.ts';
export * from './descriptors/structural.ts';
export * from './evaluation/bootstrap.ts';
export * from './evaluation/bootstrap-statistic.ts';
export * from './evaluation/calibration.ts';
export * from './evaluation/conformal.ts';
export * from './evaluation/cross-validate.ts';
export * from './evaluation/domain.ts';
export * from './evaluation/enrichment.ts';
export * from './evaluation/fisher-exact.ts';
export * from './evaluation/folds.ts';
export * from './evaluation/leave-one-group-out.ts';
export * from './evaluation/leave-one-out.ts';
export * from './evaluation/metrics.ts';
export * from './evaluation/nearest.ts';
export * from './evaluation/permutation.ts';
export * from './evaluation/regression-metrics.ts';
export * from './evaluation/spearman.ts';
export * from './evaluation/x-randomisation.ts';
export * from './experiment/clustering/define.ts';
export * from './experiment/clustering/run.ts';
export * from './experiment/define.ts';
export * from './experiment/define-measured.ts';
export * from './experiment/findings.ts';
export * from './experiment/kinds.ts';
export * from './experiment/load.ts';
export * from './experiment/measured-run.ts';
export * from './experiment/property/define.ts';
export * from './experiment/property/run.ts';
export * from './experiment/run.ts';
export * from './experiment/screen-stage.ts';
export * from './experiment/summary.ts';
export * from './experiment/verdicts/define.ts';
export * from './experiment/verdicts/run.ts';
export * from './experiment/verify.ts';
export * from './models/model.ts';
export {
  fitRegressor,
  type Prediction as RegressionPrediction,
  type RegressionSpec,
  type Regressor,
  type RegressorJson,
  regressorFromJson,
} from './models/regression.ts';
export * from './models/tensor-backend.ts';
export * from './report/write-report.ts';
export * from './screening/compile.ts';
export * from './screening/filters.ts';
export * from './screening/job.ts';
export * from './screening/locate.ts';
export * from './screening/merge.ts';
export * from './screening/rank.ts';
export * from './screening/screen.ts';
export * from './screening/space.ts';
export * from './transfer/label.ts';
export * from './transfer/label-table.ts';
export * from './transfer/measured-data.ts';
export * from './transfer/measured-student.ts';
export * from './transfer/measured-student-file.ts';
export * from './transfer/polymorphs.ts';
export * from './transfer/predict.ts';
export * from './transfer/published-model.ts';
export * from './transfer/student.ts';
export * from './transfer/student-file.ts';
export * from './transfer/teacher.ts';
export * from './transfer/training-data.ts';
