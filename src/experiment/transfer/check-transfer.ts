/** Checks at the door what the types of an experiment on transfer cannot say. */
import { fail } from '../../core/errors.ts';
import { FAST_S_PER_CM } from '../../transfer/published-model.ts';
import type { Effort, Experiment } from './define.ts';

/**
 * The threshold is that of the published model, whose labels students learn; names stand for one teacher or student each; an effort
 * names students that there are.
 * @throws {UserError} for the first fault
 * @example checkTransfer(cubuk2019, cubuk2019.quick);
 */
export function checkTransfer(experiment: Experiment, effort: Effort): void {
  const { fastSPerCm, teachers, students, screeningStudent } = experiment;
  checkPublishedThreshold(fastSPerCm);
  const names = students.map(({ name }) => name);
  checkOnce('teacher', [...teachers.map(({ name }) => name), 'published']);
  checkOnce('student', names);
  for (const [where, name] of [
    ['screeningStudent', screeningStudent],
    ...effort.students.map((student) => ['effort, students', student]),
  ] as [string, string][]) {
    if (!names.includes(name)) fail(where, `the name of a student (${names.join(', ')})`, `"${name}"`, 'choose one');
  }
  const screening = students.find(({ name }) => name === screeningStudent);
  if (screening?.input === 'anion') {
    fail('screeningStudent', 'a student that sees a set of descriptors', `"${screeningStudent}"`, 'choose another');
  }
}

/** The published model calls a material fast from a conductivity of its own: it can neither label nor be judged by another. */
function checkPublishedThreshold(fastSPerCm: number): void {
  if (fastSPerCm === FAST_S_PER_CM) return;
  const expected = `${FAST_S_PER_CM}, from which the published model calls a material fast`;
  fail('fastSPerCm', expected, String(fastSPerCm), 'leave it; an experiment on a property has a threshold of its own');
}

function checkOnce(noun: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) fail(`${noun} ${twice}`, 'each name once', 'it twice', 'choose another name');
}
