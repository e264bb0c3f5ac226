/** A setting that is to be tried. */
export interface Proposal {
  /** One value a parameter. */
  readonly values: readonly number[];
  /** Share of the training groups to learn from. */
  readonly share: number;
}

/** A setting that was tried. */
export interface Trial extends Proposal {
  /** Mean over the inner folds, turned so that more is better; null where it could not be fitted. */
  readonly merit: number | null;
}

/**
 * Places of trials from the best to the worst: equal ones in the order in which they were asked for, those that could not be
 * fitted last.
 * @example rankTrials([{ values: [1], share: 1, merit: 0.2 }, { values: [2], share: 1, merit: 0.4 }]); // [1, 0]
 */
export function rankTrials(trials: readonly Trial[]): number[] {
  const merit = (place: number): number => trials[place]!.merit ?? Number.NEGATIVE_INFINITY;
  // Infinities that are equal have no difference.
  return trials.map((_, place) => place).sort((a, b) => (merit(a) === merit(b) ? a - b : merit(b) - merit(a)));
}
