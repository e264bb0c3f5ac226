/** Checks at the door what the types of an experiment on measured conductivities cannot say. */
import { fail, nearestWord } from 'ionsieve/core';

import type { MeasuredEffort, MeasuredStudy } from './define.ts';

/**
 * Every name of a student stands for one, the candidates tell a conductivity, intervals are to hold a share of materials, and
 * a list can be filled from what is considered for it.
 * @throws {UserError} for the first fault
 * @example checkMeasured(measured, measured.quick);
 */
export function checkMeasured(experiment: MeasuredStudy, effort: MeasuredEffort): void {
  const { students, candidates, paperStudent, coverage, shortlist } = experiment;
  const names = students.map(({ name }) => name);
  const ofFloors = { candidates, 'effort, students': effort.students };
  for (const [where, list] of Object.entries({ paperStudent: [paperStudent], ...ofFloors })) {
    const wrong = list.find((name) => !names.includes(name));
    if (wrong === undefined) continue;
    const nearest = nearestWord(wrong, names);
    fail(where, 'names of students', `"${wrong}"`, nearest ? `did you mean ${nearest}?` : `add it to the students`);
  }
  const kindOf = (wanted: string) => students.find(({ name }) => name === wanted)!.recipe.kind;
  if (kindOf(paperStudent) !== 'labels') {
    fail('paperStudent', 'a student of labels', `one of ${kindOf(paperStudent)}`, 'choose another');
  }
  const classifier = candidates.find((name) => kindOf(name) !== 'regressor');
  if (classifier !== undefined) {
    fail(
      'candidates',
      'students that regress from composition',
      `${classifier}, ${kindOf(classifier)}`,
      'leave it out',
    );
  }
  if (!candidates.some((name) => effort.students.includes(name))) {
    fail('effort, students', 'at least one of the candidates', 'none', `add one of ${candidates.join(', ')}`);
  }
  if (!(coverage > 0 && coverage < 1)) fail('coverage', 'a share between 0 and 1', String(coverage), 'give 0.9');
  const { considered, top, minWindow } = shortlist;
  if (considered < top)
    fail('shortlist, considered', `${top} or more, the length of the list`, String(considered), 'consider more');
  if (!(minWindow > 0)) fail('shortlist, minWindow', 'a number of V above 0', String(minWindow), 'give 0.1');
}
