/** The study of transfer from structures to compositions: which teachers and students are judged, and what is screened. */
import type { ElementGroup, OxidationRule } from 'ionsieve/chemistry';
import type { Descriptors } from 'ionsieve/descriptors';
import type { ModelSpec } from 'ionsieve/models';
import type { StudentSpec } from 'ionsieve/transfer';

/** What can be made smaller for a quick run. */
export interface TransferEffort {
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

/** What is studied, whatever the effort. */
export interface TransferStudy {
  /** Teachers judged by leave-one-out; the published model labels. */
  readonly teachers: readonly TeacherModel[];
  readonly students: readonly StudentSpec[];
  /** Name of the student that screens. */
  readonly screeningStudent: string;
  /** Compounds that the paper suggests: the report gives their ranks, good or bad. */
  readonly suggested: readonly string[];
  readonly shortlist: ShortlistSpec;
}
