/** An experiment is a claim made runnable: one typed value, choices and never steps. */

import type { ElementGroup } from '../../chemistry/element-groups.ts';
import type { OxidationRule } from '../../chemistry/oxidation-states.ts';
import type { Descriptors } from '../../descriptors/descriptors.ts';
import type { ModelSpec } from '../../models/model.ts';
import type { StudentSpec } from '../../transfer/student.ts';
import type { Expectation } from '../findings.ts';

/** What can be made smaller for a quick run. */
export interface Effort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** Permutations behind each p-value. */
  readonly permutations: number;
  /** Students to fit, by name. */
  readonly students: readonly string[];
  /** Symbols of the partner elements of lithium; `all` for Z = 1..93. */
  readonly partners: readonly string[] | 'all';
  /** Numbers of elements in a compound, lithium included. */
  readonly arities: readonly number[];
  readonly maxCoefficient: number;
  /** Length of top.csv. */
  readonly top: number;
}

/** A model of the measured materials, its recipe fixed before its score is known. */
export interface TeacherModel {
  readonly name: string;
  readonly input: Descriptors;
  /** Materials with a public structure, or every composition once (two of the forty share one). */
  readonly rows: 'with structure' | 'every composition';
  readonly model: ModelSpec;
}

/** What a list needs that a chemist is to read: compounds that can exist, and that the student can judge. */
export interface ShortlistSpec {
  /** Compounds with elements of these groups are left out. */
  readonly exclude: readonly ElementGroup[];
  /** Oxidation states over which compounds are neutral and in Pauling order. */
  readonly states: OxidationRule;
  /** Largest distance from the middle of what the student learned from, in mean distances of that. */
  readonly domainLimit: number;
  /** Chemical systems to list, each with its best compound that is not known. */
  readonly top: number;
}

/** A published experiment, ready to run. */
export interface Experiment {
  readonly kind: 'transfer';
  readonly name: string;
  readonly paper: { readonly title: string; readonly doi: string; readonly claim: string };
  readonly seed: number;
  /** Room-temperature conductivity, S/cm, from which a material counts as fast: that of the published model, which labels. */
  readonly fastSPerCm: number;
  /** Teachers judged by leave-one-out; the published model labels. */
  readonly teachers: readonly TeacherModel[];
  readonly students: readonly StudentSpec[];
  /** Name of the student that screens. */
  readonly screeningStudent: string;
  /** Compounds that the paper suggests: the report gives their ranks, good or bad. */
  readonly suggested: readonly string[];
  readonly shortlist: ShortlistSpec;
  readonly full: Effort;
  readonly quick: Effort;
  readonly expected: readonly Expectation[];
}
