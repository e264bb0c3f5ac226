/** Checks at the door what the types of labels, students and screenings cannot say. */
import { fail } from '../../core/errors.ts';
import { nearestWord } from '../../core/nearest-word.ts';
import { structuralParts } from '../../descriptors/parts.ts';
import type { PropertyStudent } from './chain.ts';
import type { PropertyExperiment, PropertyMethod } from './define.ts';
import { descriptorsOf } from './input.ts';

/**
 * The method that labels is there and learns, students can learn what they are to, and what screens is a student.
 * @throws {UserError} for the first fault
 * @example checkChain(bandgap);
 */
export function checkChain(experiment: PropertyExperiment): void {
  const { labels, students = [], screening, threshold } = experiment;
  const teacher = labels !== undefined && 'by' in labels ? teacherOf(experiment, labels.by) : null;
  if (teacher !== null && labels !== undefined && 'structures' in labels) checkIons(teacher, labels.structures.ions);
  for (const student of students) checkStudent(student, labels !== undefined, teacher, threshold);
  if (screening === undefined) return;
  named('screening, student', screening.student, students);
  if (threshold === undefined) {
    fail('screening', 'a threshold, from which compounds are counted', 'none', 'give the experiment a threshold');
  }
}

function teacherOf({ methods, labels }: PropertyExperiment, by: string): PropertyMethod {
  const teacher = named('labels, by', by, methods);
  if (teacher.does === 'cluster') fail('labels, by', 'a method that learns', `${by}, which groups`, 'name another');
  const isSighted = structuralParts(descriptorsOf(teacher.input)).length > 0;
  const source = labels as { readonly table?: { readonly structures?: unknown } };
  if (isSighted && source.table !== undefined && source.table.structures === undefined) {
    fail('labels, table', 'structures, for its descriptors', 'none', 'name them in labels.table.structures');
  }
  return teacher;
}

/** Where a column says which ion moves, structures alone do not say. */
function checkIons({ input }: PropertyMethod, ions: readonly string[] | undefined): void {
  if (
    ions !== undefined ||
    structuralParts(descriptorsOf(input)).every(({ mobileIon }) => typeof mobileIon === 'string')
  )
    return;
  fail(
    'labels, structures',
    'ions, for a mobile ion that stands in a column',
    'none',
    "list them, as ions: ['Li', 'Na']",
  );
}

function checkStudent(
  { name, does, learns, model }: PropertyStudent,
  hasLabels: boolean,
  teacher: PropertyMethod | null,
  threshold: number | undefined,
): void {
  const where = `student ${name}`;
  const { labels = 0, measurements = 0 } = learns;
  if (labels + measurements === 0) fail(where, 'labels or measurements to learn', 'neither', 'give one a weight');
  if (labels > 0 && !hasLabels) fail(where, 'labels', 'none', 'say where they come from, in labels');
  if (model.kind === 'fine-tuned' && (labels === 0 || measurements === 0)) {
    fail(where, 'labels and measurements, to be tuned on these', 'one of them', 'give both a weight');
  }
  if (does === 'classify' && threshold === undefined) {
    fail(where, 'a threshold to tell classes by', 'none', 'give the experiment a threshold');
  }
  if (labels > 0 && does === 'regress' && teacher?.does === 'classify') {
    fail(where, 'labels that are values', `classes, by ${teacher.name}`, 'let a regression label, or let it classify');
  }
}

function named<One extends { readonly name: string }>(where: string, name: string, all: readonly One[]): One {
  const names = all.map((one) => one.name);
  const nearest = nearestWord(name, names);
  const remedy = nearest === undefined ? 'add it' : `did you mean ${nearest}?`;
  return all.find((one) => one.name === name) ?? fail(where, `one of ${names.join(', ') || 'some'}`, name, remedy);
}
