/** What a run of a sweep is given. */
import type { PropertyExperiment } from '../property/define.ts';
import type { SweepSpec } from './define.ts';

/** An experiment with a sweep. */
export type SweepExperiment = PropertyExperiment & { readonly sweep: SweepSpec };

/** How to run a sweep. */
export interface SweepOptions {
  readonly effort: 'full' | 'quick';
  readonly threads: number;
  /** Folder of the journal. */
  readonly folder: string;
  /** Continues from the journal in the folder. */
  readonly resume?: boolean;
  /** Ends the work and rejects with the signal's reason; the journal stays. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of tasks done so far, those of an earlier run included. */
  readonly onProgress?: ((done: number) => void) | undefined;
}
