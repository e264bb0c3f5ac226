/** The runner of experiments on measured conductivities: judge, choose, draw learning curves, fit what ships. */

import { rowCategories } from '../../models/row-categories.ts';
import { openSolvers } from '../../models/solvers.ts';
import { type Knowledge, openKnowledge } from '../../transfer/knowledge.ts';
import { type MeasuredStudentSpec, measuredInput } from '../../transfer/measured-student.ts';
import type { RunOptions } from '../findings.ts';
import type { Numbers } from '../numbers.ts';
import type { ReliabilityBin } from '../reliability.ts';
import { type CurveGrids, curveGrids, type StoredCurves } from '../stored-curves.ts';
import { cellCurves, cellNumbers, countNumbers, paperReliability } from './cells.ts';
import { checkMeasured } from './check-measured.ts';
import { type ChoiceRow, chooseAll, committeeSpec, distilledSpec, judgeAll } from './choice.ts';
import { learningCurves } from './curves.ts';
import type { Mark, MeasuredExperiment } from './define.ts';
import { familyNumbers } from './families.ts';
import { type MeasuredSets, openMeasuredSets } from './sets.ts';
import { shipPredictor, shipScreener } from './ship.ts';
import type { MeasuredShortlist } from './shortlist.ts';
import { structureNumbers } from './structures.ts';

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
  /** Share of materials that intervals are to hold. */
  readonly coverage: number;
  readonly students: readonly { readonly name: string; readonly family: MeasuredStudentSpec['family'] }[];
  readonly paper_student: string;
  /** The committee that ships, and its members, chosen on all of OBELiX, best first. */
  readonly shipped: string;
  readonly members: readonly string[];
  /** The distilled student that screens; none in a quick run. */
  readonly screening_student: string | null;
  /** Whether committees chosen in nested folds rank unseen papers better than the paper's student: the default of `screen`. */
  readonly measured_wins: boolean;
  readonly numbers: Numbers;
  readonly choices: readonly ChoiceRow[];
  /** Reliability of the chosen committees on unseen papers. */
  readonly calibration: readonly ReliabilityBin[];
  /** Of a floor, the paper's student, nested choice, and what ships: on unseen papers and on Liverpool. */
  readonly curves: { readonly grids: CurveGrids; readonly students: readonly StoredCurves[] };
  readonly marks: readonly MarkResult[];
  /** What to look at first; none in a quick run. */
  readonly shortlist: MeasuredShortlist | null;
}

/** Everything that a run leaves behind. */
export interface MeasuredResult {
  readonly summary: MeasuredSummary;
  /** Texts of the students' files by name: student.json predicts, screening-student.json screens. */
  readonly studentFiles: Readonly<Record<string, string>>;
}

/**
 * Runs an experiment on measured conductivities.
 * @throws {UserError} for options at fault, and when a shipped data file was changed
 * @example await runMeasured(measured, { effort: 'quick', threads: 2 });
 */
export async function runMeasured(
  experiment: MeasuredExperiment,
  { effort: name, threads }: Omit<RunOptions, 'signal'>,
): Promise<MeasuredResult> {
  checkMeasured(experiment, experiment[name]);
  const tensorBackend = await openSolvers();
  const { seed } = experiment;
  const effort = experiment[name];
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
    summary: {
      name: experiment.name,
      title: experiment.title,
      question: experiment.question,
      effort: name,
      seed,
      tensor_backend: tensorBackend,
      coverage: experiment.coverage,
      students: specs.map(({ name: student, family }) => ({ name: student, family })),
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
      marks: experiment.marks.map((mark) => {
        const ours = numbers[mark.number]?.value ?? null;
        return { ...mark, ours, reached: ours !== null && ours >= mark.atLeast };
      }),
      shortlist: screener?.shortlist ?? null,
    },
    studentFiles: { ...predictor.files, ...screener?.files },
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
