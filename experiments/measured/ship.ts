/** What ships: committees fitted to all measurements with their intervals, one in a form that screens, and the first list of candidates. */
import { stream } from 'ionsieve/core';
import { elementalDescriptors } from 'ionsieve/descriptors';
import type { Numbers } from 'ionsieve/experiment';
import { askLearner, type Learner, learnerText, type ScoreRow, scopeOf } from 'ionsieve/learning';
import { fitRegressor, type Regressor } from 'ionsieve/models';
import { FAST_CONDUCTION, loadLabelTable, loadMeasurements, measuredTraining, studentLearner } from 'ionsieve/transfer';
import type { CellEffort } from './cells.ts';
import type { distilledSpec, HeldOutAnswers, StudiedRows } from './choice.ts';
import type { MeasuredStudy } from './define.ts';
import { measuredIntervals } from './intervals.ts';
import type { Knowledge } from './knowledge.ts';
import { screeningStage } from './screening.ts';
import type { MeasuredRows, MeasuredSets } from './sets.ts';
import { type MeasuredShortlist, measuredShortlist } from './shortlist.ts';

/** Where the labels of the student that screens come from. */
const MEASUREMENTS = 'measured conductivities of data/obelix.csv, data/liverpool.csv and data/laskowski.csv';

/** The student that predicts: the regressor behind it, and the Learner that it is in. */
export interface FittedPredictor {
  readonly regressor: Regressor;
  readonly learner: Learner;
  /** How often intervals set on other folds hold. */
  readonly numbers: Numbers;
}

/**
 * Fits the committee that was chosen on some rows to all of them, and sets its intervals on what it said of rows held out.
 * @param scores by which the file says how good it is
 * @example fitPredictor(experiment, studied, sets.all, [], effort).learner.intervals;
 */
export function fitPredictor(
  { coverage }: MeasuredStudy,
  { answers, chosen: { choice }, committee: { name, recipe } }: StudiedRows,
  rows: MeasuredRows,
  scores: readonly ScoreRow[],
  { resamples, seed }: CellEffort,
): FittedPredictor {
  const compositions = rows.materials.map(({ composition }) => composition);
  const X = elementalDescriptors(compositions, recipe.input);
  const y = rows.materials.map(({ log10Conductivity }) => log10Conductivity);
  const regressor = fitRegressor(recipe.model, X, y, stream(seed, `measured ${name}`));
  const { doi, family } = answers.get(name)!;
  const { intervals, numbers } = measuredIntervals(rows, doi, family, coverage, resamples, seed);
  const learner: Learner = {
    ...{ name, target: FAST_CONDUCTION, ...scopeOf(compositions), answers: 'value', descriptors: recipe.input },
    ...{ model: regressor.toJson(), calibration: { slope: choice.slope, offset: choice.offset }, intervals },
    ...{ domain: null, training: measuredTraining(rows.materials), scores },
  };
  return { regressor, learner, numbers };
}

/** The student that screens, as the text of its file, and the list that it led to. */
export interface ShippedScreener {
  readonly numbers: Numbers;
  readonly file: string;
  readonly shortlist: MeasuredShortlist;
}

/**
 * Distils the student that predicts, tells what that costs, and screens with it for the first list of candidates.
 * @param doi what distilled students said of unseen papers
 * @throws {Error} when the experiment's paper student is no student of labels
 * @example (await shipScreener(experiment, distilled, predictor, answers, sets, knowledge, 2)).shortlist.rows[0].formula;
 */
export async function shipScreener(
  { students, paperStudent, shortlist: spec }: MeasuredStudy,
  { name, recipe }: ReturnType<typeof distilledSpec>,
  { regressor, learner }: FittedPredictor,
  { doi }: HeldOutAnswers,
  { all }: MeasuredSets,
  knowledge: Knowledge,
  threads: number,
): Promise<ShippedScreener> {
  const paper = students.find((each) => each.name === paperStudent)?.recipe;
  if (paper?.kind !== 'labels') throw new Error(`${paperStudent} is no student of labels`);
  const screens = screeningStage(name, recipe, regressor, all, doi, knowledge.student(paper.student), knowledge);
  const compositions = all.materials.map(({ composition }) => composition);
  const taught = { target: FAST_CONDUCTION, labels: MEASUREMENTS, compositions, domain: screens.domain };
  const screener = studentLearner(screens.student, taught);
  const shortlist = await measuredShortlist(
    {
      spec,
      learner: screener,
      labelled: loadLabelTable().formulas,
      measurements: loadMeasurements(),
      predict: askLearner(learner),
      seed: knowledge.seed,
    },
    { threads },
  );
  return {
    numbers: screens.numbers,
    file: learnerText(screener),
    shortlist,
  };
}
