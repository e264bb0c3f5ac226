import { type ScreenedValue, screenedValue } from './compile.ts';

/** A column of tables of compounds that comes from the score. */
export interface ScoreColumn {
  readonly name: string;
  readonly of: (score: number) => number;
}

const OF_LOG_ODDS: readonly ScoreColumn[] = [
  { name: 'log_odds', of: (score) => score },
  { name: 'probability', of: (score) => 1 / (1 + Math.exp(-score)) },
];

/**
 * What a score tells, column by column: the value, or log-odds and probability.
 * @param value undefined of log-odds
 * @example scoreColumns({ column: 'barrier_eV', unit: 'eV', better: 'smaller' })[0].of(-0.3); // 0.3
 */
export function scoreColumns(value: ScreenedValue | undefined): readonly ScoreColumn[] {
  return value === undefined ? OF_LOG_ODDS : [{ name: value.column, of: (score) => screenedValue(value, score) }];
}
