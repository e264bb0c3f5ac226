export type { Figure } from '../experiment/page.ts';

/**
 * Data of a mark that is drawn once, such as a dashed line at zero: else it is drawn again for every row.
 * @example ({ data: ONCE, mark: 'rule', encoding: { x: { datum: 0 } } });
 */
export const ONCE = { values: [{}] };

/**
 * Labels of an axis of counts, in words from a million on: an expression of Vega.
 * @example ({ axis: { labelExpr: COUNT_LABELS } });
 */
export const COUNT_LABELS =
  "datum.value >= 1e9 ? format(datum.value / 1e9, ',') + ' billion' : " +
  "datum.value >= 1e6 ? format(datum.value / 1e6, ',') + ' million' : format(datum.value, ',')";
