/** ionsieve/transfer: teacher, labels, students of labels; measured conductivities and what predicts them. */

export { ionsOf, LITHIUM_IONS } from './ions.ts';
export { joinMeasured, loadAllMeasured, NO_FAMILY } from './join-measured.ts';
export { type Labels, labelStructures } from './label.ts';
export { LABEL_STUDENT, STUDENT_FLOORS } from './label-student.ts';
export { type DescriptorTable, loadLabelTable, rowsByFormula } from './label-table.ts';
export { probabilityOf } from './log-odds.ts';
export {
  isFast,
  LOG10_FAST,
  loadMeasured,
  MEASURED_SETS,
  type MeasuredMaterial,
  type MeasuredSet,
} from './measured-data.ts';
export { measuredTraining, readMeasured } from './measured-learner.ts';
export { loadMeasurements, type Measurement, type MeasurementFinder, openMeasurements } from './measurements.ts';
export { parseOwnMeasurements } from './own-measurements.ts';
export { combinePolymorphs, type LabelledFormula } from './polymorphs.ts';
export { type CompoundPredictor, createPredictor, openPredictor } from './predict.ts';
export type { Prediction } from './prediction.ts';
export { FAST_CONDUCTION, PUBLISHED_MODEL } from './published-model.ts';
export {
  crossValidateStudent,
  fitStudent,
  type Lesson,
  type Student,
  type StudentInput,
  type StudentSpec,
  studentInput,
  studentLogOdds,
  taughtCompositions,
} from './student.ts';
export { labelsOf, studentLearner, type Taught } from './student-learner.ts';
export { publishedTeacher, structuralColumns, structuralMatrix, type Teacher, withStructure } from './teacher.ts';
export { asCompound, loadTraining, type TrainingMaterial } from './training-data.ts';
