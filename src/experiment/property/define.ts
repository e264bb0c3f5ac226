/** An experiment on any property of any compounds: a table, methods, and how they are judged. No chemistry of its own. */
import type { Claim } from '../findings.ts';
import type { SweepSpec } from '../sweep/define.ts';
import type { PropertyMethod, StructureFiles, Validation } from './method.ts';

export type { PropertyInput, PropertyMethod, StructureFiles, Validation } from './method.ts';

/** Where compounds and their property stand. */
export interface PropertyTable {
  /** CSV file (.gz too), or several with these columns; relative to the experiment's file. Tables of this package are compared with their hash. */
  readonly file: string | readonly string[];
  /** Column of the formula. */
  readonly formula: string;
  /** Column of the property; rows without a number there are left out and counted. */
  readonly value: string;
  /** What is learned: the number as it stands, or its logarithm to base 10. */
  readonly scale: 'as it stands' | 'log10';
  /** Name of what is learned, and its unit, such as 'log10 of the ionic conductivity' and 'log10(S/cm)'. */
  readonly property: string;
  readonly unit: string;
  /** Rows to keep: those whose column holds one of the words; all rows if not given. */
  readonly keep?: { readonly column: string; readonly oneOf: readonly string[] };
  /** Only compounds with this element, such as the mobile ion; all if not given. */
  readonly contains?: string;
  /** The structures of the rows, for methods with structural descriptors; rows without one are left out, and counted. */
  readonly structures?: StructureFiles;
  /**
   * Rows of one reduced formula become one. 'median', the default: with the median of their values, all else from the row at
   * the (lower) median. Or the row that is lowest in a column, such as the energy of polymorphs. 'separate' keeps every row, such as
   * one a structure; rows of one formula then share a group of validations by formula.
   */
  readonly duplicates?: 'median' | 'separate' | { readonly lowest: string };
}

/** What can be made smaller for a quick run. */
export interface PropertyEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** Methods to judge, by name. */
  readonly methods: readonly string[];
  /** Bootstrap refits behind the spread of a regression, 0 for none. */
  readonly refits: number;
}

/** An experiment on a property, ready to run. */
export interface PropertyExperiment extends Claim<'property', PropertyEffort> {
  readonly table: PropertyTable;
  /** Value from which a compound counts as positive, in the units of what is learned; for classifying and ranking. */
  readonly threshold?: number;
  readonly methods: readonly PropertyMethod[];
  readonly validations: readonly Validation[];
  /** Compounds to predict with every regression that needs nothing but a formula; those that the table holds are not learned from. */
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
