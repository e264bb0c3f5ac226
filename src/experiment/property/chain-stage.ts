/** After the methods: labels, students, Learners, a screening. An experiment without students ends here with nothing. */
import { processors } from '../../core/processors.ts';
import { sizedFile } from '../../core/sized-file.ts';
import { learnerText } from '../../learning/learner-file.ts';
import type { RunOptions } from '../findings.ts';
import type { Numbers } from '../numbers.ts';
import type { LearningMethod } from './answer.ts';
import type { PropertyStudent } from './chain.ts';
import type { PropertyEffort, PropertyExperiment } from './define.ts';
import type { Plan } from './held-out.ts';
import { labelAll } from './label-stage.ts';
import { openLabels } from './labels.ts';
import { askStudents, learnerSource, type Scored, studentLearner, teacherLearner } from './learner-stage.ts';
import type { PropertyData } from './load-table.ts';
import { propertyScores, type ScoringOptions } from './scores.ts';
import { screenSpace } from './screen-stage.ts';
import { gainNumbers, judgeStudents, type Labelling, shuffledName } from './student-stage.ts';
import { describeMethod, type JudgedMethod, type PropertySummary } from './summary.ts';

/** What the methods of a run hand on. */
export interface MethodStage {
  readonly effort: PropertyEffort;
  readonly plans: readonly Plan[];
  readonly scored: readonly Scored[];
  readonly scoring: ScoringOptions;
  readonly data: PropertyData;
  /** Path of the file that defines the experiment. */
  readonly file: string;
}

type ChainSummary = Pick<PropertySummary, 'labels' | 'students' | 'student_predictions' | 'learners' | 'screening'>;

/** What the chain hands on. */
export interface Chain {
  /** Null where nothing is labelled. */
  readonly labelling: Labelling | null;
  readonly methods: readonly JudgedMethod[];
  /** Students and their twins in every validation. */
  readonly scored: readonly Scored[];
  readonly numbers: Numbers;
  readonly summary: ChainSummary;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/**
 * Runs what follows the methods.
 * @throws {UserError} for labels, students or a space at fault
 * @example (await runChain(experiment, stage, { threads: 2 })).summary.screening?.reached;
 */
export async function runChain(
  experiment: PropertyExperiment,
  { effort, plans, scored, scoring, data, file }: MethodStage,
  { threads = processors(), signal }: Partial<RunOptions>,
): Promise<Chain> {
  const { seed, labels: source, screening, predict } = experiment;
  const students = wantedStudents(experiment, effort);
  if (students.length === 0 && source === undefined) return NOTHING;
  const labelling = source === undefined ? null : await openLabelling(experiment, file, effort.labelled);
  const judged = plans.flatMap((plan) => judgeStudents(students, labelling, data, plan, seed));
  const pupils = judged.flatMap(({ judged: own, shuffled }) => (shuffled === null ? [own] : [own, shuffled]));
  const own = pupils.map((each) => ({ judged: each, numbers: propertyScores(each, scoring) }));
  const labelled = labelling && labelAll(labelling, data, data.target, seed);
  const origin = learnerSource(experiment, data);
  const { teacher = null } = labelling ?? {};
  const kept = [...scored, ...own];
  const taught = teacher && teacherLearner(teacher, data, kept, origin, seed);
  const fittedStudents = students.map((student) =>
    studentLearner(student, labelled?.labels ?? null, data, kept, origin, seed),
  );
  const learners = fittedStudents.map(({ learner }) => learner);
  const all = taught === null ? learners : [taught, ...learners];
  const known = [...data.compositions, ...(labelling?.table.compositions ?? [])];
  const screened =
    screening &&
    (await screenSpace(
      { ...screening, ...(effort.space && { space: effort.space }) },
      learners.find(({ name }) => name === screening.student)!,
      known,
      { threads, signal },
    ));
  const asked = (predict?.compounds ?? []).map(({ formula }) => formula);
  const texts = all.map((learner): readonly [string, string | Uint8Array] => {
    const [file, text] = [`learner.${learner.name}.json`, learnerText(learner)];
    return learner === taught ? Object.entries(sizedFile(file, text))[0]! : [file, text];
  });
  return {
    labelling,
    methods: students.flatMap((student, i) => [
      describeMethod(student, false),
      ...(judged[i]?.shuffled ? [describeMethod({ ...student, name: shuffledName(student) }, true)] : []),
    ]),
    scored: own,
    numbers: { ...labelled?.numbers, ...gainNumbers(judged, scoring), ...screened?.numbers },
    summary: {
      ...(labelled && { labels: labelled.summary }),
      ...(students.length > 0 && {
        students: students.map(({ name, learns: { labels = 0, measurements = 0 } }, i) => ({
          ...{ name, labels, measurements, compounds: fittedStudents[i]!.compounds },
        })),
        student_predictions: askStudents(learners, asked, data),
      }),
      ...(all.length > 0 && { learners: Object.fromEntries(all.map(({ name }, i) => [name, texts[i]![0]])) }),
      ...(screened && { screening: screened.summary }),
    },
    files: { ...labelled?.files, ...Object.fromEntries(texts), ...screened?.files },
  };
}

const NOTHING: Chain = { labelling: null, methods: [], scored: [], numbers: {}, summary: {}, files: {} };

/** Those that the effort names, and the one that screens. */
function wantedStudents({ students = [], screening }: PropertyExperiment, effort: PropertyEffort): PropertyStudent[] {
  return students.filter(({ name }) => effort.methods.includes(name) || name === screening?.student);
}

async function openLabelling(
  experiment: PropertyExperiment,
  file: string,
  most: number | undefined,
): Promise<Labelling> {
  const { labels, methods } = experiment;
  const by = 'by' in labels! ? labels.by : undefined;
  // checkChain made sure that it learns.
  const teacher = (methods.find(({ name }) => name === by) ?? null) as LearningMethod | null;
  return { teacher, table: await openLabels(experiment, labels!, file, most) };
}
