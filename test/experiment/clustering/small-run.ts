import { zhang2019 } from '../../../experiments/zhang2019.ts';
import type { ClusteringExperiment } from '../../../src/experiment/clustering/define.ts';
import { type ClusteringSummary, runClustering } from '../../../src/experiment/clustering/run.ts';

/** The experiment of the paper on a fortieth of the compounds. */
export const small: ClusteringExperiment = {
  ...zhang2019,
  counts: [2, 3, 7],
  quick: { everyNth: 40, parts: 2, permutations: 19, resamples: 20 },
};

/** What it gives, found once. */
export const smallSummary = (): ClusteringSummary => {
  found ??= runClustering(small, { effort: 'quick' });
  return found;
};

let found: ClusteringSummary | undefined;
