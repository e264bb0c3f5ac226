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
import type { HeldOutAnswers } from './choice.ts';
import { GROUPINGS, type Grouping, type MeasuredRows, type MeasuredSets } from './sets.ts';
import { crossCalibrated } from './validation.ts';

const CALIBRATION_BINS = 5;

/** What cells rest on. */
export interface CellEffort {
  /** Bootstrap resamples. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * The numbers of a student on rows held out, in each way.
 * @param of name of the rows, with which keys begin
 * @param canRank false for one that gives the same score to every row of a fold
 * @param alike category of each material, of a rule that knows nothing else of it
 * @example heldOutNumbers('obelix', 'nearest-neighbour', answers, sets, { resamples: 1000, seed: 0 }, true);
 */
export function heldOutNumbers(
  of: string,
  name: string,
  answers: HeldOutAnswers,
  { materials, judged, judgings }: MeasuredRows,
  effort: CellEffort,
  canRank: boolean,
  alike?: ArrayLike<number>,
): Numbers {
  const numbers: Numbers = {};
  const rows = judged.map((row) => materials[row]!);
  const fast = materials.map(({ log10Conductivity }) => isFast(log10Conductivity));
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
    Object.assign(numbers, measuredScores(`${of}.by_${grouping}.${name}`, rows, pickAnswer(answer, judged), options));
  }
  return numbers;
}

/**
 * The numbers of a student of OBELiX on Liverpool.
 * @example liverpoolNumbers('nearest-neighbour', answer, sets, { resamples: 1000, seed: 0 }, true);
 */
export function liverpoolNumbers(
  name: string,
  answer: MeasuredAnswer,
  { liverpool, newPapers }: MeasuredSets,
  effort: CellEffort,
  canRank: boolean,
): Numbers {
  const numbers: Numbers = {};
  const columns = { liverpool: [...liverpool.keys()], liverpool_new_papers: newPapers };
  for (const [column, chosen] of Object.entries(columns)) {
    const materials = chosen.map((row) => liverpool[row]!);
    const groups = materials.map(({ doiGroup }) => doiGroup);
    const options = { ...effort, groups, probability: null, ranks: canRank };
    Object.assign(numbers, measuredScores(`${column}.${name}`, materials, pickAnswer(answer, chosen), options));
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
  { materials, judged, judgings }: MeasuredRows,
  effort: CellEffort,
): ReliabilityBin[] {
  const { folds, groups } = judgings.doi;
  const fast = materials.map(({ log10Conductivity }) => isFast(log10Conductivity));
  const probability = crossCalibrated(score, fast, folds);
  const pick = <Value>(values: ArrayLike<Value>) => judged.map((row) => values[row]!);
  return reliability(pick(fast), pick(probability), CALIBRATION_BINS, { ...effort, groups: pick(groups) });
}

/**
 * Curves of a student of OBELiX on unseen papers and on Liverpool.
 * @param elsewhere what it said of Liverpool
 * @example cellCurves('chosen', answers.doi, elsewhere, sets, { resamples: 1000, seed: 0 }).length; // 2
 */
export function cellCurves(
  name: string,
  byDoi: MeasuredAnswer,
  elsewhere: MeasuredAnswer,
  { materials, judged, judgings, liverpool }: MeasuredSets,
  effort: CellEffort,
): StoredCurves[] {
  const rows = judged.map((row) => materials[row]!);
  const papers = judged.map((row) => judgings.doi.groups[row]!);
  const score = judged.map((row) => byDoi.score[row]!);
  const fast = (some: MeasuredSets['materials']) => some.map((one) => isFast(one.log10Conductivity));
  const groups = liverpool.map(({ doiGroup }) => doiGroup);
  return [
    storedCurves(name, 'obelix.by_doi', fast(rows), score, { ...effort, groups: papers }),
    storedCurves(name, 'liverpool', fast(liverpool), elsewhere.score, { ...effort, groups }),
  ];
}

/**
 * How many materials, papers and families there are.
 * @example countNumbers(sets)['data.obelix.materials'].value; // 390
 */
export function countNumbers({ liverpool, newPapers, all, forJudges, ...obelix }: MeasuredSets): Numbers {
  return {
    ...rowCounts('obelix', obelix),
    ...rowCounts('all', all),
    ...rowCounts('for_judges', forJudges),
    'data.liverpool.judged': measured(liverpool.length, 'compositions', liverpool.length),
    'data.liverpool.from_new_papers': measured(newPapers.length, 'compositions', liverpool.length),
    'data.liverpool.judged_fast': measured(fastOf(liverpool), 'compositions', liverpool.length),
  };
}

function rowCounts(of: string, { materials, judged, judgings }: MeasuredRows): Numbers {
  const judgedRows = judged.map((row) => materials[row]!);
  const groups = (grouping: Grouping) => new Set(judgings[grouping].groups).size;
  const limited = judgedRows.filter((row) => row.belowDetection).length;
  return {
    [`data.${of}.materials`]: measured(materials.length, 'compositions', materials.length),
    [`data.${of}.judged`]: measured(judged.length, 'compositions', materials.length),
    [`data.${of}.judged_fast`]: measured(fastOf(judgedRows), 'compositions', judged.length),
    [`data.${of}.below_detection`]: measured(limited, 'compositions', judged.length),
    [`data.${of}.papers`]: measured(groups('doi'), 'groups of papers', materials.length),
    [`data.${of}.families`]: measured(groups('family'), 'families', materials.length),
  };
}

const fastOf = (rows: MeasuredRows['materials']): number =>
  rows.filter((row) => isFast(row.log10Conductivity) === 1).length;
