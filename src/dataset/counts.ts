/** How many rows tables had, and what became of those that are not used. */

/** The counts of a Dataset. */
export interface DatasetCounts {
  readonly rows_read: number;
  /** By `keep` and `contains`. */
  readonly not_kept: number;
  /** No number in the column of the property, or none that has a logarithm. */
  readonly without_value: number;
  /** A bound with the threshold beyond it: whether the value reaches that nobody knows. Where there are any, as are all that follow but three. */
  readonly undecided?: number;
  /** Measured at another temperature than those asked for. */
  readonly other_temperature?: number;
  /** And at one that cannot be read. */
  readonly temperature_not_read?: number;
  readonly formula_not_read: number;
  /** Rows with fewer cells than the header, and lines of JSON that are no object. */
  readonly cells_missing?: number;
  /** A gap in a column that a descriptor or `duplicates` needs, or an element without a descriptor. */
  readonly without_input: number;
  /** Where the table names structures: a row whose id is none of them. */
  readonly without_structure?: number;
  /** And one whose structural descriptors are not defined. */
  readonly not_described?: number;
  /** Structures, not rows: those that cannot be read. */
  readonly structures_not_read?: number;
  /** Those with the id of an earlier one, which are left out. */
  readonly structures_of_one_id?: number;
  /** Rows of a formula that has rows of larger weight. */
  readonly outweighed?: number;
  /** More than one row of a reduced formula: all but one. */
  readonly merged: number;
  /** Of the compounds: those whose value is an upper bound, which stands for it. */
  readonly upper_bounds?: number;
  /** And a lower one. */
  readonly lower_bounds?: number;
  readonly compounds: number;
}

/** A count of rows that are not used. */
export type LeftOut =
  | 'not_kept'
  | 'without_value'
  | 'undecided'
  | 'other_temperature'
  | 'temperature_not_read'
  | 'without_input'
  | 'formula_not_read'
  | 'without_structure'
  | 'not_described';
