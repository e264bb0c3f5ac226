/** A Learner of a method that was fitted: with all that a reader needs to ask it rightly, or to leave it alone. */
import type { Composition } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import type { Matrix } from '../../core/matrix.ts';
import type { Target } from '../../dataset/target.ts';
import type { Calibration } from '../../evaluation/calibration.ts';
import { fitDomain } from '../../evaluation/domain.ts';
import type { Learner } from '../../learning/learner.ts';
import { scopeOf } from '../../learning/scope.ts';
import { seenParts } from '../../learning/sees.ts';
import type { FittedMethod, LearningMethod } from './answer.ts';
import type { JudgedLearner } from './judge-learner.ts';

/** What a Learner is made of. */
export interface LearnerParts extends JudgedLearner {
  /** Of a classifier whose score is no log-odds; null of any other. */
  readonly calibration: Calibration | null;
  readonly name: string;
  readonly target: Target;
  readonly does: LearningMethod['does'];
  readonly fit: FittedMethod;
  readonly descriptors: NonNullable<Learner['descriptors']>;
  /** What it learned from, as it sees it. */
  readonly X: Matrix;
  /** With the values; NaN where only a class was learned. */
  readonly compounds: readonly (readonly [formula: string, composition: Composition, y: number])[];
  /** Names of the tables. */
  readonly tables: readonly string[];
  readonly sha256: string;
}

/**
 * Makes the Learner.
 * @throws {UserError} where its descriptors count an ion that not all compounds have
 * @example learnerText(makeLearner(parts));
 */
export function makeLearner({ compounds, does, fit, X, tables, sha256, ...parts }: LearnerParts): Learner {
  const { name, target, descriptors, scores, intervals, calibration } = parts;
  const compositions = compounds.map(([, composition]) => composition);
  const scope = scopeOf(compositions);
  const anchors = seenParts({ descriptors }).map((part) => ('elemental' in part ? part.elemental.anchor : undefined));
  const anchor = anchors.find((each) => each !== undefined) ?? scope.anchor;
  if (anchor !== scope.anchor) {
    const remedy = `keep ${anchor} compounds only, by contains`;
    fail(name, `${anchor} in all that it learns, which its descriptors count`, scope.anchor ?? 'no common ion', remedy);
  }
  const figures = compounds.flatMap(([formula, , y]) => (Number.isNaN(y) ? [] : [[formula, y] as const]));
  return {
    ...{ name, target, ...scope, descriptors, scores, intervals, calibration },
    answers: does === 'regress' ? 'value' : 'log-odds',
    model: fit.toJson(),
    domain: fitDomain(X).toJson(),
    training: figures.length > 0 ? { tables, sha256, compounds: figures } : { labels: tables.join(', ') },
  };
}
