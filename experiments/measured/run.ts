/** The runner of experiments on measured conductivities: judge, choose, draw learning curves, fit what ships. */

import { curveGrids, type Numbers, type OwnRunOptions, structureNumbers } from 'ionsieve/experiment';
import { openSolvers, rowCategories } from 'ionsieve/models';
import { cellCurves, cellNumbers, countNumbers, paperReliability } from './cells.ts';
import { checkMeasured } from './check-measured.ts';
import { chooseAll, committeeSpec, distilledSpec, judgeAll } from './choice.ts';
import { learningCurves } from './curves.ts';
import type { MeasuredEffort, MeasuredStudy } from './define.ts';
import { familyNumbers } from './families.ts';
import type { MeasuredFound } from './found.ts';
import { type Knowledge, openKnowledge } from './knowledge.ts';
import { type MeasuredStudentSpec, measuredInput } from './recipe.ts';
import { type MeasuredSets, openMeasuredSets } from './sets.ts';
import { shipPredictor, shipScreener } from './ship.ts';

/**
 * Runs the study.
 * @throws {UserError} for options at fault, and when a shipped data file was changed
 */
export async function runMeasured(
  experiment: MeasuredStudy,
  effort: MeasuredEffort,
  { seed, threads }: Pick<OwnRunOptions, 'seed' | 'threads'>,
): Promise<MeasuredFound> {
  checkMeasured(experiment, effort);
  const tensorBackend = await openSolvers();
  const sets = openMeasuredSets(effort.outerFolds, seed);
  const knowledge = openKnowledge(seed);
  const students = experiment.students.filter((spec) => effort.students.includes(spec.name));
  const answers = judgeAll(students, sets, knowledge);
  const candidates = students.filter((spec) => experiment.candidates.includes(spec.name));
  const chosen = chooseAll(candidates, answers, sets, effort, knowledge);
  const committee = committeeSpec(candidates, chosen.choice);
  const distilled = effort.distils ? distilledSpec(committee, experiment) : null;
  const shipping = distilled === null ? [committee] : [committee, distilled];
  for (const [spec, theirs] of judgeAll(shipping, sets, knowledge)) answers.set(spec, theirs);

  const specs = [...students, ...shipping];
  const cells = { resamples: effort.resamples, seed };
  const numbers: Numbers = {
    ...countNumbers(sets),
    ...structureNumbers('obelix.structures.published', sets, effort.resamples, seed),
  };
  for (const spec of specs) {
    const alike = categoriesOf(spec, sets, knowledge);
    Object.assign(numbers, cellNumbers(spec.name, answers.get(spec.name)!, sets, cells, ranks(spec), alike));
  }
  Object.assign(numbers, cellNumbers('chosen', chosen.answers, sets, cells, true));
  const curved = specs.filter((spec) => effort.curves.students.includes(spec.name));
  Object.assign(numbers, learningCurves(curved, sets, effort, knowledge));

  const ofCommittee = answers.get(committee.name)!;
  const predictor = shipPredictor(experiment, committee, chosen.choice, ofCommittee, sets, cells);
  const screener =
    distilled &&
    (await shipScreener(experiment, distilled, predictor, answers.get(distilled.name)!, sets, knowledge, threads));
  Object.assign(numbers, familyNumbers(ofCommittee, sets, cells), predictor.numbers, screener?.numbers);
  const drawn = [FLOOR, experiment.paperStudent, ...shipping.map(({ name: student }) => student)].flatMap((student) => {
    const theirs = answers.get(student);
    return theirs ? [[student, theirs] as const] : [];
  });
  drawn.push(['chosen', chosen.answers]);
  const aucOf = (student: string) => numbers[`obelix.by_doi.${student}.auc`]?.value ?? 0;
  return {
    tensor_backend: tensorBackend,
    coverage: experiment.coverage,
    students: specs.map(({ name, family }) => ({ name, family })),
    paper_student: experiment.paperStudent,
    shipped: committee.name,
    members: chosen.choice.chosen,
    screening_student: distilled?.name ?? null,
    measured_wins: aucOf('chosen') > aucOf(experiment.paperStudent),
    numbers,
    choices: chosen.choices,
    calibration: paperReliability(chosen.answers.doi, sets, cells),
    curves: {
      grids: curveGrids(),
      students: drawn.flatMap(([student, theirs]) => cellCurves(student, theirs, sets, cells)),
    },
    shortlist: screener?.shortlist ?? null,
    files: { ...predictor.files, ...screener?.files },
  };
}

/** The floor whose curves are drawn. */
const FLOOR = 'nearest-neighbour';

/** Of each OBELiX material, of a student that knows nothing else of it. */
function categoriesOf({ recipe }: MeasuredStudentSpec, { obelix }: MeasuredSets, knowledge: Knowledge) {
  if (recipe.kind !== 'classifier') return undefined;
  const compositions = obelix.map(({ composition }) => composition);
  return rowCategories(recipe.model, () => measuredInput(recipe, compositions, knowledge));
}

/** A majority model differs between folds only by what each leaves out. */
const ranks = ({ recipe }: MeasuredStudentSpec): boolean =>
  !(recipe.kind === 'classifier' && recipe.model.kind === 'majority');
