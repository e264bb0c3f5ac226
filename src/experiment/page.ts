/** What a run shows to a reader, before it is laid out as Markdown and HTML. */
import type { TopLevelSpec } from 'vega-lite';

/** A figure: its file name, what a reader needs to know of it, and its specification. */
export interface Figure {
  /** Ends with `.svg`. */
  readonly file: string;
  readonly caption: string;
  /** Of Vega-Lite. */
  readonly spec: TopLevelSpec;
}

/** The sections of a report, its figures, and tables as files. */
export interface ReportPage {
  /** Paragraphs, headings and tables of Markdown. */
  readonly sections: readonly string[];
  readonly figures: readonly Figure[];
  /** Further files by name, such as CSV tables. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}
