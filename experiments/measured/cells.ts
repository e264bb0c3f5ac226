/** All numbers of one student of measurements: a cell for each column of the table. */

import type { MeasuredAnswer } from 'ionsieve/experiment';
import {
  measured,
  measuredScores,
  type Numbers,
  type ReliabilityBin,
  reliability,
  type StoredCurves,
  storedCurves,
} from 'ionsieve/experiment';
import { isFast } from 'ionsieve/transfer';
import type { Answers } from './choice.ts';
import { GROUPINGS, type Grouping, type MeasuredSets } from './sets.ts';
import { crossCalibrated } from './validation.ts';

const CALIBRATION_BINS = 5;

/** What cells rest on. */
export interface CellEffort {
  /** Bootstrap resamples. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * The numbers of a student on every column.
 * @param canRank false for one that gives the same score to every row of a fold
 * @param alike category of each OBELiX material, of a rule that knows nothing else of it
 * @example cellNumbers('nearest-neighbour', answers, sets, { resamples: 1000, seed: 0 }, true);
 */
export function cellNumbers(
  name: string,
  answers: Answers,
  { obelix, judged, judgings, liverpool, newPapers }: MeasuredSets,
  effort: CellEffort,
  canRank: boolean,
  alike?: ArrayLike<number>,
): Numbers {
  const numbers: Numbers = {};
  const rows = judged.map((row) => obelix[row]!);
  const fast = obelix.map(({ log10Conductivity }) => isFast(log10Conductivity));
  for (const grouping of GROUPINGS) {
    const { folds, groups } = judgings[grouping];
    const answer = answers[grouping];
    const probability = canRank ? crossCalibrated(answer.score, fast, folds) : null;
    const options = {
      ...effort,
      groups: judged.map((row) => groups[row]!),
      probability: probability && Float64Array.from(judged, (row) => probability[row]!),
      ranks: canRank,
      alike: alike && judged.map((row) => alike[row]!),
    };
    Object.assign(numbers, measuredScores(`obelix.by_${grouping}.${name}`, rows, pickAnswer(answer, judged), options));
  }
  const others = { liverpool: [...liverpool.keys()], liverpool_new_papers: newPapers };
  for (const [column, chosen] of Object.entries(others)) {
    const materials = chosen.map((row) => liverpool[row]!);
    const groups = materials.map(({ doiGroup }) => doiGroup);
    const options = { ...effort, groups, probability: null, ranks: canRank };
    const answer = pickAnswer(answers.liverpool, chosen);
    Object.assign(numbers, measuredScores(`${column}.${name}`, materials, answer, options));
  }
  return numbers;
}

function pickAnswer({ score, log10Conductivity, sd }: MeasuredAnswer, rows: readonly number[]): MeasuredAnswer {
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    score: pick(score),
    log10Conductivity: log10Conductivity && pick(log10Conductivity),
    sd: sd && pick(sd),
  };
}

/**
 * How true the probabilities of an answer on unseen papers are.
 * @example paperReliability(answers.doi, sets, { resamples: 1000, seed: 0 })[0].n;
 */
export function paperReliability(
  { score }: MeasuredAnswer,
  { obelix, judged, judgings }: MeasuredSets,
  effort: CellEffort,
): ReliabilityBin[] {
  const { folds, groups } = judgings.doi;
  const fast = obelix.map(({ log10Conductivity }) => isFast(log10Conductivity));
  const probability = crossCalibrated(score, fast, folds);
  const pick = <Value>(values: ArrayLike<Value>) => judged.map((row) => values[row]!);
  return reliability(pick(fast), pick(probability), CALIBRATION_BINS, { ...effort, groups: pick(groups) });
}

/**
 * Curves of a student on unseen papers and on Liverpool.
 * @example cellCurves('chosen', answers, sets, { resamples: 1000, seed: 0 }).length; // 2
 */
export function cellCurves(
  name: string,
  answers: Answers,
  { obelix, judged, judgings, liverpool }: MeasuredSets,
  effort: CellEffort,
): StoredCurves[] {
  const rows = judged.map((row) => obelix[row]!);
  const papers = judged.map((row) => judgings.doi.groups[row]!);
  const score = judged.map((row) => answers.doi.score[row]!);
  const fast = (materials: MeasuredSets['obelix']) => materials.map((one) => isFast(one.log10Conductivity));
  const elsewhere = liverpool.map(({ doiGroup }) => doiGroup);
  return [
    storedCurves(name, 'obelix.by_doi', fast(rows), score, { ...effort, groups: papers }),
    storedCurves(name, 'liverpool', fast(liverpool), answers.liverpool.score, { ...effort, groups: elsewhere }),
  ];
}

/**
 * How many materials, papers and families there are.
 * @example countNumbers(sets)['data.obelix.materials'].value; // 390
 */
export function countNumbers({ obelix, judged, judgings, liverpool, newPapers }: MeasuredSets): Numbers {
  const judgedRows = judged.map((row) => obelix[row]!);
  const fastOf = (rows: MeasuredSets['obelix']) => rows.filter((row) => isFast(row.log10Conductivity) === 1).length;
  const groups = (grouping: Grouping) => new Set(judgings[grouping].groups).size;
  const limited = judgedRows.filter((row) => row.belowDetection).length;
  return {
    'data.obelix.materials': measured(obelix.length, 'compositions', obelix.length),
    'data.obelix.judged': measured(judged.length, 'compositions', obelix.length),
    'data.obelix.judged_fast': measured(fastOf(judgedRows), 'compositions', judged.length),
    'data.obelix.below_detection': measured(limited, 'compositions', judged.length),
    'data.obelix.papers': measured(groups('doi'), 'groups of papers', obelix.length),
    'data.obelix.families': measured(groups('family'), 'families', obelix.length),
    'data.liverpool.judged': measured(liverpool.length, 'compositions', liverpool.length),
    'data.liverpool.from_new_papers': measured(newPapers.length, 'compositions', liverpool.length),
    'data.liverpool.judged_fast': measured(fastOf(liverpool), 'compositions', liverpool.length),
  };
}
