/** Several members taken together, by weights that are the best on inner folds of the rows to learn from. */
import { stream } from 'ionsieve/core';
import {
  ensembleWeights,
  groupedFolds,
  heldOut,
  logLoss,
  meanAbsoluteError,
  splitFolds,
  weightedMean,
} from 'ionsieve/evaluation';
import type { Member } from './define.ts';
import { type Lesson, memberAnswer } from './said.ts';
import type { Task } from './tasks.ts';

/** How a stack is made. */
export interface Stacking {
  readonly members: readonly Member[];
  readonly innerFolds: number;
  readonly seed: number;
  /** Names the streams of chance. */
  readonly part: string;
}

/** What a stack says. */
export interface Stack {
  /** Weight of each member, 1 in all. */
  readonly weights: Float64Array;
  /** Of the rows to learn from, each while its inner fold is held out. */
  readonly inside: Float64Array;
  /** Of the rows asked about. */
  readonly asked: Float64Array;
}

/** Few rows are held out in more folds, so that each model has nearly all: so many rows over their number, up to ten. */
const ENOUGH_ROWS = 3000;
const MOST_FOLDS = 10;

/** Weights are multiples of one over at most so many. */
const ROUNDS = 30;

/**
 * What each member says, inside and of the rows asked about.
 * @example saidByAll(task, lesson, test, stacking).map(({ asked }) => asked[0]);
 */
export function saidByAll(
  { seen }: Task,
  lesson: Lesson,
  asked: readonly number[],
  { members, innerFolds, seed, part }: Stacking,
): Omit<Stack, 'weights'>[] {
  const { does, y, train } = lesson;
  const rows = train.map((_, at) => String(at));
  const folds = Math.max(innerFolds, Math.min(Math.floor(ENOUGH_ROWS / rows.length), MOST_FOLDS));
  const inner = splitFolds(groupedFolds(rows, folds, stream(seed, `inner folds ${part}`)));
  return members.map((member) => {
    const X = seen(member);
    const random = (fold: string) => stream(seed, `${member.name} ${part} ${fold}`);
    const inside = heldOut(train.length, inner, ({ fold, train: others, test }) => {
      const fewer = { does, y: Float64Array.from(others, (at) => y[at]!), train: others.map((at) => train[at]!) };
      return memberAnswer(
        member,
        X,
        fewer,
        test.map((at) => train[at]!),
        random(`inner ${fold}`),
      );
    });
    return { inside, asked: memberAnswer(member, X, lesson, asked, random('all')) };
  });
}

/**
 * The stack: weights by the mean absolute error of values, the log loss of probabilities.
 * @example stackOf(lesson, saidByAll(task, lesson, test, stacking)).weights;
 */
export function stackOf({ does, y }: Lesson, said: readonly Omit<Stack, 'weights'>[]): Stack {
  const loss = (mean: Float64Array) => (does === 'regress' ? meanAbsoluteError(y, mean) : logLoss(y, mean));
  const inside = said.map((member) => member.inside);
  const weights = ensembleWeights(inside, loss, ROUNDS);
  const asked = said.map((member) => member.asked);
  return { weights, inside: weightedMean(inside, weights), asked: weightedMean(asked, weights) };
}
