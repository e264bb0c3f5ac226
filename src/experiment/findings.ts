/** What every run of a published claim leaves behind, whatever its kind: the claim, and its numbers beside the paper's. */
import type { Expectation } from './define.ts';
import type { Numbers } from './numbers.ts';
import type { ComparedNumber } from './summary.ts';

/** Where a claim was published, and what it says in a sentence. */
export interface Paper {
  readonly title: string;
  readonly doi: string;
  readonly claim: string;
}

/** What every experiment has, whatever its kind. */
export interface Claim<Kind extends string, Effort> {
  readonly kind: Kind;
  /** Name of its file and of the constant that the file exports. */
  readonly name: string;
  readonly paper: Paper;
  readonly seed: number;
  readonly full: Effort;
  /** The same in seconds, for tests. */
  readonly quick: Effort;
  readonly expected: readonly Expectation[];
  /** What of the paper cannot be reproduced, and why: one sentence each. */
  readonly notReproduced: readonly string[];
}

/** The part of summary.json that every kind shares. */
export interface Findings {
  readonly kind: string;
  readonly name: string;
  readonly paper: Paper;
  readonly effort: 'full' | 'quick';
  readonly seed: number;
  readonly numbers: Numbers;
  readonly compared: readonly ComparedNumber[];
  readonly not_reproduced: readonly string[];
}
