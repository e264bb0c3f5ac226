/** Committees of students of measurements: chosen anew in every fold, and once for what ships. */
import { stableJson, startProgress } from 'ionsieve/core';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import { roundOnce } from 'ionsieve/experiment';
import type { RegressionSpec } from 'ionsieve/models';
import type { MeasuredEffort, MeasuredStudy } from './define.ts';
import type { Knowledge } from './knowledge.ts';
import type { MeasuredRecipe, MeasuredStudentSpec } from './recipe.ts';
import { GROUPINGS, type Grouping, type MeasuredSets } from './sets.ts';
import {
  answerOthers,
  type Choice,
  chooseCommittee,
  committeeAnswer,
  crossValidateMeasured,
  nestedAnswer,
} from './validation.ts';

/** Where students are judged: OBELiX in three ways, and Liverpool. */
export type Column = Grouping | 'liverpool';

/** Answers of one student: out of fold for OBELiX, of a fit to all of it for Liverpool. */
export type Answers = Readonly<Record<Column, MeasuredAnswer>>;

/** Which students a fold chose, and the AUC of every candidate on its inner folds. */
export interface ChoiceRow {
  readonly grouping: Column;
  readonly fold: number;
  readonly chosen: readonly string[];
  readonly auc: Readonly<Record<string, number>>;
}

/** What choosing gives. */
export interface ChoiceStage {
  /** Answers of the committee that each fold chose. */
  readonly answers: Answers;
  readonly choices: readonly ChoiceRow[];
  /** The choice on all of OBELiX: what ships, and what answers for Liverpool. */
  readonly choice: Choice;
}

/**
 * Answers of students on every column.
 * @example judgeAll(specs, sets, knowledge).get('nearest-neighbour').doi.score;
 */
export function judgeAll(
  specs: readonly MeasuredStudentSpec[],
  sets: MeasuredSets,
  knowledge: Knowledge,
): Map<string, Answers> {
  const bar = startProgress('students', specs.length * (GROUPINGS.length + 1), 'validations');
  let done = 0;
  const tell = <Value>(value: Value): Value => {
    bar.update(++done);
    return value;
  };
  const answers = new Map<string, Answers>();
  for (const spec of specs) {
    const validate = (grouping: Grouping) =>
      tell(crossValidateMeasured(spec, sets.obelix, sets.judgings[grouping].folds, knowledge));
    answers.set(spec.name, {
      composition: validate('composition'),
      doi: validate('doi'),
      family: validate('family'),
      liverpool: tell(answerOthers(spec, sets.obelix, sets.liverpool, knowledge)),
    });
  }
  bar.stop();
  return answers;
}

/**
 * Chooses a committee in every fold of every grouping, by AUC on unseen papers of the other folds, and one on all of OBELiX.
 * @example chooseAll(candidates, answers, sets, effort, knowledge).choice.chosen;
 */
export function chooseAll(
  candidates: readonly MeasuredStudentSpec[],
  answers: ReadonlyMap<string, Answers>,
  { obelix, judgings }: MeasuredSets,
  { choice: rule }: MeasuredEffort,
  knowledge: Knowledge,
): ChoiceStage {
  const bar = startProgress('choosing', GROUPINGS.length + 1, 'groupings');
  const papers = judgings.doi.groups;
  const row = (grouping: Column, fold: number, { chosen, auc }: Choice): ChoiceRow => ({
    grouping,
    fold,
    chosen,
    auc: Object.fromEntries(candidates.map((spec, i) => [spec.name, roundOnce(auc[i]!)!])),
  });
  const choices: ChoiceRow[] = [];
  const choose = (grouping: Grouping): MeasuredAnswer => {
    const outer = candidates.map((spec) => answers.get(spec.name)![grouping]);
    const { folds } = judgings[grouping];
    const nested = nestedAnswer(candidates, outer, obelix, folds, papers, rule, knowledge);
    choices.push(...nested.choices.map((choice) => row(grouping, choice.fold, choice)));
    bar.update(GROUPINGS.indexOf(grouping) + 1);
    return nested;
  };
  const whole = { composition: choose('composition'), doi: choose('doi'), family: choose('family') };
  const choice = chooseCommittee(candidates, obelix, papers, rule, knowledge);
  choices.push(row('liverpool', 0, choice));
  bar.stop();
  const liverpool = committeeAnswer(choice.chosen.map((name) => answers.get(name)!.liverpool));
  return { answers: { ...whole, liverpool }, choices, choice };
}

/** A student that tells conductivities from composition alone. */
export type RegressorSpec = MeasuredStudentSpec & { readonly recipe: Extract<MeasuredRecipe, { kind: 'regressor' }> };

/**
 * The members of a committee as one student, in the order of the candidates.
 * @throws {Error} when they do not see the same descriptors, or one does not tell conductivities from composition alone
 * @example committeeSpec(candidates, choice).recipe.model.kind; // 'blend'
 */
export function committeeSpec(candidates: readonly MeasuredStudentSpec[], { chosen }: Choice): RegressorSpec {
  const members = candidates.filter(({ name }) => chosen.includes(name)).map(({ recipe }) => regressorRecipe(recipe));
  const [first, ...others] = members as [ReturnType<typeof regressorRecipe>];
  if (others.some(({ input }) => stableJson(input) !== stableJson(first.input))) {
    throw new Error(`${chosen.join(' and ')} see different descriptors, and cannot ship as one student`);
  }
  const model: RegressionSpec = { kind: 'blend', members: members.map((member) => member.model) };
  return { name: 'committee', family: 'committee', recipe: { kind: 'regressor', input: first.input, model } };
}

function regressorRecipe(recipe: MeasuredRecipe): RegressorSpec['recipe'] {
  if (recipe.kind !== 'regressor') throw new Error('a candidate does not tell conductivities from composition alone');
  return recipe;
}

/**
 * A committee in the form that screens.
 * @example distilledSpec(committee, experiment).name; // 'committee-distilled'
 */
export function distilledSpec({ name, recipe }: RegressorSpec, { distillation }: MeasuredStudy) {
  const from = { input: recipe.input, model: recipe.model };
  return {
    name: `${name}-distilled`,
    family: 'distilled',
    recipe: { kind: 'distilled', from, ...distillation },
  } as const satisfies MeasuredStudentSpec;
}
