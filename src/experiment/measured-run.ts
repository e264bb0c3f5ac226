/** The runner of experiments on measured conductivities: judge, choose, draw learning curves, fit what ships. */
import { startProgress } from '../core/progress.ts';
import { stream } from '../core/random.ts';
import { elementalDescriptors } from '../descriptors/elemental.ts';
import { type CalibrationBin, calibrationTable } from '../evaluation/calibration.ts';
import { openLibsvm } from '../models/libsvm.ts';
import { fitRegressor } from '../models/regression.ts';
import { openTensorBackend } from '../models/tensor-backend.ts';
import { type Knowledge, openKnowledge } from '../transfer/knowledge.ts';
import { measuredDomain } from '../transfer/measured-domain.ts';
import {
  isFast,
  type MeasuredAnswer,
  type MeasuredRecipe,
  type MeasuredStudentSpec,
} from '../transfer/measured-student.ts';
import { type MeasuredStudent, measuredStudentText, predictMeasured } from '../transfer/measured-student-file.ts';
import {
  answerOthers,
  type Choice,
  chooseStudent,
  crossCalibrated,
  crossValidateMeasured,
  nestedAnswer,
} from '../transfer/measured-validation.ts';
import { studentFileText } from '../transfer/student-file.ts';
import type { Mark, MeasuredEffort, MeasuredExperiment } from './define-measured.ts';
import { learningCurves } from './measured-curves.ts';
import { coverageElsewhere, measuredIntervals } from './measured-intervals.ts';
import { measuredScores } from './measured-scores.ts';
import { screeningStage } from './measured-screening.ts';
import { GROUPINGS, type Grouping, type MeasuredSets, openMeasuredSets } from './measured-sets.ts';
import { structureNumbers } from './measured-structures.ts';
import { measured, type Numbers, roundOnce } from './numbers.ts';

/** Which student each outer fold chose, and the AUC of every candidate on its inner folds. */
export interface ChoiceRow {
  readonly grouping: Grouping | 'liverpool';
  readonly fold: number;
  readonly chosen: string;
  readonly auc: Readonly<Record<string, number>>;
}

/** A mark beside what was reached. */
export interface MarkResult extends Mark {
  readonly ours: number | null;
  readonly reached: boolean;
}

/** The content of results/measured/summary.json. */
export interface MeasuredSummary {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly effort: 'full' | 'quick';
  readonly seed: number;
  readonly tensor_backend: string;
  readonly students: readonly { readonly name: string; readonly family: MeasuredStudentSpec['family'] }[];
  readonly paper_student: string;
  /** The distilled student that screens; none in a quick run. */
  readonly screening_student: string | null;
  /** The student of measurements that ships, chosen on folds by paper of all OBELiX rows. */
  readonly shipped: string;
  /** Whether it ranks unseen papers better than the paper's student does: the default of `screen`. */
  readonly measured_wins: boolean;
  readonly numbers: Numbers;
  readonly choices: readonly ChoiceRow[];
  /** Reliability of the chosen students on unseen papers. */
  readonly calibration: readonly CalibrationBin[];
  readonly marks: readonly MarkResult[];
}

/** Everything that a run leaves behind. */
export interface MeasuredResult {
  readonly summary: MeasuredSummary;
  /** Texts of the students' files by name: student.json predicts, screening-student.json screens. */
  readonly studentFiles: Readonly<Record<string, string>>;
}

const CALIBRATION_BINS = 5;

type Column = Grouping | 'liverpool';

/** Answers of one student: out of fold for OBELiX, of a fit to all of it for Liverpool. */
type Answers = Readonly<Record<Column, MeasuredAnswer>>;

/**
 * Runs an experiment on measured conductivities.
 * @throws {UserError} when a shipped data file was changed
 * @example await runMeasured(measured, { effort: 'quick' });
 */
