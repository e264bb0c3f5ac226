/** ionsieve/learning: Learners: what a model learned, what it is worth, and how it is asked. */

export { answerColumn } from './answer-column.ts';
export { askCompounds } from './ask-compounds.ts';
export { askLearner, type LearnerAnswer } from './ask-learner.ts';
export { type CompositionDomain, compositionDomain, type NearComposition } from './composition-domain.ts';
export {
  figuresOf,
  type Learner,
  type LearnerIntervals,
  type ScoreRow,
  type SeenPart,
  type TrainingLabels,
  type TrainingTable,
} from './learner.ts';
export { learnerText, readLearner } from './learner-file.ts';
export { learnerSchema } from './learner-schema.ts';
export { linearForm } from './linear-form.ts';
export { openLearner } from './open-learner.ts';
export { type FormationEnergy, predictFormationEnergy } from './predict-formation-energy.ts';
export { learnedText, needLearned, type Scope, scopeOf, unlearned } from './scope.ts';
export { seenSet } from './sees.ts';
