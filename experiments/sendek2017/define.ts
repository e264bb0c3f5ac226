/** What can be chosen of a search among subsets of descriptors on few measured materials. */

/** One descriptor to choose from, with its distribution over the training set as printed. */
export interface SearchedDescriptor {
  /** Symbol of one of STRUCTURAL_DESCRIPTORS. */
  readonly symbol: string;
  readonly mean: number;
  readonly sd: number;
}

/** Structures that a step of the paper's funnel leaves. */
export interface PaperFunnel {
  readonly lithium: number;
  readonly on_hull: number;
  /** Each of the next three among those on the hull. */
  readonly no_transition_metal: number;
  readonly gap: number;
  readonly oxidation_potential: number;
  /** All four. */
  readonly prerequisites: number;
  readonly prerequisites_and_fast: number;
  /** By the conductivity model alone, of all with lithium. */
  readonly fast: number;
}

/** What can be made smaller for a quick run. */
export interface SearchEffort {
  /** Most descriptors in a subset. */
  readonly maxSubsetSize: number;
  /** The same for the searches in noise, without each material, and at other thresholds and penalties. */
  readonly innerSubsetSize: number;
  /** Draws of noise, with the paper's number of columns and with the whole search. */
  readonly draws: number;
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
}

/** A search over subsets of descriptors. */
export interface SearchPlan {
  readonly seed: number;
  readonly descriptors: readonly SearchedDescriptor[];
  /** Ridge penalty of the logistic regression. */
  readonly l2: number;
  /** Others that the search is repeated with. */
  readonly otherL2: readonly number[];
  /** Room-temperature conductivity, S/cm, from which a material counts as fast: that of the published model. */
  readonly fastSPerCm: number;
  /** Others that the search is repeated with, S/cm. */
  readonly thresholdsSPerCm: readonly number[];
  /** Least band gap of an insulator, eV. */
  readonly leastGapEV: number;
  /** Least oxidation potential, V against lithium. */
  readonly leastOxidationV: number;
  readonly paperFunnel: PaperFunnel;
  /** Leave-one-out errors of the paper by number of descriptors, for the figure. */
  readonly paperCurve: readonly { readonly size: number; readonly error: number }[];
}
