/** Where fast conductors fall, as numbers of a summary. */
import { bootstrapIntervals, stream } from 'ionsieve';
import type { Reclustered } from 'ionsieve/clustering';
import { measured, type Numbers } from 'ionsieve/experiment';
import type { Groupings } from './choice.ts';
import type { GroupingEffort, GroupingPlan } from './define.ts';
import type { MeasuredPattern } from './measured-patterns.ts';
import { nearestPatternAuc } from './nearest-pattern.ts';
import type { GroupedPatterns } from './patterns.ts';
import { groupScores, placing, placingAgainstChance } from './placing.ts';

/**
 * For each way to group, and, as floors, for the anion element and the nearest pattern.
 * @param groupings of the representatives, one for each way
 * @example placingNumbers(plan, effort, grouped, materials, groupings)['ward.auc'];
 */
export function placingNumbers(
  plan: GroupingPlan,
  effort: GroupingEffort,
  grouped: GroupedPatterns,
  materials: readonly MeasuredPattern[],
  groupings: readonly Groupings[],
): Numbers {
  const n = materials.length;
  const { distances, representativeOf } = grouped;
  const numbers: Numbers = {};
  const asInPaper = materials.filter(({ hasTransitionMetal }) => !hasTransitionMetal);
  plan.methods.forEach(({ kind, clusters }, way) => {
    const { labels, parts } = groupings[way]!;
    const chosen = labels[plan.counts.indexOf(clusters)]!;
    for (const [key, some] of [
      [kind, materials],
      [`without_transition_metals.${kind}`, asInPaper],
    ] as const) {
      const groupOf = some.map(({ pattern }) => chosen[representativeOf[pattern]!]!);
      Object.assign(numbers, heldNumbers(key, groupOf, some, plan, effort));
      Object.assign(numbers, partNumbers(key, parts, grouped, some, plan.leastMeasured));
    }
  });
  const anions = materials.map(({ anion }) => anion);
  return {
    ...numbers,
    ...heldNumbers('floor.anion', anions, materials, plan, effort),
    'floor.nearest_pattern.auc': measured(nearestPatternAuc(materials, distances, false), 'score', n),
    'floor.nearest_pattern.auc_new_family': measured(nearestPatternAuc(materials, distances, true), 'score', n),
  };
}

/**
 * Does the finding stay when a fifth of the patterns is left out? The least and the greatest share of the fast conductors
 * (those of the materials whose representative is in the part) that two groups of a part hold.
 * @param parts parts of the representatives with their groups
 * @example partNumbers('ward', parts, grouped, materials, 10)['ward.two_groups.fast_share_least_of_parts'];
 */
export function partNumbers(
  key: string,
  parts: readonly Reclustered[],
  { representativeOf }: GroupedPatterns,
  materials: readonly MeasuredPattern[],
  leastMeasured: number,
): Numbers {
  const shares = parts.map(({ rows, labels }) => {
    const labelOf = new Map(Array.from(rows, (row, i) => [row, labels[i]!]));
    const some = materials.filter(({ pattern }) => labelOf.has(representativeOf[pattern]!));
    const groupOf = some.map(({ pattern }) => labelOf.get(representativeOf[pattern]!)!);
    return placing(groupOf, some, leastMeasured).twoGroupsFast;
  });
  return {
    [`${key}.two_groups.fast_share_least_of_parts`]: measured(Math.min(...shares), 'share', parts.length),
    [`${key}.two_groups.fast_share_most_of_parts`]: measured(Math.max(...shares), 'share', parts.length),
  };
}

/**
 * The numbers of one way to group the measured materials, each beside what chance does; intervals of the AUC draw whole families.
 * @param key what the keys begin with
 * @param groupOf group of each material
 * @example heldNumbers('ward', groupOf, materials, plan, effort)['ward.two_groups.fast_share'];
 */
export function heldNumbers(
  key: string,
  groupOf: ArrayLike<number>,
  materials: readonly MeasuredPattern[],
  { seed, leastMeasured }: GroupingPlan,
  { permutations, resamples }: GroupingEffort,
): Numbers {
  const n = materials.length;
  const fast = materials.filter(({ isFast }) => isFast).length;
  const found = placing(groupOf, materials, leastMeasured);
  const random = stream(seed, `permutations ${key}`);
  const held = placingAgainstChance(groupOf, materials, leastMeasured, permutations, random);
  const numbers: Numbers = {
    [`${key}.two_groups.measured_share`]: measured(found.twoGroupsMeasured, 'share', n),
    [`${key}.groups_of_fast`]: measured(found.groupsOfFast, 'groups', fast),
  };
  for (const [what, name, unit, count] of [
    ['twoGroupsFast', 'two_groups.fast_share', 'share', fast],
    ['enrichment', 'best_group.enrichment', 'times', n],
    ['auc', 'auc', 'score', n],
    ['aucNewFamily', 'auc_new_family', 'score', n],
  ] as const) {
    const { value, chanceMean, pValue, chanceMeanByFamily, pValueByFamily } = held[what];
    numbers[`${key}.${name}`] = measured(value, unit, count);
    numbers[`${key}.${name}_by_chance`] = measured(chanceMean, unit, permutations);
    numbers[`${key}.${name}_p_value`] = measured(pValue, 'probability', permutations);
    numbers[`${key}.${name}_by_chance_of_families`] = measured(chanceMeanByFamily, unit, permutations);
    numbers[`${key}.${name}_p_value_of_families`] = measured(pValueByFamily, 'probability', permutations);
  }
  const y = materials.map(({ isFast }) => (isFast ? 1 : 0));
  const groups = materials.map(({ family }) => family);
  for (const [name, newFamily] of [
    ['auc', false],
    ['auc_new_family', true],
  ] as const) {
    const score = groupScores(groupOf, materials, newFamily);
    const options = { resamples, level: 0.95, groups };
    const { auc } = bootstrapIntervals(y, score, ['auc'], options, stream(seed, `bootstrap ${key}.${name}`));
    numbers[`${key}.${name}`] = measured(auc.estimate, 'score', n, [auc.low, auc.high]);
  }
  return numbers;
}