export async function runMeasured(
  experiment: MeasuredExperiment,
  { effort: name }: { readonly effort: 'full' | 'quick' },
): Promise<MeasuredResult> {
  const tensorBackend = await openTensorBackend('wasm');
  await openLibsvm();
  const { seed } = experiment;
  const effort = experiment[name];
  const sets = openMeasuredSets(effort.outerFolds, seed);
  const knowledge = openKnowledge(seed);
  const judgedSpecs = experiment.students.filter((spec) => effort.students.includes(spec.name));
  const answers = judgeAll(judgedSpecs, sets, knowledge);
  const candidates = judgedSpecs.filter((spec) => experiment.candidates.includes(spec.name));
  const nested = chooseAll(candidates, answers, sets, effort, knowledge);
  const chosen = candidates.find((spec) => spec.name === nested.choice.chosen)!;
  const distilled = effort.distils ? distilledSpec(chosen, experiment) : null;
  const specs = distilled === null ? judgedSpecs : [...judgedSpecs, distilled];
  if (distilled !== null) answers.set(distilled.name, judgeAll([distilled], sets, knowledge).get(distilled.name)!);
  const numbers: Numbers = {
    ...countNumbers(sets),
    ...structureNumbers('obelix.structures.published', sets, effort.resamples, seed),
  };
  for (const spec of specs) {
    Object.assign(numbers, cellNumbers(spec.name, answers.get(spec.name)!, sets, effort, seed, ranks(spec)));
  }
  Object.assign(numbers, cellNumbers('chosen', nested.answers, sets, effort, seed, true));
  const curved = specs.filter((spec) => effort.curves.students.includes(spec.name));
  Object.assign(numbers, learningCurves(curved, sets, effort, knowledge));
  const shipped = shipStudents(
    experiment,
    { chosen, choice: nested.choice, distilled },
    answers,
    sets,
    effort,
    knowledge,
  );
  Object.assign(numbers, shipped.numbers);
  const aucOf = (student: string) => numbers[`obelix.by_doi.${student}.auc`]?.value ?? 0;
  return {
    summary: {
      name: experiment.name,
      title: experiment.title,
      question: experiment.question,
      effort: name,
      seed,
      tensor_backend: tensorBackend,
      students: specs.map(({ name: student, family }) => ({ name: student, family })),
      paper_student: experiment.paperStudent,
      screening_student: distilled?.name ?? null,
      shipped: nested.choice.chosen,
      measured_wins: aucOf('chosen') > aucOf(experiment.paperStudent),
      numbers,
      choices: nested.choices,
      calibration: reliability(nested.answers.doi, sets),
      marks: experiment.marks.map((mark) => {
        const ours = numbers[mark.number]?.value ?? null;
        return { ...mark, ours, reached: ours !== null && ours >= mark.atLeast };
      }),
    },
    studentFiles: shipped.files,
  };
}

