/** The runner of the study: students judged on OBELiX alone, then on every table; what ships has learned from all. */
import {
  curveGrids,
  judgedMaterials,
  type MeasuredAnswer,
  type Numbers,
  type OwnRunOptions,
  structureNumbers,
} from 'ionsieve/experiment';
import { askLearner, learnerText } from 'ionsieve/learning';
import { openSolvers, rowCategories } from 'ionsieve/models';
import {
  type CellEffort,
  cellCurves,
  countNumbers,
  heldOutNumbers,
  liverpoolNumbers,
  paperReliability,
} from './cells.ts';
import { checkMeasured } from './check-measured.ts';
import { distilledSpec, judgeRows, type StudiedRows, studyRows } from './choice.ts';
import { learningCurves } from './curves.ts';
import type { MeasuredEffort, MeasuredStudy } from './define.ts';
import { familyNumbers } from './families.ts';
import type { MeasuredFound } from './found.ts';
import { transferGains } from './gain.ts';
import { coverageElsewhere } from './intervals.ts';
import { type Knowledge, openKnowledge } from './knowledge.ts';
import { type MeasuredStudentSpec, measuredInput } from './recipe.ts';
import { shippedScores } from './scores.ts';
import { type MeasuredRows, type MeasuredSets, openMeasuredSets } from './sets.ts';
import { fitPredictor, shipScreener } from './ship.ts';
import { answerOthers, committeeAnswer } from './validation.ts';

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
  const cells = { resamples: effort.resamples, seed };
  const students = experiment.students.filter((spec) => effort.students.includes(spec.name));
  const candidates = students.filter((spec) => experiment.candidates.includes(spec.name));
  const floors = students.filter(({ family }) => family === 'floor');

  const alone = studyRows('obelix', students, candidates, sets, effort, knowledge);
  const elsewhere = answersElsewhere([...students, alone.committee], alone, sets, knowledge);
  const all = studyRows('all', [...floors, ...candidates], candidates, sets.all, effort, knowledge);
  const distilled = effort.distils ? distilledSpec(all.committee, experiment) : null;
  const ofDistilled = distilled && judgeRows([distilled], sets.all, knowledge).get(distilled.name)!;
  const forJudges = studyRows('for_judges', candidates, candidates, sets.forJudges, effort, knowledge);

  const numbers: Numbers = {
    ...countNumbers(sets),
    ...structureNumbers('obelix.structures.published', judgedMaterials(), effort.resamples, seed),
    ...studiedNumbers('obelix', [...students, alone.committee], alone, sets, cells, knowledge),
    ...elsewhereNumbers([...students, alone.committee], elsewhere, sets, cells),
    ...studiedNumbers('all', [...floors, ...candidates, all.committee], all, sets.all, cells, knowledge),
    ...heldOutNumbers('all_on_obelix', 'chosen', all.chosen.answers, onObelix(sets), cells, true),
    ...(distilled && heldOutNumbers('all', distilled.name, ofDistilled!, sets.all, cells, true)),
    ...studiedNumbers('for_judges', [...candidates, forJudges.committee], forJudges, sets.forJudges, cells, knowledge),
  };
  Object.assign(numbers, transferGains(students, alone.answers, sets, effort.shuffles, cells, knowledge));
  const curved = [...students, alone.committee].filter((spec) => effort.curves.students.includes(spec.name));
  Object.assign(numbers, learningCurves(curved, sets, effort, knowledge));

  const families = familyNumbers(all.answers.get(all.committee.name)!, sets.all, cells);
  const scores = shippedScores('all', all.committee.name, numbers, families);
  const predictor = fitPredictor(experiment, all, sets.all, scores, cells);
  const judgedScores = shippedScores('for_judges', forJudges.committee.name, numbers, {});
  const judged = fitPredictor(experiment, forJudges, sets.forJudges, judgedScores, cells);
  const { learner } = fitPredictor(experiment, alone, sets, [], cells);
  const onLiverpool = askLearner(learner)(sets.liverpool.map(({ composition }) => composition));
  const coverage = coverageElsewhere('liverpool', sets.liverpool, onLiverpool, effort.resamples, seed);
  const screener =
    distilled && (await shipScreener(experiment, distilled, predictor, ofDistilled!, sets, knowledge, threads));
  Object.assign(numbers, families, predictor.numbers, coverage, screener?.numbers);

  const aucOf = (student: string) => numbers[`obelix.by_doi.${student}.auc`]?.value ?? 0;
  const paper = students.filter(({ name }) => [FLOOR, experiment.paperStudent].includes(name));
  const drawn = [
    ...[...paper, alone.committee].map(({ name }) => [name, alone.answers.get(name)!.doi] as const),
    ['chosen', alone.chosen.answers.doi] as const,
  ];
  return {
    tensor_backend: tensorBackend,
    coverage: experiment.coverage,
    students: [...students, alone.committee].map(({ name, family }) => ({ name, family })),
    paper_student: experiment.paperStudent,
    shipped: all.committee.name,
    members: all.chosen.choice.chosen,
    screening_student: distilled?.name ?? null,
    measured_wins: aucOf('chosen') > aucOf(experiment.paperStudent),
    numbers,
    choices: [alone, all, forJudges].flatMap(({ chosen }) => chosen.choices),
    calibration: paperReliability(all.chosen.answers.doi, sets.all, cells),
    curves: {
      grids: curveGrids(),
      students: drawn.flatMap(([name, byDoi]) => cellCurves(name, byDoi, elsewhere.get(name)!, sets, cells)),
    },
    shortlist: screener?.shortlist ?? null,
    files: {
      'student.json': learnerText(predictor.learner),
      'student.judged.json': learnerText({ ...judged.learner, name: 'committee-for-judges' }),
      ...(screener && { 'screening-student.json': screener.file }),
    },
  };
}

