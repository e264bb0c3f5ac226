/** An experiment on any property of any compounds: a table, methods, and how they are judged. No chemistry of its own. */
import type { DatasetSpec } from '../../dataset/spec.ts';
import type { Target } from '../../dataset/target.ts';
import type { Claim } from '../findings.ts';
import type { SweepSpec } from '../sweep/define.ts';
import type { LabelSource, PropertyScreening, PropertyStudent, SpaceSpec } from './chain.ts';
import type { PropertyComposite } from './composite.ts';
import type { PropertyMethod, Validation } from './method.ts';

export type { PropertyInput, PropertyMethod, Validation } from './method.ts';

/** Where compounds and their property stand. */
export interface PropertyTable extends Omit<DatasetSpec, 'threshold'> {
  /** Paths are relative to the experiment's file. Tables of this package are compared with their hash. */
  readonly file: DatasetSpec['file'];
  /** Column of the formula. */
  readonly formula: string;
  readonly value: string;
  readonly scale: Target['scale'];
  /** Name of the numbers in the column, and their unit, such as 'ionic conductivity' and 'S/cm'. */
  readonly property: string;
  readonly unit: string;
  /** Which end of the values is wanted: 'larger' if not given. */
  readonly better?: Target['better'];
}

/** What can be made smaller for a quick run. */
export interface PropertyEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** Methods, students and composites to judge, by name. */
  readonly methods: readonly string[];
  /** Bootstrap refits behind the spread of a regression, 0 for none. */
  readonly refits: number;
  /** Structures or rows to label at most, evenly spaced; all if not given. */
  readonly labelled?: number;
  /** Screened instead of the experiment's space. */
  readonly space?: SpaceSpec;
  /** Drawn instead of the experiment's curves. */
  readonly curves?: CurveSpec;
}

/** Learning curves. */
export interface CurveSpec {
  /** Name of the validation whose folds hold out. */
  readonly validation: string;
  /** Names of methods, students and composites. */
  readonly methods: readonly string[];
  /** Numbers of rows to learn from; no fold may have fewer. */
  readonly rows: readonly number[];
  /** Draws of that many rows in each fold. */
  readonly repeats: number;
}

/** An experiment on a property, ready to run. */
export interface PropertyExperiment extends Claim<'property', PropertyEffort> {
  readonly table: PropertyTable;
  /**
   * For classifying and ranking: number of the column from which a compound counts as positive, or up to which where small ones are
   * wanted, such as 1e-3 (S/cm).
   */
  readonly threshold?: number;
  readonly methods: readonly PropertyMethod[];
  readonly validations: readonly Validation[];
  /** What the students learn beside measurements. */
  readonly labels?: LabelSource;
  readonly students?: readonly PropertyStudent[];
  /** Methods made of these and those; one may name those that stand before it. */
  readonly composites?: readonly PropertyComposite[];
  /** What more rows are worth. */
  readonly curves?: CurveSpec;
  readonly screening?: PropertyScreening;
  /** Compounds to predict with every regression that needs nothing but a formula, which then learns none of those that the table holds, and with the students. */
  readonly predict?: Predictions;
  /** Statements about methods, each confirmed or not by numbers of this run. */
  readonly statements?: readonly Statement[];
  readonly sweep?: SweepSpec;
}

/** Compounds to predict, and what a paper says of them. */
export interface Predictions {
  readonly compounds: readonly { readonly formula: string; readonly paper?: number }[];
  /** What the numbers of the paper are, and whether they should rise or fall with the property. */
  readonly paper?: {
    readonly quantity: string;
    readonly unit: string;
    readonly where: string;
    readonly with: 'rises' | 'falls';
  };
}

/** What is said of a method, put as a comparison of two numbers of the run. */
export interface Statement {
  readonly method: string;
  readonly says: string;
  /** Key of a number in summary.json, which is to exceed the number `than` (a key too, or a plain number) by `by`, 0 if not given. */
  readonly more: string;
  readonly than: string | number;
  readonly by?: number;
}
