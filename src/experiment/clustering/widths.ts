/** Does the answer hang on how broad the lines are drawn, which the paper's reader does not know? */
import { clusterCounts } from '../../clustering/cluster-counts.ts';
import { stream } from '../../core/random.ts';
import type { Numbers } from '../numbers.ts';
import type { ClusteringEffort, ClusteringExperiment } from './define.ts';
import { measuredPatterns } from './measured-patterns.ts';
import { openPatterns } from './patterns.ts';
import { heldNumbers } from './placing-numbers.ts';

/**
 * The first way to group with other widths of the lines: where fast conductors fall, keys `width.0_5.` and so on.
 * @example widthNumbers(zhang2019, zhang2019.full)['width.0_5.two_groups.fast_share'];
 */
export function widthNumbers(experiment: ClusteringExperiment, effort: ClusteringEffort): Numbers {
  const method = experiment.methods[0]!;
  const numbers: Numbers = {};
  for (const widthDegrees of experiment.otherWidths) {
    const other = { ...experiment, pattern: { ...experiment.pattern, widthDegrees } };
    const { patterns, representativeOf, X, between } = openPatterns(other, effort.everyNth);
    const key = `width.${String(widthDegrees).replace('.', '_')}`;
    const [labels] = clusterCounts(method, X, between, [method.clusters], stream(experiment.seed, key));
    const materials = measuredPatterns(patterns, experiment.fastFrom);
    const groupOf = materials.map(({ pattern }) => labels![representativeOf[pattern]!]!);
    Object.assign(numbers, heldNumbers(key, groupOf, materials, experiment, effort));
  }
  return numbers;
}
