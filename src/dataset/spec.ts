/** How a table of compounds is read: which columns it has, and which of its rows are used. */
import type { Descriptors } from '../descriptors/descriptors.ts';
import type { StructureFiles } from './structures.ts';
import type { Target } from './target.ts';

/** What decides how rows are read. */
export interface RowRules {
  /** Column of the formula; if not given the one that is called composition, formula or the like. */
  readonly formula?: string;
  /** Column of the property; not given where there is nothing to learn. Rows without a number there are left out and counted. */
  readonly value?: string;
  /** What is learned: the number as it stands, the default, or its logarithm to base 10. */
  readonly scale?: Target['scale'];
  /**
   * Column that says of a value that it is a bound: '<' (what was measured lies below it), '>', or nothing. A value written as <1e-9 is
   * one too, without such a column. The bound stands for the value.
   */
  readonly bounds?: string;
  /** Rows measured at these degrees Celsius, ends included, by the one column of temperatures; rows without one are of them. */
  readonly temperature?: { readonly from: number; readonly to: number };
  /** Rows to keep: those whose column holds one of the words; all rows if not given. */
  readonly keep?: { readonly column: string; readonly oneOf: readonly string[] };
  /** Only compounds with this element, such as the mobile ion; all if not given. */
  readonly contains?: string;
  /** The structures of the rows, for descriptors of structures; rows without one are then left out, and counted. */
  readonly structures?: StructureFiles;
  /**
   * Rows of one reduced formula become one. 'median', the default: with the median of their values, all else from the row at
   * the (lower) median. Or the row that is lowest in a column, such as the energy of polymorphs. 'separate' keeps every row, such as
   * one a structure; rows of one formula then share a group of validations by formula.
   */
  readonly duplicates?: 'median' | 'separate' | { readonly lowest: string };
}

/** A file of several, where its columns have other names, or its rows count more than others. */
export interface TableFile extends Pick<RowRules, 'formula' | 'value'> {
  readonly file: string;
  /** How many times each row counts, a whole number; 1 if not given. Of one formula only rows of the largest weight are used. */
  readonly weight?: number;
}

/** A table of compounds. */
export interface DatasetSpec extends RowRules, Partial<Pick<Target, 'property' | 'unit' | 'better'>> {
  /** CSV or JSON lines (.gz too) or Parquet, or several files. */
  readonly file: string | readonly (string | TableFile)[];
  /** Value from which, or up to which where small ones are wanted, a compound is positive. */
  readonly threshold?: number;
}

/** Structures as rows, with the columns `formula` and `id`. */
export interface StructureSpec extends Pick<RowRules, 'contains'> {
  readonly structures: Pick<StructureFiles, 'file'> & {
    /** Symbols: a row for each of these that a structure has, its name in the columns that descriptors read the mobile ion from. */
    readonly ions?: readonly string[];
  };
}

/** What is asked of the rows, and where files are. */
export interface DatasetNeeds {
  /** Descriptors that every compound has to have; rows that lack one are left out and counted. */
  readonly inputs?: readonly Descriptors[];
  /** Further columns that have to be there, such as one that groups rows. */
  readonly columns?: readonly string[];
  /** Path of a file to which those of the tables are relative; that of the current folder if not given. */
  readonly from?: string;
  /** Rows to read at most, evenly spaced over all tables; all if not given. */
  readonly most?: number;
}

/**
 * What a table teaches; null without a column of values.
 * @example targetIn({ file: 'gaps.csv', value: 'gap_eV', unit: 'eV' })?.property; // 'gap_eV'
 */
export function targetIn(spec: Omit<DatasetSpec, 'file'>): Target | null {
  const { value, property, unit = '1', scale = 'as it stands', threshold = null, better = 'larger' } = spec;
  return value === undefined ? null : { property: property ?? value, unit, scale, threshold, better };
}
