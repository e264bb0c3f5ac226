/** What a student says of held-out compounds. */
import type { Composition } from '../../chemistry/formula.ts';
import { selectRows } from '../../core/matrix.ts';
import { inputOf } from './answer.ts';
import type { Judging, Part } from './asking.ts';
import type { PropertyStudent } from './chain.ts';
import { keptLabels, type Labels, lessonOf, taughtStudent } from './teach.ts';

/**
 * Teaches a student the labels that are of no held-out compound and the rows to learn from, and asks it about those held out.
 * @param labels by a method that learned from the rows to learn from only; null for none
 * @returns a number a held-out row, and the compounds of the lesson
 * @throws {UserError} for what the student refuses
 * @example answerStudent(student, labels, { data, plan, seed: 0 }, { train, test, held: test, part: 'fold 0' }).answers[0];
 */
export function answerStudent(
  student: PropertyStudent,
  labels: Labels | null,
  { data, plan, seed }: Judging,
  { train, test, held, part }: Part,
): { readonly answers: Float64Array; readonly taught: readonly Composition[] } {
  const kept = labels === null ? [] : keptLabels(labels, data, plan, held);
  const lesson = lessonOf(student, labels, kept, data, Array.from(train));
  const { answer } = taughtStudent(student, lesson, seed, `${plan.validation.name} ${part}`);
  return {
    answers: answer(selectRows(inputOf(student, data), test)),
    taught: lesson.compounds.map(([, composition]) => composition),
  };
}
