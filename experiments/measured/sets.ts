/** The materials on which students of measurements are judged, and how rows are kept together between folds. */

import { chemicalSystem } from 'ionsieve/chemistry';
import { stream } from 'ionsieve/core';
import { type FoldSplit, groupedFolds, leaveOneGroupOut, splitFolds } from 'ionsieve/evaluation';
import { type JudgedMaterials, judgedMaterials } from 'ionsieve/experiment';

import { joinMeasured, loadMeasured, MEASURED_SETS, type MeasuredMaterial, NO_FAMILY } from 'ionsieve/transfer';

/** How rows are kept together: no composition, no paper, or no family of structures on both sides. */
export const GROUPINGS = ['composition', 'doi', 'family'] as const;

/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** A way to judge: materials, folds, and what is drawn together for an interval. */
export interface Judging {
  readonly groups: readonly string[];
  readonly folds: Int32Array;
  /** Together they hold out every row once; a row that may lie on both sides without saying so is learned from in none. */
  readonly splits: readonly FoldSplit[];
}

/** Measured materials, ready to be learned from. */
export interface MeasuredRows {
  readonly materials: readonly MeasuredMaterial[];
  /** Rows that judge: they are not among the forty materials that the teacher learned from; of several tables, paper and family are known. */
  readonly judged: readonly number[];
  readonly judgings: Readonly<Record<Grouping, Judging>>;
}

/** The measured sets: OBELiX alone, with Liverpool materials to be judged on beside it, and what ships learns from. */
export interface MeasuredSets extends MeasuredRows, Pick<JudgedMaterials, 'liverpool' | 'newPapers'> {
  /** Every shipped table. */
  readonly all: MeasuredRows;
  /** What a model may learn from that is to be judged on the test split of OBELiX, which is not shipped. */
  readonly forJudges: MeasuredRows;
}

/** Families of fewer materials leave together, and have no score of their own. */
export const LEAST_FAMILY = 5;

/** Relatives of Li10Ge(PS6)2 leave together: the tables sort them differently. In OBELiX most materials without a family are such. */
const RELATIVES = 'lgps, thio-lisicon and thiophosphate';
const OF_OBELIX: Readonly<Record<string, string>> = { unassigned: 'lgps and unassigned', lgps: 'lgps and unassigned' };
const OF_ALL: Readonly<Record<string, string>> = {
  lgps: RELATIVES,
  'thio-lisicon': RELATIVES,
  thiophosphate: RELATIVES,
  other: NO_FAMILY,
};

/**
 * Loads the materials and draws the folds.
 * @param outerFolds folds by composition and by doi; families leave one by one
 * @throws {UserError} when a shipped table was changed
 * @example openMeasuredSets(5, 0).judgings.doi.folds.length;
 */
export function openMeasuredSets(outerFolds: number, seed: number): MeasuredSets {
  const { obelix, judged, liverpool, newPapers } = judgedMaterials();
  const sets = MEASURED_SETS.map(loadMeasured);
  const reviews = new Set(loadMeasured('laskowski').flatMap(({ dois }) => dois));
  return {
    ...{ materials: obelix, judged, liverpool, newPapers },
    judgings: judgingsOf(obelix, familyGroups(obelix, OF_OBELIX), outerFolds, seed),
    all: joinedRows(joinMeasured(sets), reviews, outerFolds, seed),
    forJudges: joinedRows(joinMeasured(sets.map(forJudges)), reviews, outerFolds, seed),
  };
}

function forJudges(set: readonly MeasuredMaterial[]): MeasuredMaterial[] {
  return set.flatMap((material) =>
    material.log10ForJudgedModels === null ? [] : [{ ...material, log10Conductivity: material.log10ForJudgedModels }],
  );
}

/**
 * Rows of several tables. One whose paper no table states is neither judged nor learned from where papers leave, and likewise of
 * families; where families leave, so do materials of the chemical systems of those that leave.
 * @param reviews sources that collect measurements of papers which they do not name
 */
function joinedRows(
  materials: readonly MeasuredMaterial[],
  reviews: ReadonlySet<string>,
  outerFolds: number,
  seed: number,
): MeasuredRows {
  const families = familyGroups(materials, OF_ALL);
  const systems = materials.map(({ composition }) => chemicalSystem(composition));
  const hasPaper = materials.map(({ dois }) => dois.some((doi) => !reviews.has(doi)));
  const judgings = judgingsOf(materials, families, outerFolds, seed);
  const without = (
    grouping: 'doi' | 'family',
    leaves: (row: number, left: ReadonlySet<string>) => boolean,
  ): Judging => ({
    ...judgings[grouping],
    splits: judgings[grouping].splits.map(({ fold, train, test }) => {
      const left = new Set(test.map((row) => systems[row]!));
      return { fold, test, train: train.filter((row) => !leaves(row, left)) };
    }),
  });
  return {
    materials,
    judged: [...materials.keys()].filter(
      (row) => !materials[row]!.inTraining && hasPaper[row] && families[row] !== NO_FAMILY,
    ),
    judgings: {
      composition: judgings.composition,
      doi: without('doi', (row) => !hasPaper[row]),
      family: without('family', (row, left) => families[row] === NO_FAMILY || left.has(systems[row]!)),
    },
  };
}

function judgingsOf(
  materials: readonly MeasuredMaterial[],
  families: readonly string[],
  outerFolds: number,
  seed: number,
): Record<Grouping, Judging> {
  const judging = (groups: readonly string[], folds: Int32Array): Judging => ({
    ...{ groups, folds, splits: splitFolds(folds) },
  });
  const drawn = (grouping: 'composition' | 'doi', groups: readonly string[]) =>
    judging(groups, groupedFolds(groups, outerFolds, stream(seed, `${grouping} folds`)));
  return {
    composition: drawn(
      'composition',
      materials.map(({ formula }) => formula),
    ),
    doi: drawn(
      'doi',
      materials.map(({ doiGroup }) => doiGroup),
    ),
    family: judging(families, leaveOneGroupOut(families)),
  };
}

/** The family with which each material leaves. */
function familyGroups(materials: readonly MeasuredMaterial[], together: Readonly<Record<string, string>>): string[] {
  const sizes = new Map<string, number>();
  for (const { family } of materials) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return materials.map(({ family }) => {
    const named = together[family] ?? family;
    if (named !== family || family === NO_FAMILY) return named;
    return sizes.get(family)! >= LEAST_FAMILY ? family : 'small families';
  });
}
