/** ionsieve/learning: Learners: what a model learned, what it is worth, and how it is asked. */

export { askLearner, type LearnerAnswer } from './ask-learner.ts';
export {
  answerColumn,
  type Learner,
  type LearnerIntervals,
  type LearnerTarget,
  type ScoreRow,
  type TrainingTable,
  toAnswer,
} from './learner.ts';
export { learnerText, readLearner } from './learner-file.ts';
export { learnerSchema } from './learner-schema.ts';
export { openLearner } from './open-learner.ts';
