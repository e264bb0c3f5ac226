/** The materials on which students of measurements are judged, and how rows are kept together between folds. */

import { stream } from 'ionsieve/core';
import { groupedFolds, leaveOneGroupOut } from 'ionsieve/evaluation';
import { type JudgedMaterials, judgedMaterials } from 'ionsieve/experiment';

import type { MeasuredMaterial } from 'ionsieve/transfer';

/** How rows are kept together: no composition, no paper, or no family of structures on both sides. */
export const GROUPINGS = ['composition', 'doi', 'family'] as const;

/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** A way to judge: materials, folds, and what is drawn together for an interval. */
export interface Judging {
  readonly groups: readonly string[];
  readonly folds: Int32Array;
}

/** The measured sets, ready to be learned from. */
export interface MeasuredSets extends JudgedMaterials {
  readonly judgings: Readonly<Record<Grouping, Judging>>;
}

/** Families of fewer materials leave together. */
const LEAST_FAMILY = 5;

/** Materials without a family are mostly relatives of Li10Ge(PS6)2, and leave with it. */
const UNNAMED: Readonly<Record<string, string>> = { unassigned: 'lgps and unassigned', lgps: 'lgps and unassigned' };

/**
 * Loads the materials and draws the folds.
 * @param outerFolds folds by composition and by doi; families leave one by one
 * @throws {UserError} when a shipped table was changed
 * @example openMeasuredSets(5, 0).judgings.doi.folds.length;
 */
export function openMeasuredSets(outerFolds: number, seed: number): MeasuredSets {
  const materials = judgedMaterials();
  const { obelix } = materials;
  const families = bigFamilies(obelix);
  const groups: Record<Grouping, string[]> = {
    composition: obelix.map(({ formula }) => formula),
    doi: obelix.map(({ doiGroup }) => doiGroup),
    family: obelix.map(({ family }) => familyGroup(family, families)),
  };
  const judging = (grouping: 'composition' | 'doi'): Judging => ({
    groups: groups[grouping],
    folds: groupedFolds(groups[grouping], outerFolds, stream(seed, `${grouping} folds`)),
  });
  return {
    ...materials,
    judgings: {
      composition: judging('composition'),
      doi: judging('doi'),
      family: { groups: groups.family, folds: leaveOneGroupOut(groups.family) },
    },
  };
}

function bigFamilies(materials: readonly MeasuredMaterial[]): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { family } of materials) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return new Set([...sizes].filter(([, size]) => size >= LEAST_FAMILY).map(([family]) => family));
}

function familyGroup(family: string, big: ReadonlySet<string>): string {
  return UNNAMED[family] ?? (big.has(family) ? family : 'small families');
}
