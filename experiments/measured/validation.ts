/**
 * Students of measurements judged on materials that they have not seen, and chosen without looking at those: nested
 * cross-validation (Varma and Simon, BMC Bioinformatics 7, 91 (2006)). Within every fold the choice is made anew, by
 * cross-validation of the fold's training rows alone.
 */

import { selectRows, stream } from 'ionsieve/core';
import {
  calibrated,
  classificationMetrics,
  type FoldSplit,
  fitCalibration,
  groupedFolds,
  heldOut,
  splitFolds,
} from 'ionsieve/evaluation';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import { blend } from 'ionsieve/models';
import { isFast, LOG10_FAST } from 'ionsieve/transfer';
import type { Knowledge } from './knowledge.ts';
import { fitRecipe, type MeasuredExample, type MeasuredStudentSpec, measuredInput } from './recipe.ts';

/**
 * What a student says of every example from fits that saw no row of its fold.
 * @param splits together they hold out every example once
 * @example crossValidateMeasured(spec, examples, splitFolds(folds), knowledge).score;
 */
export function crossValidateMeasured(
  spec: MeasuredStudentSpec,
  examples: readonly MeasuredExample[],
  splits: readonly FoldSplit[],
  knowledge: Knowledge,
): MeasuredAnswer {
  const theirs = knowledgeFor(spec, knowledge);
  const X = inputOf(spec, examples, theirs);
  return together(splits, ({ train, test }) => {
    const known = train.map((row) => examples[row]!);
    return fitRecipe(spec.recipe, selectRows(X, train), known, theirs, spec.name)(selectRows(X, test));
  });
}

/**
 * What a student of all examples says of other materials.
 * @example answerOthers(spec, obelix, liverpool, knowledge).score;
 */
export function answerOthers(
  spec: MeasuredStudentSpec,
  examples: readonly MeasuredExample[],
  others: readonly MeasuredExample[],
  knowledge: Knowledge,
): MeasuredAnswer {
  const theirs = knowledgeFor(spec, knowledge);
  const answer = fitRecipe(spec.recipe, inputOf(spec, examples, theirs), examples, theirs, spec.name);
  return answer(inputOf(spec, others, theirs));
}

const knowledgeFor = ({ shuffled }: MeasuredStudentSpec, knowledge: Knowledge): Knowledge =>
  shuffled === undefined ? knowledge : knowledge.shuffled(shuffled);

/** How a committee is chosen. */
export interface ChoiceRule {
  /** Inner folds. */
  readonly folds: number;
  /** How many of the best make the committee: two near equals together stray less than the better of them. */
  readonly members: number;
}

/** A committee chosen among students, and what the choice rests on. */
export interface Choice {
  /** Names of the members, best first. */
  readonly chosen: readonly string[];
  /** AUC of each candidate on folds of the examples, in the order of the candidates. */
  readonly auc: readonly number[];
  /** Turns the committee's score into log-odds, from its scores on those folds. */
  readonly slope: number;
  readonly offset: number;
}

/**
 * The candidates of highest AUC on grouped folds of some examples; of equals the first.
 * @param groups group of each example: a group is never on both sides
 * @example chooseCommittee(candidates, examples, papers, { folds: 4, members: 2 }, knowledge).chosen;
 */
export function chooseCommittee(
  candidates: readonly MeasuredStudentSpec[],
  examples: readonly MeasuredExample[],
  groups: readonly string[],
  { folds: count, members }: ChoiceRule,
  knowledge: Knowledge,
): Choice {
  const folds = groupedFolds(groups, count, stream(knowledge.seed, 'inner folds'));
  const fast = examples.map(({ log10Conductivity }) => isFast(log10Conductivity));
  const answers = candidates.map((spec) => crossValidateMeasured(spec, examples, splitFolds(folds), knowledge));
  const auc = answers.map(({ score }) => classificationMetrics(fast, score).auc ?? 0);
  const best = [...auc.keys()].sort((a, b) => auc[b]! - auc[a]! || a - b).slice(0, members);
  const { score } = committeeAnswer(best.map((i) => answers[i]!));
  return { chosen: best.map((i) => candidates[i]!.name), auc, ...fitCalibration(score, fast) };
}