/** The floor whose curves are drawn. */
const FLOOR = 'nearest-neighbour';

/** All tables to learn from, and of OBELiX those that judge. */
function onObelix({ all, materials }: MeasuredSets): MeasuredRows {
  const obelix = new Set(materials.map(({ formula }) => formula));
  return { ...all, judged: all.judged.filter((row) => obelix.has(all.materials[row]!.formula)) };
}

/** What students of all of OBELiX say of Liverpool; `chosen` is the committee chosen on all of OBELiX. */
function answersElsewhere(
  specs: readonly MeasuredStudentSpec[],
  { chosen: { choice } }: StudiedRows,
  { materials, liverpool }: MeasuredSets,
  knowledge: Knowledge,
): Map<string, MeasuredAnswer> {
  const answers = new Map(specs.map((spec) => [spec.name, answerOthers(spec, materials, liverpool, knowledge)]));
  return answers.set('chosen', committeeAnswer(choice.chosen.map((name) => answers.get(name)!)));
}

/** The numbers of students on rows held out, and of nested choice. */
function studiedNumbers(
  of: string,
  specs: readonly MeasuredStudentSpec[],
  { answers, chosen }: StudiedRows,
  rows: MeasuredRows,
  cells: CellEffort,
  knowledge: Knowledge,
): Numbers {
  const each = specs.map((spec) => {
    const alike = categoriesOf(spec, rows, knowledge);
    return heldOutNumbers(of, spec.name, answers.get(spec.name)!, rows, cells, ranks(spec), alike);
  });
  return Object.assign({}, ...each, heldOutNumbers(of, 'chosen', chosen.answers, rows, cells, true));
}

function elsewhereNumbers(
  specs: readonly MeasuredStudentSpec[],
  answers: ReadonlyMap<string, MeasuredAnswer>,
  sets: MeasuredSets,
  cells: CellEffort,
): Numbers {
  const each = specs.map((spec) => liverpoolNumbers(spec.name, answers.get(spec.name)!, sets, cells, ranks(spec)));
  return Object.assign({}, ...each, liverpoolNumbers('chosen', answers.get('chosen')!, sets, cells, true));
}

/** Of each material, of a student that knows nothing else of it. */
function categoriesOf({ recipe }: MeasuredStudentSpec, { materials }: MeasuredRows, knowledge: Knowledge) {
  if (recipe.kind !== 'classifier') return undefined;
  const compositions = materials.map(({ composition }) => composition);
  return rowCategories(recipe.model, () => measuredInput(recipe, compositions, knowledge));
}

/** A majority model differs between folds only by what each leaves out. */
const ranks = ({ recipe }: MeasuredStudentSpec): boolean =>
  !(recipe.kind === 'classifier' && recipe.model.kind === 'majority');
