import type { TopLevelSpec } from 'vega-lite';

/** A figure: its file name, what a reader needs to know of it, and its specification. */
export interface Figure {
  readonly file: string;
  readonly caption: string;
  readonly spec: TopLevelSpec;
}

/** Data of a mark that is drawn once, such as a dashed line at zero: else it is drawn again for every row. */
export const ONCE = { values: [{}] };

/** Labels of an axis of counts, in words from a million on. */
export const COUNT_LABELS =
  "datum.value >= 1e9 ? format(datum.value / 1e9, ',') + ' billion' : " +
  "datum.value >= 1e6 ? format(datum.value / 1e6, ',') + ' million' : format(datum.value, ',')";
