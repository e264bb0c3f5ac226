/** What ships: the committee fitted to all of OBELiX with its intervals, its distilled form, and the first list of candidates. */
import { stream } from 'ionsieve/core';
import { elementalDescriptors } from 'ionsieve/descriptors';
import type { Numbers } from 'ionsieve/experiment';
import { askLearner, type Learner, learnerText, scopeOf } from 'ionsieve/learning';
import { fitRegressor, type Regressor } from 'ionsieve/models';
import { FAST_CONDUCTION, loadLabelTable, loadMeasurements, measuredTraining, studentLearner } from 'ionsieve/transfer';
import type { CellEffort } from './cells.ts';
import type { Answers, distilledSpec, RegressorSpec } from './choice.ts';
import type { MeasuredStudy } from './define.ts';
import { coverageElsewhere, measuredIntervals } from './intervals.ts';
import type { Knowledge } from './knowledge.ts';
import { screeningStage } from './screening.ts';
import type { MeasuredSets } from './sets.ts';
import { type MeasuredShortlist, measuredShortlist } from './shortlist.ts';
import type { Choice } from './validation.ts';

/** Where the labels of the student that screens come from. */
const MEASUREMENTS = 'measured conductivities of data/obelix.csv';

/** The students, their files, and the numbers of their making. */
export interface ShippedStage {
  readonly numbers: Numbers;
  /** Texts by the name of the file. */
  readonly files: Readonly<Record<string, string>>;
}

/** The student that predicts: the regressor behind it, and the Learner that it is in. */
export interface ShippedPredictor extends ShippedStage {
  readonly regressor: Regressor;
  readonly learner: Learner;
}

/**
 * Fits the student that predicts, sets its intervals, and tells how often they hold on Liverpool.
 * @param answers of the committee
 * @example shipPredictor(experiment, committee, choice, answers, sets, effort).learner.intervals;
 */
export function shipPredictor(
  { coverage }: MeasuredStudy,
  { name, recipe: { input, model } }: RegressorSpec,
  { slope, offset }: Choice,
  { doi, family }: Answers,
  sets: MeasuredSets,
  { resamples, seed }: CellEffort,
): ShippedPredictor {
  const { obelix, liverpool } = sets;
  const compositions = obelix.map(({ composition }) => composition);
  const X = elementalDescriptors(compositions, input);
  const y = obelix.map(({ log10Conductivity }) => log10Conductivity);
  const regressor = fitRegressor(model, X, y, stream(seed, `measured ${name}`));
  const { intervals, numbers } = measuredIntervals(sets, doi, family, coverage, resamples, seed);
  const learner: Learner = {
    ...{ name, target: FAST_CONDUCTION, ...scopeOf(compositions), answers: 'value', descriptors: input },
    ...{ model: regressor.toJson(), calibration: { slope, offset }, intervals, domain: null },
    ...{ training: measuredTraining(obelix), scores: [] },
  };
  const elsewhere = askLearner(learner)(liverpool.map(({ composition }) => composition));
  return {
    regressor,
    learner,
    numbers: { ...numbers, ...coverageElsewhere('liverpool', liverpool, elsewhere, resamples, seed) },
    files: { 'student.json': learnerText(learner) },
  };
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
  { regressor, learner }: ShippedPredictor,
  { doi }: Answers,
  sets: MeasuredSets,
  knowledge: Knowledge,
  threads: number,
): Promise<ShippedStage & { readonly shortlist: MeasuredShortlist }> {
  const paper = students.find((each) => each.name === paperStudent)?.recipe;
  if (paper?.kind !== 'labels') throw new Error(`${paperStudent} is no student of labels`);
  const screens = screeningStage(name, recipe, regressor, sets, doi, knowledge.student(paper.student), knowledge);
  const compositions = sets.obelix.map(({ composition }) => composition);
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
    files: { 'screening-student.json': learnerText(screener) },
    shortlist,
  };
}
