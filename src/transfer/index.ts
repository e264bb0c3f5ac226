/** ionsieve/transfer: teacher, labels, students of labels and of measurements. */

export { ionsOf, LITHIUM_IONS } from './ions.ts';
export { type Labels, labelStructures } from './label.ts';
export { type DescriptorTable, loadLabelTable, rowsByFormula } from './label-table.ts';
export { FAST_CONDUCTION, type Learned, learnedFrom, type Target } from './learned.ts';
export { probabilityOf } from './log-odds.ts';
export { loadMeasured, type MeasuredMaterial } from './measured-data.ts';
export {
  type DistilledRecipe,
  isFast,
  type MeasuredRecipe,
  type MeasuredStudentSpec,
} from './measured-student.ts';
export {
  askMeasured,
  type Intervals,
  type MeasuredStudent,
  openMeasuredStudent,
  readMeasuredStudent,
} from './measured-student-file.ts';
export { loadMeasurements, type Measurement, type MeasurementFinder, openMeasurements } from './measurements.ts';
export { parseOwnMeasurements } from './own-measurements.ts';
export { combinePolymorphs, type LabelledFormula } from './polymorphs.ts';
export { type CompoundPredictor, openPredictor } from './predict.ts';
export type { Prediction } from './prediction.ts';
export { PUBLISHED_MODEL } from './published-model.ts';
export {
  crossValidateStudent,
  fitStudent,
  type Lesson,
  linearForm,
  type Student,
  type StudentInput,
  type StudentSpec,
  studentInput,
  studentLogOdds,
  taughtCompositions,
} from './student.ts';
export { readStudentFile, type ShippedStudent, studentFileText } from './student-file.ts';
export { publishedTeacher, structuralColumns, structuralMatrix, type Teacher, withStructure } from './teacher.ts';
export { loadTraining, type TrainingMaterial } from './training-data.ts';
