/** An experiment that brings its own code: what it runs, and what its report shows. For what an experiment on a property does not do. */
import type { Claim, Expectation, Findings, RunOptions } from '../findings.ts';
import type { Numbers } from '../numbers.ts';
import type { ReportPage } from '../page.ts';

/** What the code of an experiment is given beside its effort. */
export interface OwnRunOptions extends Omit<RunOptions, 'effort'> {
  /** Of the experiment: draw all chance from `stream(seed, label)`. */
  readonly seed: number;
  readonly effort: 'full' | 'quick' | 'exhaustive';
}

/** What the code of an experiment finds: the numbers of summary.json, and whatever else its report needs, in plain JSON. */
export interface OwnFindings {
  readonly numbers: Numbers;
  /** Further files by name, such as Learners: written beside summary.json, and not in it. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** The content of summary.json: what every experiment has there, and what this one found. */
export type OwnSummary<Found extends OwnFindings = OwnFindings> = Findings & Omit<Found, 'files'>;

/**
 * An experiment with code of its own.
 * @example
 * const mine: OwnExperiment<{ readonly draws: number }, OwnFindings> = {
 *   kind: 'own', study: 'coin', name: 'mine', paper: { title: 'A coin', doi: '10.1000/none', claim: 'It is fair.' }, seed: 0,
 *   full: { draws: 1000 }, quick: { draws: 10 }, expected: [], notReproduced: [],
 *   run({ draws }, { seed }) {
 *     const random = stream(seed, 'coin');
 *     const heads = Array.from({ length: draws }, random).filter((drawn) => drawn < 0.5).length;
 *     return { numbers: { heads: measured(heads / draws, 'share', draws) } };
 *   },
 *   page: (summary) => ({ sections: ['## The coin', numberTable(summary, '')], figures: [] }),
 * };
 */
export interface OwnExperiment<Effort extends object = object, Found extends OwnFindings = OwnFindings>
  extends Claim<'own', Effort> {
  /** What kind of study it is, in a word: the `kind` of its summary. */
  readonly study: string;
  /** A run beyond the full one, for `ionsieve reproduce --full`, and what is expected of it besides. */
  readonly exhaustive?: { readonly effort: Effort; readonly expected: readonly Expectation[] };
  /** The same arguments must give the same findings, on any number of threads. */
  run(effort: Effort, options: OwnRunOptions): Found | Promise<Found>;
  /** What stands in the report below the paper's numbers, from what summary.json holds. */
  page(summary: OwnSummary<Found>): ReportPage;
}
