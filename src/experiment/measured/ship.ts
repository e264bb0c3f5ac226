/** What ships: the committee fitted to all of OBELiX with its intervals, its distilled form, and the first list of candidates. */
import { parseFormula } from '../../chemistry/formula.ts';
import { stream } from '../../core/random.ts';
import { elementalDescriptors } from '../../descriptors/elemental.ts';
import { fitRegressor } from '../../models/regression.ts';
import type { Knowledge } from '../../transfer/knowledge.ts';
import { loadLabelTable } from '../../transfer/label-table.ts';
import { FAST_CONDUCTION, learnedFrom } from '../../transfer/learned.ts';
import { measuredDomain } from '../../transfer/measured-domain.ts';
import { type MeasuredStudent, measuredStudentText, predictMeasured } from '../../transfer/measured-student-file.ts';
import type { Choice } from '../../transfer/measured-validation.ts';
import { loadMeasurements } from '../../transfer/measurements.ts';
import { studentFileText } from '../../transfer/student-file.ts';
import type { Numbers } from '../numbers.ts';
import type { CellEffort } from './cells.ts';
import type { Answers, distilledSpec, RegressorSpec } from './choice.ts';
import type { MeasuredExperiment } from './define.ts';
import { coverageElsewhere, measuredIntervals } from './intervals.ts';
import { screeningStage } from './screening.ts';
import type { MeasuredSets } from './sets.ts';
import { type MeasuredShortlist, measuredShortlist } from './shortlist.ts';

/** Where the labels of both students come from. */
const MEASUREMENTS = 'measured conductivities of data/obelix.csv';

/** The students, their files, and the numbers of their making. */
export interface ShippedStage {
  readonly numbers: Numbers;
  /** Texts by the name of the file. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Fits the student that predicts, sets its intervals, and tells how often they hold on Liverpool.
 * @param answers of the committee
 * @example shipPredictor(experiment, committee, choice, answers, sets, effort).student.intervals;
 */
export function shipPredictor(
  { coverage }: MeasuredExperiment,
  { name, recipe: { input, model } }: RegressorSpec,
  { slope, offset }: Choice,
  { doi, family }: Answers,
  sets: MeasuredSets,
  { resamples, seed }: CellEffort,
): ShippedStage & { readonly student: MeasuredStudent } {
  const { obelix, liverpool } = sets;
  const compositions = obelix.map(({ composition }) => composition);
  const X = elementalDescriptors(compositions, input);
  const y = obelix.map(({ log10Conductivity }) => log10Conductivity);
  const regressor = fitRegressor(model, X, y, stream(seed, `measured ${name}`));
  const { intervals, numbers } = measuredIntervals(sets, doi, family, coverage, resamples, seed);
  const learned = learnedFrom(compositions, FAST_CONDUCTION, MEASUREMENTS);
  const student: MeasuredStudent = { name, input, regressor, calibration: { slope, offset }, intervals, learned };
  const others = liverpool.map(({ composition }) => composition);
  const elsewhere = predictMeasured(student, obelix, measuredDomain(compositions), others);
  return {
    student,
    numbers: { ...numbers, ...coverageElsewhere('liverpool', liverpool, elsewhere, resamples, seed) },
    files: { 'student.json': measuredStudentText(student) },
  };
}

/**
 * Distils the student that predicts, tells what that costs, and screens with it for the first list of candidates.
 * @param doi what distilled students said of unseen papers
 * @throws {Error} when the experiment's paper student is no student of labels
 * @example (await shipScreener(experiment, distilled, student, answers, sets, knowledge, 2)).shortlist.rows[0].formula;
 */
export async function shipScreener(
  { students, paperStudent, shortlist: spec }: MeasuredExperiment,
  { name, recipe }: ReturnType<typeof distilledSpec>,
  student: MeasuredStudent,
  { doi }: Answers,
  sets: MeasuredSets,
  knowledge: Knowledge,
  threads: number,
): Promise<ShippedStage & { readonly shortlist: MeasuredShortlist }> {
  const paper = students.find((each) => each.name === paperStudent)?.recipe;
  if (paper?.kind !== 'labels') throw new Error(`${paperStudent} is no student of labels`);
  const screens = screeningStage(
    name,
    recipe,
    student.regressor,
    sets,
    doi,
    knowledge.student(paper.student),
    knowledge,
  );
  const { obelix } = sets;
  const domain = measuredDomain(obelix.map(({ composition }) => composition));
  const shortlist = await measuredShortlist(
    {
      spec,
      student: screens.student,
      domain: screens.domain,
      materials: obelix,
      known: loadLabelTable().formulas,
      measurements: loadMeasurements(),
      predict: (formulas) => predictMeasured(student, obelix, domain, formulas.map(parseFormula)),
    },
    { threads },
  );
  return {
    numbers: screens.numbers,
    files: { 'screening-student.json': studentFileText(screens.student, screens.domain, student.learned) },
    shortlist,
  };
}
