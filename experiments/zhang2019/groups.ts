/** What a report says about each group: how many compounds, which known conductors, what its pattern looks like. */
import type { Matrix } from 'ionsieve';
import { treeTop, wardTree } from 'ionsieve/clustering';
import { roundOnce } from 'ionsieve/experiment';
import type { MeasuredPattern } from './measured-patterns.ts';
import type { GroupedPatterns } from './patterns.ts';

const MOST_FAMILIES = 5;

/** One group of one way to group. */
export interface GroupRow {
  readonly method: string;
  /** From 1 on, in order of falling number of fast conductors. */
  readonly group: number;
  readonly representatives: number;
  readonly compounds: number;
  readonly measured: number;
  readonly fast: number;
  /** Of these the ones without a transition metal. */
  readonly measured_as_in_paper: number;
  readonly fast_as_in_paper: number;
  /** The families most measured there, each with fast ones of all. */
  readonly families: readonly { readonly family: string; readonly fast: number; readonly measured: number }[];
}

/** The last merges of a tree with what is below each leaf. */
export interface Dendrogram {
  readonly leaves: readonly {
    readonly group: number;
    readonly representatives: number;
    readonly measured: number;
    readonly fast: number;
  }[];
  /** Node i below the number of leaves is leaf i, the next ones are the merges in their order. */
  readonly merges: readonly { readonly left: number; readonly right: number; readonly height: number | null }[];
}

/**
 * The groups, and the number that each label goes by.
 * @param labels group of each representative
 * @example groupRows('ward', labels, grouped, materials).rows[0].fast; // most of all groups
 */
export function groupRows(
  method: string,
  labels: Int32Array,
  { patterns, representativeOf }: GroupedPatterns,
  materials: readonly MeasuredPattern[],
): { rows: GroupRow[]; numberOf: ReadonlyMap<number, number> } {
  const groupOf = (pattern: number) => labels[representativeOf[pattern]!]!;
  const found = [...new Set(labels)].map((label) => {
    const here = materials.filter(({ pattern }) => groupOf(pattern) === label);
    const asInPaper = here.filter(({ hasTransitionMetal }) => !hasTransitionMetal);
    return {
      label,
      representatives: labels.filter((other) => other === label).length,
      compounds: patterns.filter(({ source }, row) => source === 'materials-project' && groupOf(row) === label).length,
      measured: here.length,
      fast: here.filter(({ isFast }) => isFast).length,
      measured_as_in_paper: asInPaper.length,
      fast_as_in_paper: asInPaper.filter(({ isFast }) => isFast).length,
      families: familiesOf(here),
    };
  });
  found.sort((a, b) => b.fast - a.fast || a.measured - b.measured || a.label - b.label);
  return {
    rows: found.map(({ label, ...row }, place) => ({ method, group: place + 1, ...row })),
    numberOf: new Map(found.map(({ label }, place) => [label, place + 1])),
  };
}

function familiesOf(materials: readonly MeasuredPattern[]): GroupRow['families'] {
  const tally = new Map<string, { family: string; fast: number; measured: number }>();
  for (const { family, isFast } of materials) {
    const seen = tally.get(family) ?? { family, fast: 0, measured: 0 };
    tally.set(family, { family, fast: seen.fast + (isFast ? 1 : 0), measured: seen.measured + 1 });
  }
  return [...tally.values()]
    .sort((a, b) => b.measured - a.measured || (a.family < b.family ? -1 : 1))
    .slice(0, MOST_FAMILIES);
}

/**
 * The top of Ward's tree.
 * @param most leaves that are drawn, fewer where there are fewer representatives
 * @param labels group of each representative, a cut of the same tree
 * @example dendrogram(30, labels, numberOf, grouped, materials).merges.length; // 29
 */
export function dendrogram(
  most: number,
  labels: Int32Array,
  numberOf: ReadonlyMap<number, number>,
  { between, representativeOf }: GroupedPatterns,
  materials: readonly MeasuredPattern[],
): Dendrogram {
  const leaves = Math.min(most, labels.length);
  const { leafOf, tree } = treeTop(wardTree(between), leaves);
  return {
    leaves: Array.from({ length: leaves }, (_, leaf) => {
      const here = materials.filter(({ pattern }) => leafOf[representativeOf[pattern]!] === leaf);
      return {
        group: numberOf.get(labels[leafOf.indexOf(leaf)]!)!,
        representatives: leafOf.filter((other) => other === leaf).length,
        measured: here.length,
        fast: here.filter(({ isFast }) => isFast).length,
      };
    }),
    merges: Array.from(tree.height, (height, m) => ({
      left: tree.left[m]!,
      right: tree.right[m]!,
      height: roundOnce(height),
    })),
  };
}

/**
 * Mean of the patterns of each group, four decimals.
 * @param X representatives x bins
 * @example meanPatterns(labels, numberOf, grouped.X)[0].intensity.length; // bins
 */
export function meanPatterns(labels: Int32Array, numberOf: ReadonlyMap<number, number>, X: Matrix) {
  const groups = [...numberOf].map(([label, group]) => {
    const sum = new Float64Array(X.cols);
    let count = 0;
    labels.forEach((other, row) => {
      if (other !== label) return;
      count++;
      for (let j = 0; j < X.cols; j++) sum[j]! += X.data[row * X.cols + j]!;
    });
    return { group, intensity: Array.from(sum, (value) => Number((value / count).toFixed(4))) };
  });
  return groups.sort((a, b) => a.group - b.group);
}
