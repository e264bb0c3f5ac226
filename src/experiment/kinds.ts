/** Every kind of experiment. */
import type { OwnExperiment } from './own/define.ts';
import type { PropertyExperiment } from './property/define.ts';

/** An experiment of any kind, told apart by `kind`. */
export type AnyExperiment = PropertyExperiment | OwnExperiment;
