/** Who can be asked about held-out rows, and how. */
import type { PropertyStudent } from './chain.ts';
import type { PropertyComposite } from './composite.ts';
import type { Plan } from './held-out.ts';
import type { PropertyData } from './load-table.ts';
import type { PropertyMethod } from './method.ts';

/** Rows to learn from and rows to answer for. */
export interface Part {
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** Rows whose compounds no label may tell of: those to answer for, and on inner folds those of the outer fold too. */
  readonly held: Int32Array;
  /** What names the streams of chance: no two parts of a validation share it. */
  readonly part: string;
}

/** On what is judged. */
export interface Judging {
  readonly data: PropertyData;
  readonly plan: Plan;
  readonly seed: number;
}

/** Anyone that answers. */
export type Member = PropertyMethod | PropertyStudent | PropertyComposite;

/** What each of several counts in their mean, by name; 1 in all. */
export type Shares = ReadonlyMap<string, number>;

/** Everyone that answers, by name. */
export interface Company extends Judging {
  readonly members: readonly Member[];
  /**
   * What one says of the rows held out, as `answer` means it; asked again, it says the same.
   * @throws {UserError} for what it refuses
   */
  ask(name: string, part: Part): Float64Array;
  /** Of a composite of others, what each of them counted in a part that it was asked about, 1 in all; who is not named counted nothing. */
  shares(name: string, part: string): Shares;
}
