import type { SweepSummary } from '../../experiment/sweep/summary.ts';

/** Names of what is judged, as a reader wants them, in the order of a report. */
export const READABLE: Readonly<Record<string, string>> = {
  grid: 'grid',
  random: 'random',
  halving: 'successive halving',
  tpe: 'TPE',
  together: 'best of all searches',
  untuned: 'no sweep',
  random_setting: 'a setting at random',
  floor_majority: 'floor: majority',
  floor_median: 'floor: median',
  floor_nearest: 'floor: nearest compound',
};

/** Names of objectives, as a reader wants them. */
export const OBJECTIVES: Readonly<Record<SweepSummary['objective'], string>> = {
  auc: 'AUC',
  mcc: 'MCC',
  mae: 'mean absolute error',
  rmse: 'root mean square error',
  spearman: 'rank correlation',
};

/**
 * The objective of a sweep for the title of an axis, with its unit where it has one.
 * @example objectiveTitle({ objective: 'mae', unit: 'eV' }); // 'mean absolute error (eV)'
 */
export function objectiveTitle({ objective, unit }: Pick<SweepSummary, 'objective' | 'unit'>): string {
  return objective === 'mae' || objective === 'rmse' ? `${OBJECTIVES[objective]} (${unit})` : OBJECTIVES[objective];
}

/**
 * Seeds in a sentence.
 * @example seedText([1, 2]); // 'seeds 1, 2'
 */
export function seedText(seeds: readonly number[]): string {
  return `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`;
}

/**
 * What is judged, in the order of a report.
 * @example competitorsOf(summary); // ['grid', 'together', 'untuned', 'random_setting', 'floor_median', 'floor_nearest']
 */
export function competitorsOf({ numbers }: Pick<SweepSummary, 'numbers'>): string[] {
  return Object.keys(READABLE).filter((name) => `${name}.outer` in numbers);
}
