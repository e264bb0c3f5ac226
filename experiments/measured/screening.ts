/** The student of measurements in a form that screens, and what that costs. */
import { type Matrix, stream } from 'ionsieve/core';

import { type Domain, domainFromJson, fitCalibration, fitDomain, spearman } from 'ionsieve/evaluation';
import { type MeasuredAnswer, measured, type Numbers } from 'ionsieve/experiment';
import type { Regressor } from 'ionsieve/models';
import { isFast, type Student, studentInput, studentLogOdds } from 'ionsieve/transfer';
import { drawCompounds } from './draw-compositions.ts';
import type { Knowledge } from './knowledge.ts';
import { type DistilledRecipe, distil } from './recipe.ts';
import type { MeasuredRows } from './sets.ts';

/** Compounds of the screening space on which two students' rankings are compared. */
const COMPARED = 20_000;

/** What a screening needs, and what distilling cost. */
export interface ScreeningStage {
  readonly student: Student;
  readonly domain: Domain;
  readonly numbers: Numbers;
}

/**
 * Distils a regressor of all measurements into a perceptron that screens.
 * @param byDoi what distilled students said of unseen papers: they calibrate this one
 * @param paper the paper's student, whose ranking is compared too
 * @example screeningStage('distilled', recipe, regressor, sets, byDoi, paper, knowledge).student;
 */
export function screeningStage(
  name: string,
  recipe: DistilledRecipe,
  regressor: Regressor,
  { materials, judged }: MeasuredRows,
  byDoi: MeasuredAnswer,
  paper: Student,
  knowledge: Knowledge,
): ScreeningStage {
  const compositions = materials.map(({ composition }) => composition);
  const random = stream(knowledge.seed, `measured ${name}`);
  const predictor = distil(recipe, regressor, compositions, knowledge, random);
  const calibration = fitCalibration(
    judged.map((row) => byDoi.score[row]!),
    judged.map((row) => isFast(materials[row]!.log10Conductivity)),
  );
  const spec = {
    name,
    input: recipe.input,
    model: recipe.model,
    learns: 'probability',
    trainsOn: 'real anion',
  } as const;
  const student = { spec, predictor, calibration };
  const elements = compositions.flatMap(({ atomicNumbers }) => Array.from(atomicNumbers));
  const pool = drawCompounds(COMPARED, elements, stream(knowledge.seed, 'compared compounds'));
  const teacher = regressor.predict(studentInput(recipe.from.input, pool)).mean;
  const rankings = {
    distilled: studentLogOdds(student, studentInput(recipe.input, pool)),
    paper: studentLogOdds(paper, studentInput(paper.spec.input, pool)),
  };
  const numbers: Numbers = {};
  for (const [who, scores] of Object.entries(rankings)) {
    numbers[`ranking.${who}.spearman`] = measured(spearman(scores, teacher), 'correlation', pool.length);
    for (const share of [0.01, 0.1]) {
      const key = `ranking.${who}.overlap_of_best_${100 * share}_percent`;
      numbers[key] = measured(overlap(scores, teacher, share), 'share', pool.length);
    }
  }
  return { student, domain: roundedDomain(studentInput(recipe.input, compositions)), numbers };
}

/** Digits of a domain that are kept: its axes are many, and seven digits tell distances apart. */
const DOMAIN_DIGITS = 7;

function roundedDomain(X: Matrix): Domain {
  const { centre, axes, ...rest } = fitDomain(X).toJson();
  const rounded = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(DOMAIN_DIGITS)));
  return domainFromJson({ ...rest, centre: rounded(centre), axes: axes.map(rounded) });
}

/** Share of the best of one ranking that are among the best of the other. */
function overlap(a: Float64Array, b: Float64Array, share: number): number {
  const count = Math.ceil(share * a.length);
  const best = (scores: Float64Array) =>
    new Set([...scores.keys()].sort((i, j) => scores[j]! - scores[i]! || i - j).slice(0, count));
  const others = best(b);
  return [...best(a)].filter((row) => others.has(row)).length / count;
}
