/** Committees of students of measurements: chosen anew in every fold, and once for what ships. */
import { stableJson, startProgress } from 'ionsieve/core';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import { roundOnce } from 'ionsieve/experiment';
import type { RegressionSpec } from 'ionsieve/models';
import type { MeasuredEffort, MeasuredStudy } from './define.ts';
import type { Knowledge } from './knowledge.ts';
import type { MeasuredRecipe, MeasuredStudentSpec } from './recipe.ts';
import { GROUPINGS, type Grouping, type MeasuredRows } from './sets.ts';
import { type Choice, chooseCommittee, crossValidateMeasured, nestedAnswer } from './validation.ts';

/** Answers of one student out of fold, in each way of holding out. */
export type HeldOutAnswers = Readonly<Record<Grouping, MeasuredAnswer>>;

/** Which students a fold chose, and the AUC of every candidate on its inner folds. */
export interface ChoiceRow {
  /** Name of the rows. */
  readonly of: string;
  /** How the fold was held out; `none` for the choice on all rows, which ships. */
  readonly grouping: Grouping | 'none';
  readonly fold: number;
  readonly chosen: readonly string[];
  readonly auc: Readonly<Record<string, number>>;
}

/** What choosing gives. */
export interface ChoiceStage {
  /** Answers of the committee that each fold chose. */
  readonly answers: HeldOutAnswers;
  readonly choices: readonly ChoiceRow[];
  /** The choice on all rows. */
  readonly choice: Choice;
}

/**
 * Answers of students to rows held out.
 * @example judgeRows(specs, sets, knowledge).get('nearest-neighbour').doi.score;
 */
export function judgeRows(
  specs: readonly MeasuredStudentSpec[],
  { materials, judgings }: MeasuredRows,
  knowledge: Knowledge,
): Map<string, HeldOutAnswers> {
  const bar = startProgress('students', specs.length * GROUPINGS.length, 'validations');
  let done = 0;
  const answers = new Map<string, HeldOutAnswers>();
  for (const spec of specs) {
    const validate = (grouping: Grouping) => {
      const answer = crossValidateMeasured(spec, materials, judgings[grouping].splits, knowledge);
      bar.update(++done);
      return answer;
    };
    answers.set(spec.name, {
      composition: validate('composition'),
      doi: validate('doi'),
      family: validate('family'),
    });
  }
  bar.stop();
  return answers;
}

/**
 * Chooses a committee in every fold of every grouping, by AUC on unseen papers of the other folds, and one on all rows.
 * @param of name of the rows
 * @example chooseAll('obelix', candidates, answers, sets, effort, knowledge).choice.chosen;
 */
export function chooseAll(
  of: string,
  candidates: readonly MeasuredStudentSpec[],
  answers: ReadonlyMap<string, HeldOutAnswers>,
  { materials, judgings }: MeasuredRows,
  { choice: rule }: MeasuredEffort,
  knowledge: Knowledge,
): ChoiceStage {
  const bar = startProgress('choosing', GROUPINGS.length + 1, 'groupings');
  const papers = judgings.doi.groups;
  const row = (grouping: ChoiceRow['grouping'], fold: number, { chosen, auc }: Choice): ChoiceRow => ({
    ...{ of, grouping, fold, chosen },
    auc: Object.fromEntries(candidates.map((spec, i) => [spec.name, roundOnce(auc[i]!)!])),
  });
  const choices: ChoiceRow[] = [];
  const choose = (grouping: Grouping): MeasuredAnswer => {
    const outer = candidates.map((spec) => answers.get(spec.name)![grouping]);
    const nested = nestedAnswer(candidates, outer, materials, judgings[grouping].splits, papers, rule, knowledge);
    choices.push(...nested.choices.map((choice) => row(grouping, choice.fold, choice)));
    bar.update(GROUPINGS.indexOf(grouping) + 1);
    return nested;
  };
  const whole = { composition: choose('composition'), doi: choose('doi'), family: choose('family') };
  const choice = chooseCommittee(candidates, materials, papers, rule, knowledge);
  choices.push(row('none', 0, choice));
  bar.stop();
  return { answers: whole, choices, choice };
}

/** Rows on which a committee was chosen and judged. */
export interface StudiedRows {
  readonly answers: ReadonlyMap<string, HeldOutAnswers>;
  readonly chosen: ChoiceStage;
  readonly committee: RegressorSpec;
}

/**
 * Judges students on rows, chooses committees in every fold, and judges the one chosen on all rows.
 * @param of name of the rows
 * @example studyRows('all', students, candidates, sets.all, effort, knowledge).committee.name; // 'committee'
 */
export function studyRows(
  of: string,
  students: readonly MeasuredStudentSpec[],
  candidates: readonly MeasuredStudentSpec[],
  rows: MeasuredRows,
  effort: MeasuredEffort,
  knowledge: Knowledge,
): StudiedRows {
  const answers = judgeRows(students, rows, knowledge);
  const chosen = chooseAll(of, candidates, answers, rows, effort, knowledge);
  const committee = committeeSpec(candidates, chosen.choice);
  for (const [name, theirs] of judgeRows([committee], rows, knowledge)) answers.set(name, theirs);
  return { answers, chosen, committee };
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
