/** How much more often chosen compounds are fast than random ones. */
import { stream } from 'ionsieve';
import { bootstrapStatistic, fisherExact } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';

/** Fast and all of a group. */
export interface Hits {
  readonly fast: number;
  readonly all: number;
}

/**
 * Hit rates, enrichment, F1 and p value under a key. F1 takes the chosen as called fast and the controls as called slow, as the paper's
 * 0.50 does: 2 TP / (2 TP + FP + FN). Chance is a call of as many compounds as are fast among the controls: its F1 is their rate.
 * @param key start of the numbers' keys
 * @example hitNumbers('verdicts', { fast: 8, all: 21 }, { fast: 3, all: 21 }, 1000, 0)['verdicts.f1'].value; // 0.5
 */
export function hitNumbers(key: string, chosen: Hits, controls: Hits, resamples: number, seed: number): Numbers {
  const n = chosen.all + controls.all;
  const isChosen = (row: number) => row < chosen.all;
  const isFast = (row: number) => (isChosen(row) ? row < chosen.fast : row - chosen.all < controls.fast);
  /** Counts of a resample; a group is drawn to its own size in the mean. */
  const count = (rows: Int32Array, test: (row: number) => boolean) => rows.filter(test).length;
  const rate = (rows: Int32Array, group: (row: number) => boolean) =>
    ratio(
      count(rows, (row) => group(row) && isFast(row)),
      count(rows, group),
    );
  const f1 = (rows: Int32Array) => {
    const truePositives = count(rows, (row) => isChosen(row) && isFast(row));
    return ratio(2 * truePositives, count(rows, isChosen) + count(rows, isFast));
  };
  const enrichment = (rows: Int32Array) => {
    const [of, over] = [rate(rows, isChosen), rate(rows, (row) => !isChosen(row))];
    return of === null || over === null ? null : ratio(of, over);
  };
  const number = (name: string, statistic: (rows: Int32Array) => number | null, unit: string, count: number) => {
    const drawn = stream(seed, `bootstrap ${key}.${name}`);
    const { estimate, low, high } = bootstrapStatistic(n, statistic, { resamples, level: 0.95 }, drawn);
    return { [`${key}.${name}`]: measured(estimate, unit, count, [low, high]) };
  };
  const pValue = fisherExact(chosen.fast, chosen.all, controls.fast, controls.all);
  return {
    [`${key}.chosen_fast`]: measured(chosen.fast, 'compounds', chosen.all),
    [`${key}.controls_fast`]: measured(controls.fast, 'compounds', controls.all),
    ...number('chosen_hit_rate', (rows) => rate(rows, isChosen), 'share', chosen.all),
    ...number('controls_hit_rate', (rows) => rate(rows, (row) => !isChosen(row)), 'share', controls.all),
    ...number('enrichment', enrichment, 'times', n),
    ...number('f1', f1, 'score', n),
    ...number(
      'f1_over_chance',
      (rows) =>
        over(
          f1(rows),
          rate(rows, (row) => !isChosen(row)),
        ),
      'times',
      n,
    ),
    [`${key}.fisher_p`]: measured(pValue, 'probability', n),
  };
}

const over = (value: number | null, base: number | null) =>
  value === null || base === null ? null : ratio(value, base);

/** null where the whole is zero: a resample without a fast control has no enrichment, and counts as undefined. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
