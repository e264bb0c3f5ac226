/**
 * Students of measurements judged on materials that they have not seen, and chosen without looking at those: nested
 * cross-validation (Varma and Simon, BMC Bioinformatics 7, 91 (2006)). Within every fold the choice is made anew, by
 * cross-validation of the fold's training rows alone.
 */
import { selectRows } from '../core/matrix.ts';
import { stream } from '../core/random.ts';
import { calibrated, fitCalibration } from '../evaluation/calibration.ts';
import { groupedFolds } from '../evaluation/folds.ts';
import { classificationMetrics } from '../evaluation/metrics.ts';
import type { Knowledge } from './knowledge.ts';
import {
  fitRecipe,
  isFast,
  type MeasuredAnswer,
  type MeasuredExample,
  type MeasuredStudentSpec,
  measuredInput,
} from './measured-student.ts';

/**
 * What a student says of every example from fits that saw no row of its fold.
 * @param folds fold of each example
 * @example crossValidateMeasured(spec, examples, folds, knowledge).score;
 */
export function crossValidateMeasured(
  spec: MeasuredStudentSpec,
  examples: readonly MeasuredExample[],
  folds: ArrayLike<number>,
  knowledge: Knowledge,
): MeasuredAnswer {
  const X = inputOf(spec, examples, knowledge);
  const rows = examples.map((_, row) => row);
  const whole = emptyAnswer(rows.length);
  let regresses = true;
  for (const fold of new Set(Array.from(folds))) {
    const training = rows.filter((row) => folds[row] !== fold);
    const held = rows.filter((row) => folds[row] === fold);
    const answer = fitRecipe(
      spec.recipe,
      selectRows(X, training),
      training.map((row) => examples[row]!),
      knowledge,
      spec.name,
    )(selectRows(X, held));
    held.forEach((row, i) => {
      whole.score[row] = answer.score[i]!;
      whole.log10Conductivity[row] = answer.log10Conductivity?.[i] ?? Number.NaN;
      whole.sd[row] = answer.sd?.[i] ?? Number.NaN;
    });
    regresses &&= answer.log10Conductivity !== null;
  }
  return regresses ? whole : { score: whole.score, log10Conductivity: null, sd: null };
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
  const answer = fitRecipe(spec.recipe, inputOf(spec, examples, knowledge), examples, knowledge, spec.name);
  return answer(inputOf(spec, others, knowledge));
}

/** A choice among students, and what it rests on. */
export interface Choice {
  readonly chosen: string;
  /** AUC of each candidate on folds of the examples, in the order of the candidates. */
  readonly auc: readonly number[];
  /** Turns the chosen student's score into log-odds, from its scores on the first draw of folds. */
  readonly slope: number;
  readonly offset: number;
}

/** The folds on which a choice rests. */
export interface InnerFolds {
  readonly folds: number;
  /** Draws of the folds; the AUC is the mean over them. */
  readonly repeats: number;
}

/**
 * The candidate of highest AUC on grouped folds of some examples; of equals the first.
 * @param groups group of each example: a group is never on both sides
 * @example chooseStudent(candidates, examples, groups, { folds: 4, repeats: 2 }, knowledge).chosen;
 */
export function chooseStudent(
  candidates: readonly MeasuredStudentSpec[],
  examples: readonly MeasuredExample[],
  groups: readonly string[],
  { folds, repeats }: InnerFolds,
  knowledge: Knowledge,
): Choice {
  const fast = examples.map(({ log10Conductivity }) => isFast(log10Conductivity));
  const draws = Array.from({ length: repeats }, (_, repeat) => {
    const drawn = groupedFolds(groups, folds, stream(knowledge.seed, `inner folds ${repeat}`));
    return candidates.map((spec) => crossValidateMeasured(spec, examples, drawn, knowledge).score);
  });
  const auc = candidates.map((_, i) => {
    const each = draws.map((scores) => classificationMetrics(fast, scores[i]!).auc ?? 0);
    return each.reduce((sum, value) => sum + value, 0) / repeats;
  });
  const best = auc.indexOf(Math.max(...auc));
  return { chosen: candidates[best]!.name, auc, ...fitCalibration(draws[0]![best]!, fast) };
}

/** What nested cross-validation gives. */
export interface NestedAnswer extends MeasuredAnswer {
  /** One a fold, in the order of the folds' numbers. */
  readonly choices: readonly (Choice & { readonly fold: number })[];
}

/**
 * Nested cross-validation: each outer fold is scored by the candidate that wins on inner folds of the other rows. Candidates
 * have to score in one unit, decades above the threshold, or folds would not compare.
 * @param outer answers of each candidate by {@link crossValidateMeasured} on the same folds
 * @param folds outer fold of each example
 * @param groups groups of the inner folds
 * @example nestedAnswer(candidates, outer, examples, folds, groups, { folds: 4, repeats: 2 }, knowledge).choices.length;
 */
export function nestedAnswer(
  candidates: readonly MeasuredStudentSpec[],
  outer: readonly MeasuredAnswer[],
  examples: readonly MeasuredExample[],
  folds: ArrayLike<number>,
  groups: readonly string[],
  inner: InnerFolds,
  knowledge: Knowledge,
): NestedAnswer {
  const rows = examples.map((_, row) => row);
  const whole = emptyAnswer(rows.length);
  const names = [...new Set(Array.from(folds))].sort((a, b) => a - b);
  const choices = names.map((fold) => {
    const training = rows.filter((row) => folds[row] !== fold);
    const choice = chooseStudent(
      candidates,
      training.map((row) => examples[row]!),
      training.map((row) => groups[row]!),
      inner,
      knowledge,
    );
    const answer = outer[candidates.findIndex(({ name }) => name === choice.chosen)]!;
    for (const row of rows.filter((each) => folds[each] === fold)) {
      whole.score[row] = answer.score[row]!;
      whole.log10Conductivity[row] = answer.log10Conductivity?.[row] ?? Number.NaN;
      whole.sd[row] = answer.sd?.[row] ?? Number.NaN;
    }
    return { fold, ...choice };
  });
  return { ...whole, choices };
}

/**
 * Log-odds of each row by a calibration (Platt) that saw the other folds' scores only.
 * @example crossCalibrated(answer.score, fast, folds);
 */
export function crossCalibrated(score: Float64Array, fast: readonly number[], folds: ArrayLike<number>): Float64Array {
  const probabilities = new Float64Array(score.length);
  for (const fold of new Set(Array.from(folds))) {
    const others = fast.flatMap((_, row) => (folds[row] !== fold ? [row] : []));
    const calibration = fitCalibration(
      others.map((row) => score[row]!),
      others.map((row) => fast[row]!),
    );
    calibrated(calibration, score).forEach((probability, row) => {
      if (folds[row] === fold) probabilities[row] = probability;
    });
  }
  return probabilities;
}

function emptyAnswer(rows: number) {
  return {
    score: new Float64Array(rows),
    log10Conductivity: new Float64Array(rows),
    sd: new Float64Array(rows),
  };
}

function inputOf({ recipe }: MeasuredStudentSpec, examples: readonly MeasuredExample[], knowledge: Knowledge) {
  return measuredInput(
    recipe,
    examples.map(({ composition }) => composition),
    knowledge,
  );
}
