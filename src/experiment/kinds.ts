/** Every kind of experiment. */
import type { ClusteringExperiment } from './clustering/define.ts';
import type { MeasuredExperiment } from './measured/define.ts';
import type { PropertyExperiment } from './property/define.ts';
import type { SubsetSearchExperiment } from './subset-search/define.ts';
import type { Experiment } from './transfer/define.ts';
import type { VerdictsExperiment } from './verdicts/define.ts';

/** An experiment of any kind, told apart by `kind`. */
export type AnyExperiment =
  | Experiment
  | MeasuredExperiment
  | SubsetSearchExperiment
  | VerdictsExperiment
  | ClusteringExperiment
  | PropertyExperiment;
