/** Students beside the same students taught on shuffled labels: what the difference is, is gained from the labels. */
import type { Composition } from '../../chemistry/formula.ts';
import { startProgress } from '../../core/progress.ts';
import { stream } from '../../core/random.ts';
import { heldOut } from '../../evaluation/held-out.ts';
import { pairedDifference } from '../../evaluation/paired-difference.ts';
import { measured, type Numbers } from '../numbers.ts';
import type { LearningMethod } from './answer.ts';
import { answerStudent } from './answer-student.ts';
import type { PropertyStudent } from './chain.ts';
import type { Plan } from './held-out.ts';
import { judgedRows } from './judged-rows.ts';
import type { LabelTable } from './labels.ts';
import type { PropertyData } from './load-table.ts';
import type { ScoringOptions } from './scores.ts';
import { type Judged, statisticOf } from './statistic.ts';
import { type Labels, labelsBy, shuffledLabels } from './teach.ts';

/** What labels students, and what it labels. */
export interface Labelling {
  /** Null where labels are given. */
  readonly teacher: LearningMethod | null;
  readonly table: LabelTable;
}

/** A student that was judged, beside its twin on shuffled labels; null where it learns no labels. */
export interface JudgedStudent {
  readonly judged: Judged;
  readonly shuffled: Judged | null;
}

/**
 * Judges students on the measurements in one validation. In each fold the method that labels has learned from the rows to learn from
 * only, and no label of a held-out formula, or chemical system, is in the lesson.
 * @param labelling null where nothing is labelled
 * @throws {UserError} for what a student refuses
 * @example judgeStudents(students, labelling, data, plan, 0)[0].judged.answers.length === data.y.length; // true
 */
export function judgeStudents(
  students: readonly PropertyStudent[],
  labelling: Labelling | null,
  data: PropertyData,
  plan: Plan,
  seed: number,
): JudgedStudent[] {
  const { name } = plan.validation;
  const labels = plan.folds.map(
    ({ fold, train }) =>
      labelling && labelsBy(labelling.teacher, labelling.table, data, train, seed, `${name} fold ${fold}`),
  );
  const bar = startProgress(`students, ${name}`, students.length, 'students');
  const judged = students.map((student, done): JudgedStudent => {
    const learnsLabels = labelling !== null && (student.learns.labels ?? 0) > 0;
    const shuffled = learnsLabels
      ? judge(
          { ...student, name: shuffledName(student) },
          labels.map((each, i) => shuffledLabels(each!, seed, `${name} ${student.name} fold ${i}`)),
          data,
          plan,
          seed,
        )
      : null;
    const own = judge(student, labels, data, plan, seed);
    bar.update(done + 1);
    return { judged: own, shuffled };
  });
  bar.stop();
  return judged;
}

/**
 * What the twin of a student is called.
 * @example shuffledName({ name: 'trees' }); // 'trees-on-shuffled-labels'
 */
export function shuffledName({ name }: Pick<PropertyStudent, 'name'>): string {
  return `${name}-on-shuffled-labels`;
}

function judge(
  student: PropertyStudent,
  labels: readonly (Labels | null)[],
  data: PropertyData,
  plan: Plan,
  seed: number,
): Judged {
  const taught: (readonly Composition[])[] = [];
  const splits = plan.folds.map((fold, i) => ({ ...fold, labels: labels[i]! }));
  const answers = heldOut(data.y.length, splits, ({ fold, train, test, labels: known }) => {
    const said = answerStudent(student, known, { data, plan, seed }, { train, test, held: test, part: `fold ${fold}` });
    taught.push(said.taught);
    return said.answers;
  });
  return judgedRows({ method: student, data, plan, answers, taught });
}

/**
 * What students gain from labels: how much less they err than on shuffled labels, or, where they classify, how much more their AUC is;
 * with a 95 % bootstrap interval of the difference, on the same compounds.
 * @example gainNumbers(judged, { unit: 'eV', resamples: 1000, seed: 0 })['by_system.trees.gain_from_labels']?.value;
 */
export function gainNumbers(students: readonly JudgedStudent[], { unit, resamples, seed }: ScoringOptions): Numbers {
  const numbers: Numbers = {};
  for (const { judged, shuffled } of students) {
    const score = judged.method.does === 'regress' ? 'mae' : 'auc';
    const [own, twin] = [statisticOf(score, judged), shuffled === null ? undefined : statisticOf(score, shuffled)];
    if (own === undefined || twin === undefined) continue;
    const [worse, better] = score === 'mae' ? [own, twin] : [twin, own];
    const { method, plan, data } = judged;
    const key = `${plan.validation.name}.${method.name}.gain_from_labels`;
    const options = { resamples, level: 0.95, groups: plan.groups };
    const random = stream(seed, `bootstrap ${key}`);
    const { estimate, low, high } = pairedDifference(data.y.length, worse, better, options, random);
    numbers[key] = measured(estimate, score === 'mae' ? unit : 'AUC', data.y.length, [low, high]);
  }
  return numbers;
}
