/**
 * The contract of a descriptor: what every one says of itself, whether it comes with this program or is written by a user.
 * docs/descriptors.md shows how to write one.
 */
import type { Composition } from '../chemistry/formula.ts';
import type { Factor } from './factors.ts';
import type { Ions } from './structural.ts';

/** What a compound is described from. A descriptor that needs what a compound lacks says so in one line. */
export interface Compound {
  /** For errors. */
  readonly id: string;
  readonly composition: Composition;
  /** The 24 numbers of STRUCTURAL_DESCRIPTORS, NaN where one is not defined; not given for a compound without a structure. */
  readonly structural?: (ions: Ions) => Float64Array;
  /** The number in a column of the compound's table, NaN for a gap; not given without a table. */
  readonly cell?: (column: string) => number;
  /** The text in a column of the compound's table; not given without a table. */
  readonly word?: (column: string) => string;
}

/** Turns compounds into rows of numbers. */
export interface Descriptor {
  /** For errors. */
  readonly name: string;
  /** Name of each column, no two alike. */
  readonly labels: readonly string[];
  /** Unit of each column; '1' where there is none. */
  readonly units: readonly string[];
  /** The paper or program that it follows, with a DOI where there is one. */
  readonly source: string;
  /**
   * One finite number a column, the same whatever other compounds are described.
   * @throws {UserError} for a compound that it is not defined for
   */
  values(compound: Compound): ArrayLike<number>;
  /** How each column depends on the coefficients once the elements are fixed; 'none' for all of them where it is not given. */
  readonly factors?: readonly Factor[];
}
