/** Groups lithium compounds by the patterns of their anions, and sees where the known conductors fall. */
import { adjustedRandIndex, wardTree } from 'ionsieve/clustering';
import { startProgress } from 'ionsieve/core';
import { measured, type Numbers, type OwnFindings } from 'ionsieve/experiment';
import { nearestToFast, type PatternCandidate } from './candidates.ts';
import { type Groupings, groupAll, piecesOf } from './choice.ts';
import type { GroupingEffort, GroupingPlan } from './define.ts';
import { type Find, findNumbers, placeFinds } from './finds.ts';
import { type Dendrogram, dendrogram, type GroupRow, groupRows, meanPatterns } from './groups.ts';
import { type MeasuredPattern, measuredPatterns } from './measured-patterns.ts';
import { type GroupedPatterns, openPatterns } from './patterns.ts';
import { placingNumbers } from './placing-numbers.ts';
import { widthNumbers } from './widths.ts';

/** Leaves of the drawn tree. */
const LEAVES = 30;

/** What the run finds. */
export interface CompoundGroups extends OwnFindings {
  /** Ways to group, in the order of the plan. */
  readonly methods: readonly string[];
  /** Numbers of groups that were compared. */
  readonly counts: readonly number[];
  readonly groups: readonly GroupRow[];
  /** The last merges of the first way to group, where it is a tree. */
  readonly tree: Dendrogram | null;
  /** Mean pattern of each group of the first way to group. */
  readonly mean_patterns: readonly { readonly group: number; readonly intensity: readonly (number | null)[] }[];
  /** Width of a bin of the mean patterns, degrees of 2 theta. */
  readonly bin_degrees: number;
  /** Room-temperature conductivity, S/cm, from which a material counts as fast; three digits. */
  readonly fast_S_per_cm: number;
  readonly candidates: readonly PatternCandidate[];
  /** Where the paper's own finds fall. */
  readonly finds: readonly Find[];
}

/**
 * The compounds in groups, and where the measured conductors fall among them.
 * @throws {UserError} when a shipped table was changed
 * @example groupCompounds({ ...grouping, seed: 0 }, zhang2019.quick).numbers['ward.silhouette'];
 */
export function groupCompounds(plan: GroupingPlan, effort: GroupingEffort): CompoundGroups {
  const { methods, counts, pattern, fastFrom } = plan;
  const grouped = openPatterns(plan, effort.everyNth);
  const materials = measuredPatterns(grouped.patterns, fastFrom);
  const bar = startProgress('groups', piecesOf(plan, effort.parts), 'pieces');
  const groupings = groupAll(plan, grouped, effort.parts, (done) => bar.update(done));
  bar.stop();

  const chosen = methods.map(({ clusters }, way) => groupings[way]!.labels[counts.indexOf(clusters)]!);
  const rows = methods.map(({ kind }, way) => groupRows(kind, chosen[way]!, grouped, materials));
  const finds = placeFinds(
    plan.finds,
    grouped,
    methods.map(({ kind }, way) => ({ kind, labels: chosen[way]!, numberOf: rows[way]!.numberOf })),
  );
  const numbers: Numbers = {
    ...dataNumbers(grouped, materials),
    ...choiceNumbers(plan, grouped, groupings),
    ...agreementNumbers(plan, chosen),
    ...placingNumbers(plan, effort, grouped, materials, groupings),
    ...findNumbers(finds, plan.methods),
    ...widthNumbers(plan, effort),
  };
  const hasTree = methods[0]!.kind === 'ward';
  return {
    numbers,
    methods: methods.map(({ kind }) => kind),
    counts,
    groups: rows.flatMap((one) => one.rows),
    tree: hasTree ? dendrogram(LEAVES, chosen[0]!, rows[0]!.numberOf, grouped, materials) : null,
    mean_patterns: meanPatterns(chosen[0]!, rows[0]!.numberOf, grouped.X),
    bin_degrees: pattern.largest / pattern.bins,
    fast_S_per_cm: Number((10 ** fastFrom).toPrecision(3)),
    candidates: nearestToFast(plan, grouped, materials),
    finds,
  };
}

function dataNumbers({ patterns, representatives }: GroupedPatterns, materials: readonly MeasuredPattern[]): Numbers {
  const compounds = patterns.filter(({ source }) => source === 'materials-project').length;
  return {
    'data.compounds': measured(compounds, 'structures', compounds),
    'data.representatives': measured(representatives.length, 'structures', patterns.length),
    'data.measured': measured(materials.length, 'materials', patterns.length - compounds),
    'data.fast': measured(materials.filter(({ isFast }) => isFast).length, 'materials', materials.length),
    'data.families': measured(new Set(materials.map(({ family }) => family)).size, 'families', materials.length),
  };
}

/** Silhouette and stability in every number of groups, and what each of them, and the tree, would choose. */
function choiceNumbers(
  { methods, counts }: GroupingPlan,
  { between }: GroupedPatterns,
  groupings: readonly Groupings[],
): Numbers {
  const n = between.rows;
  const numbers: Numbers = {};
  groupings.forEach(({ kind, silhouettes, stabilities }, way) => {
    counts.forEach((count, k) => {
      numbers[`choice.${kind}.${count}.silhouette`] = measured(silhouettes[k]!, 'score', n);
      numbers[`choice.${kind}.${count}.stability`] = measured(stabilities[k]!, 'score', n);
    });
    const chosen = counts.indexOf(methods[way]!.clusters);
    numbers[`${kind}.silhouette`] = measured(silhouettes[chosen]!, 'score', n);
    numbers[`${kind}.stability`] = measured(stabilities[chosen]!, 'score', n);
    numbers[`choice.${kind}.by_silhouette`] = measured(counts[highest(silhouettes)]!, 'groups', n);
    numbers[`choice.${kind}.by_stability`] = measured(counts[highest(stabilities)]!, 'groups', n);
    if (kind !== 'ward') return;
    const { height } = wardTree(between);
    const undone = counts.map((count) => height[n - count]!); // the merge that would leave one group fewer
    const kept = counts.map((count) => height[n - count - 1] ?? 0);
    const gaps = counts.map((_, k) => undone[k]! - kept[k]!);
    counts.forEach((count, k) => {
      numbers[`choice.ward.${count}.height`] = measured(undone[k]!, 'distance', n);
    });
    numbers['choice.ward.by_height'] = measured(counts[highest(gaps)]!, 'groups', n);
  });
  return numbers;
}

function highest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

function agreementNumbers({ methods }: GroupingPlan, chosen: readonly Int32Array[]): Numbers {
  const numbers: Numbers = {};
  methods.forEach(({ kind }, i) => {
    for (let j = 0; j < i; j++) {
      const index = adjustedRandIndex(chosen[i]!, chosen[j]!);
      numbers[`agreement.${methods[j]!.kind}.${kind}`] = measured(index, 'score', chosen[i]!.length);
    }
  });
  return numbers;
}
