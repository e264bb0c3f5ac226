/** A student of labels as a Learner: what its file says of it. */
import type { Composition } from '../chemistry/formula.ts';
import type { Target } from '../dataset/target.ts';
import type { Domain } from '../evaluation/domain.ts';
import type { Learner, ScoreRow } from '../learning/learner.ts';
import { scopeOf } from '../learning/scope.ts';
import type { Student } from './student.ts';

/** What a student was taught. */
export interface Taught {
  /** What its labels say of a compound. */
  readonly target: Target;
  /** Where they came from, in words. */
  readonly labels: string;
  /** The compounds that it learned from, at least one. */
  readonly compositions: readonly Composition[];
  readonly domain: Domain;
  /** How it was judged; none unless given. */
  readonly scores?: readonly ScoreRow[];
}

/**
 * The Learner of a student.
 * @throws {Error} for a student on another input than a descriptor set
 * @example writeAtomic('student.json', learnerText(studentLearner(student, { target: FAST_CONDUCTION, labels: 'labels.csv', compositions, domain })));
 */
export function studentLearner({ spec, predictor, calibration }: Student, taught: Taught): Learner {
  if (spec.input === 'anion') throw new Error(`student ${spec.name} does not see a descriptor set`);
  const { target, labels, compositions, domain, scores = [] } = taught;
  return {
    ...{ name: spec.name, target, ...scopeOf(compositions), answers: 'log-odds', descriptors: spec.input },
    ...{ model: predictor.toJson(), calibration, intervals: null, domain: domain.toJson() },
    ...{ training: { labels }, scores },
  };
}

/**
 * Where the labels of a student came from; null of a Learner that is none.
 * @example labelsOf(readLearner('data/models/paper.json')); // 'the published model ...'
 */
export function labelsOf({ answers, training }: Learner): string | null {
  return answers === 'log-odds' && training !== null && 'labels' in training ? training.labels : null;
}
