/** Checks at the door what the types of the study cannot say. */
import { fail } from 'ionsieve/core';
import type { TransferEffort, TransferStudy } from './define.ts';

/**
 * Names stand for one teacher or student each; an effort names students that there are, and the one that screens sees descriptors.
 * @throws {UserError} for the first fault
 * @example checkStudy(study, cubuk2019.quick);
 */
export function checkStudy({ teachers, students, screeningStudent }: TransferStudy, effort: TransferEffort): void {
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

function checkOnce(noun: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) fail(`${noun} ${twice}`, 'each name once', 'it twice', 'choose another name');
}
