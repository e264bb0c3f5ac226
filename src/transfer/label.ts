/** Labels of structures by a teacher. */

import type { Matrix } from '../core/matrix.ts';
import { probabilityOf } from './log-odds.ts';
import type { Teacher } from './teacher.ts';

/** A teacher's verdicts on the rows of a table. */
export interface Labels {
  /** Probability of fast conduction, one a row. */
  readonly probability: Float64Array;
  /** 1 where the probability is 0.5 or more. */
  readonly fast: Uint8Array;
  /** Distance to the centre of the teacher's training materials; beyond 2 is extrapolation (Sendek 2017). */
  readonly domainDistance: Float64Array;
}

/**
 * Labels every row of a table of the teacher's descriptors.
 * @param X rows: structures; columns: `teacher.descriptors`
 * @example labelStructures(publishedTeacher(loadTraining()), loadLabelTable().X).probability[0];
 */
export function labelStructures(teacher: Teacher, X: Matrix): Labels {
  const probability = probabilityOf(teacher.logOdds(X));
  return {
    probability,
    fast: Uint8Array.from(probability, (p) => (p >= 0.5 ? 1 : 0)),
    domainDistance: teacher.domain.distance(X),
  };
}
