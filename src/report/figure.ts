import type { TopLevelSpec } from 'vega-lite';

/** A figure: its file name, what a reader needs to know of it, and its specification. */
export interface Figure {
  readonly file: string;
  readonly caption: string;
  readonly spec: TopLevelSpec;
}