function judgeAll(specs: readonly MeasuredStudentSpec[], sets: MeasuredSets, knowledge: Knowledge) {
  const bar = startProgress('students', specs.length * 4, 'validations');
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

/** The choice made anew in every fold; for Liverpool, and for what ships, once on all of OBELiX by paper. */
function chooseAll(
  candidates: readonly MeasuredStudentSpec[],
  answers: ReadonlyMap<string, Answers>,
  { obelix, judgings }: MeasuredSets,
  { innerFolds }: MeasuredEffort,
  knowledge: Knowledge,
) {
  const bar = startProgress('choosing', GROUPINGS.length + 1, 'groupings');
  const row = (grouping: Column, fold: number, { chosen, auc }: Choice): ChoiceRow => ({
    grouping,
    fold,
    chosen,
    auc: Object.fromEntries(candidates.map((spec, i) => [spec.name, roundOnce(auc[i]!)!])),
  });
  const choices: ChoiceRow[] = [];
  const choose = (grouping: Grouping): MeasuredAnswer => {
    const { folds, groups } = judgings[grouping];
    const outer = candidates.map((spec) => answers.get(spec.name)![grouping]);
    const nested = nestedAnswer(candidates, outer, obelix, folds, groups, innerFolds, knowledge);
    choices.push(...nested.choices.map((choice) => row(grouping, choice.fold, choice)));
    bar.update(GROUPINGS.indexOf(grouping) + 1);
    return nested;
  };
  const whole = { composition: choose('composition'), doi: choose('doi'), family: choose('family') };
  const choice = chooseStudent(candidates, obelix, judgings.doi.groups, innerFolds, knowledge);
  choices.push(row('liverpool', 0, choice));
  bar.stop();
  return { answers: { ...whole, liverpool: answers.get(choice.chosen)!.liverpool }, choices, choice };
}

/** A majority model differs between folds only by what each leaves out. */
const ranks = ({ recipe }: MeasuredStudentSpec): boolean =>
  !(recipe.kind === 'classifier' && recipe.model.kind === 'majority');

/** All numbers of one student: a cell for each column. */
function cellNumbers(
  name: string,
  answers: Answers,
  { obelix, judged, judgings, liverpool, newPapers }: MeasuredSets,
  { resamples }: MeasuredEffort,
  seed: number,
  canRank: boolean,
): Numbers {
  const numbers: Numbers = {};
  const rows = judged.map((row) => obelix[row]!);
  const fast = obelix.map(({ log10Conductivity }) => isFast(log10Conductivity));
  for (const grouping of GROUPINGS) {
    const { folds, groups } = judgings[grouping];
    const answer = answers[grouping];
    const probability = canRank ? crossCalibrated(answer.score, fast, folds) : null;
    Object.assign(
      numbers,
      measuredScores(`obelix.by_${grouping}.${name}`, rows, pickAnswer(answer, judged), {
        resamples,
        seed,
        groups: judged.map((row) => groups[row]!),
        probability: probability && Float64Array.from(judged, (row) => probability[row]!),
        ranks: canRank,
      }),
    );
  }
  for (const [column, chosen] of Object.entries({
    liverpool: [...liverpool.keys()],
    liverpool_new_papers: newPapers,
  })) {
    const materials = chosen.map((row) => liverpool[row]!);
    const groups = materials.map(({ doiGroup }) => doiGroup);
    const options = { resamples, seed, groups, probability: null, ranks: canRank };
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

function reliability({ score }: MeasuredAnswer, { obelix, judged, judgings }: MeasuredSets): CalibrationBin[] {
  const fast = obelix.map(({ log10Conductivity }) => isFast(log10Conductivity));
  const probability = crossCalibrated(score, fast, judgings.doi.folds);
  const pick = (values: ArrayLike<number>) => judged.map((row) => values[row]!);
  return calibrationTable(pick(fast), pick(probability), CALIBRATION_BINS).map((bin) => ({
    ...bin,
    meanProbability: roundOnce(bin.meanProbability),
    fractionPositive: roundOnce(bin.fractionPositive),
  }));
}

/** The chosen student in the form that screens. */
function distilledSpec({ name, recipe }: MeasuredStudentSpec, { distillation }: MeasuredExperiment) {
  const { input, model } = regressorRecipe(name, recipe);
  const from = { input, model };
  return {
    name: `${name}-distilled`,
    family: 'distilled',
    recipe: { kind: 'distilled', from, ...distillation },
  } as const satisfies MeasuredStudentSpec;
}

function regressorRecipe(name: string, recipe: MeasuredRecipe) {
  if (recipe.kind !== 'regressor') throw new Error(`${name} does not tell conductivities from composition alone`);
  return recipe;
}

/** Fits the chosen student to all of OBELiX, sets its intervals, and distils it. */
function shipStudents(
  { students, paperStudent, coverage }: MeasuredExperiment,
  {
    chosen,
    choice,
    distilled,
  }: {
    readonly chosen: MeasuredStudentSpec;
    readonly choice: Choice;
    readonly distilled: ReturnType<typeof distilledSpec> | null;
  },
  answers: ReadonlyMap<string, Answers>,
  sets: MeasuredSets,
  { resamples }: MeasuredEffort,
  knowledge: Knowledge,
) {
  const { seed } = knowledge;
  const { input, model } = regressorRecipe(chosen.name, chosen.recipe);
  const paper = students.find((spec) => spec.name === paperStudent)?.recipe;
  if (paper?.kind !== 'labels') throw new Error(`${paperStudent} is no student of labels`);
  const { obelix, liverpool } = sets;
  const compositions = obelix.map(({ composition }) => composition);
  const X = elementalDescriptors(compositions, input);
  const y = obelix.map(({ log10Conductivity }) => log10Conductivity);
  const regressor = fitRegressor(model, X, y, stream(seed, `measured ${choice.chosen}`));
  const { doi, family } = answers.get(choice.chosen)!;
  const { intervals, numbers } = measuredIntervals(sets, doi, family, coverage, resamples, seed);
  const { slope, offset } = choice;
  const student: MeasuredStudent = {
    name: choice.chosen,
    input,
    regressor,
    calibration: { slope, offset },
    intervals,
  };
  const elsewhere = predictMeasured(
    student,
    obelix,
    measuredDomain(compositions),
    liverpool.map(({ composition }) => composition),
  );
  const predicts = {
    numbers: { ...numbers, ...coverageElsewhere('liverpool', liverpool, elsewhere, resamples, seed) },
    files: { 'student.json': measuredStudentText(student) },
  };
  if (distilled === null) return predicts;
  const { name, recipe } = distilled;
  const teacher = knowledge.student(paper.student);
  const screens = screeningStage(name, recipe, regressor, sets, answers.get(name)!.doi, teacher, knowledge);
  return {
    numbers: { ...predicts.numbers, ...screens.numbers },
    files: { ...predicts.files, 'screening-student.json': studentFileText(screens.student, screens.domain) },
  };
}

function countNumbers({ obelix, judged, judgings, liverpool, newPapers }: MeasuredSets): Numbers {
  const judgedRows = judged.map((row) => obelix[row]!);
  const fastOf = (rows: MeasuredSets['obelix']) => rows.filter((row) => isFast(row.log10Conductivity) === 1).length;
  const groups = (grouping: Grouping) => new Set(judgings[grouping].groups).size;
  return {
    'data.obelix.materials': measured(obelix.length, 'compositions', obelix.length),
    'data.obelix.judged': measured(judged.length, 'compositions', obelix.length),
    'data.obelix.judged_fast': measured(fastOf(judgedRows), 'compositions', judged.length),
    'data.obelix.below_detection': measured(
      judgedRows.filter((row) => row.belowDetection).length,
      'compositions',
      judged.length,
    ),
    'data.obelix.papers': measured(groups('doi'), 'groups of papers', obelix.length),
    'data.obelix.families': measured(groups('family'), 'families', obelix.length),
    'data.liverpool.judged': measured(liverpool.length, 'compositions', liverpool.length),
    'data.liverpool.from_new_papers': measured(newPapers.length, 'compositions', liverpool.length),
    'data.liverpool.judged_fast': measured(fastOf(liverpool), 'compositions', liverpool.length),
  };
}
