/** Does the answer hang on how broad the lines are drawn, which the paper's reader does not know? */
import { stream } from 'ionsieve';
import { clusterCounts } from 'ionsieve/clustering';
import type { Numbers } from 'ionsieve/experiment';
import type { GroupingEffort, GroupingPlan } from './define.ts';
import { measuredPatterns } from './measured-patterns.ts';
import { openPatterns } from './patterns.ts';
import { heldNumbers } from './placing-numbers.ts';

/**
 * The first way to group with other widths of the lines: where fast conductors fall, keys `width.0_5.` and so on.
 * @example widthNumbers(plan, effort)['width.0_5.two_groups.fast_share'];
 */
export function widthNumbers(plan: GroupingPlan, effort: GroupingEffort): Numbers {
  const method = plan.methods[0]!;
  const numbers: Numbers = {};
  for (const widthDegrees of plan.otherWidths) {
    const other = { ...plan, pattern: { ...plan.pattern, widthDegrees } };
    const { patterns, representativeOf, X, between } = openPatterns(other, effort.everyNth);
    const key = `width.${String(widthDegrees).replace('.', '_')}`;
    const [labels] = clusterCounts(method, X, between, [method.clusters], stream(plan.seed, key));
    const materials = measuredPatterns(patterns, plan.fastFrom);
    const groupOf = materials.map(({ pattern }) => labels![representativeOf[pattern]!]!);
    Object.assign(numbers, heldNumbers(key, groupOf, materials, plan, effort));
  }
  return numbers;
}
