/** Recipes of students of labels: the one that ships, and the floors that it is judged beside. */
import { type DescriptorSet, ELEMENTAL_SETS } from '../descriptors/elemental-sets.ts';
import type { StudentSpec } from './student.ts';

/**
 * The student of labels that ships and that `ionsieve student` fits: Cubuk, Sendek and Reed, J. Chem. Phys. 150, 214701 (2019), by our
 * choice of 30 descriptors. It trains on compounds with a real anion: a teacher's word on an alloy means nothing.
 * @example fitStudent(LABEL_STUDENT, { X: studentInput(LABEL_STUDENT.input, compositions), formulas }, 0);
 */
export const LABEL_STUDENT: StudentSpec & { readonly input: DescriptorSet } = {
  name: 'logistic-30',
  input: ELEMENTAL_SETS['elemental-30'],
  model: { kind: 'logistic', l2: 1 },
  learns: 'label',
  trainsOn: 'real anion',
};

/**
 * Floors for students of labels: the commoner class, the anion alone, the nearest labelled formula.
 * @example STUDENT_FLOORS.map(({ name }) => name); // ['always-slow', 'anion-rule', 'nearest-neighbour']
 */
export const STUDENT_FLOORS: readonly StudentSpec[] = [
  { name: 'always-slow', input: 'anion', model: { kind: 'majority' }, learns: 'label', trainsOn: 'real anion' },
  {
    name: 'anion-rule',
    input: 'anion',
    model: { kind: 'category-rate', column: 0 },
    learns: 'label',
    trainsOn: 'all',
  },
  {
    name: 'nearest-neighbour',
    input: LABEL_STUDENT.input,
    model: { kind: 'nearest-neighbour' },
    learns: 'label',
    trainsOn: 'real anion',
  },
];