/**
 * What a committee says: an equal mixture of its members, which all tell conductivities.
 * @example committeeAnswer([answer, answer]).score; // the same scores
 */
export function committeeAnswer(members: readonly MeasuredAnswer[]): MeasuredAnswer {
  const { mean, sd } = blend(members.map(predictionOf));
  return { score: mean.map((value) => value - LOG10_FAST), log10Conductivity: mean, sd };
}

function predictionOf({ log10Conductivity, sd }: MeasuredAnswer) {
  if (log10Conductivity === null || sd === null) throw new Error('a member of a committee has to tell conductivities');
  return { mean: log10Conductivity, sd };
}

/** What nested cross-validation gives. */
export interface NestedAnswer extends MeasuredAnswer {
  /** One a fold, in the order of the folds' numbers. */
  readonly choices: readonly (Choice & { readonly fold: number })[];
}

/**
 * Nested cross-validation: each outer fold is answered by the committee that wins on inner folds of the other rows.
 * @param outer answers of each candidate by {@link crossValidateMeasured} on the same splits
 * @param splits the outer folds
 * @param groups groups of the inner folds
 * @example nestedAnswer(candidates, outer, examples, splits, papers, { folds: 4, members: 2 }, knowledge).choices.length;
 */
export function nestedAnswer(
  candidates: readonly MeasuredStudentSpec[],
  outer: readonly MeasuredAnswer[],
  examples: readonly MeasuredExample[],
  splits: readonly FoldSplit[],
  groups: readonly string[],
  rule: ChoiceRule,
  knowledge: Knowledge,
): NestedAnswer {
  const choices = splits.map(({ fold, train }) => {
    const [known, theirs] = [train.map((row) => examples[row]!), train.map((row) => groups[row]!)];
    return { fold, ...chooseCommittee(candidates, known, theirs, rule, knowledge) };
  });
  const whole = together(splits, (split) => {
    const { chosen } = choices[splits.indexOf(split)]!;
    const members = chosen.map((name) => outer[candidates.findIndex((spec) => spec.name === name)]!);
    return rowsOfAnswer(committeeAnswer(members), split.test);
  });
  return { ...whole, choices };
}

/**
 * Log-odds of each row by a calibration (Platt) that saw the other folds' scores only.
 * @example crossCalibrated(answer.score, fast, folds);
 */
export function crossCalibrated(score: Float64Array, fast: readonly number[], folds: ArrayLike<number>): Float64Array {
  return heldOut(score.length, splitFolds(folds), ({ train, test }) => {
    const calibration = fitCalibration(
      train.map((row) => score[row]!),
      train.map((row) => fast[row]!),
    );
    return calibrated(
      calibration,
      test.map((row) => score[row]!),
    );
  });
}

/** The answers to the rows held out, each fold's in its own order, in one; of conductivities where every fold tells them. */
function together(splits: readonly FoldSplit[], answer: (split: FoldSplit) => MeasuredAnswer): MeasuredAnswer {
  const said = splits.map((split) => ({ test: split.test, answer: answer(split) }));
  const rows = said.reduce((sum, { test }) => sum + test.length, 0);
  const regresses = said.every((one) => one.answer.log10Conductivity !== null);
  const all = (key: keyof MeasuredAnswer) => heldOut(rows, said, (one) => one.answer[key]!);
  return {
    score: all('score'),
    log10Conductivity: regresses ? all('log10Conductivity') : null,
    sd: regresses ? all('sd') : null,
  };
}

function rowsOfAnswer(answer: MeasuredAnswer, rows: readonly number[]): MeasuredAnswer {
  const pick = (values: Float64Array | null) => values && Float64Array.from(rows, (row) => values[row]!);
  return { score: pick(answer.score)!, log10Conductivity: pick(answer.log10Conductivity), sd: pick(answer.sd) };
}

function inputOf({ recipe }: MeasuredStudentSpec, examples: readonly MeasuredExample[], knowledge: Knowledge) {
  return measuredInput(
    recipe,
    examples.map(({ composition }) => composition),
    knowledge,
  );
}
