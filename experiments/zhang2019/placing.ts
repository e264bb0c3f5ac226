/**
 * Where the known fast conductors fall, held against what chance does: their conductivities shuffled among them, one by one and in
 * whole families. Materials of a family have much the same anions and much the same conductivity, so that any grouping that keeps
 * families together does well against the first; the second asks whether families gather too.
 */
import { classificationMetrics, type Stream } from 'ionsieve';
import { shuffled } from 'ionsieve/core';
import type { MeasuredPattern } from './measured-patterns.ts';

/** What is asked of a partition of the measured materials. */
export interface Placing {
  /** Share of the fast ones that the two groups with most of them hold. */
  readonly twoGroupsFast: number;
  /** Share of all measured ones that these two hold. */
  readonly twoGroupsMeasured: number;
  /** Fewest groups that hold nine tenths of the fast ones. */
  readonly groupsOfFast: number;
  /** Share of fast ones in the group where it is highest, over the share among all. */
  readonly enrichment: number;
  /** How well the share of fast ones among the others of its group ranks a material: area under the ROC curve. */
  readonly auc: number;
  /** The same when the others of its structural family are left out too. */
  readonly aucNewFamily: number;
}

/** A value held against shuffles. */
export interface AgainstChance {
  readonly value: number;
  readonly chanceMean: number;
  /** (1 + shuffles that reach the value) / (1 + shuffles). */
  readonly pValue: number;
  /** The same two where the conductivities of a family stay together in their order. */
  readonly chanceMeanByFamily: number;
  readonly pValueByFamily: number;
}

/** What is held against chance: for each of them more is better. */
export const HELD_AGAINST_CHANCE = ['twoGroupsFast', 'enrichment', 'auc', 'aucNewFamily'] as const;

const MOST_OF_FAST = 0.9;

/**
 * The placing of the materials as they are.
 * @param groupOf group of each measured material, integers from 0
 * @param leastMeasured fewest materials of a group whose enrichment counts
 * @example placing(groupOf, materials, 10).twoGroupsFast; // 1 when two groups hold all fast ones
 */
export function placing(
  groupOf: ArrayLike<number>,
  materials: readonly MeasuredPattern[],
  leastMeasured: number,
): Placing {
  const families = numbered(materials.map(({ family }) => family));
  return placed(groupOf, fastOf(materials), families, leastMeasured);
}

/**
 * The same with conductivities shuffled among the materials, many times.
 * @param random source of the shuffles
 * @param permutations number of shuffles
 * @example placingAgainstChance(groupOf, materials, 10, 999, stream(0, 'permutations')).auc.pValue;
 */
export function placingAgainstChance(
  groupOf: ArrayLike<number>,
  materials: readonly MeasuredPattern[],
  leastMeasured: number,
  permutations: number,
  random: Stream,
): Record<(typeof HELD_AGAINST_CHANCE)[number], AgainstChance> {
  const families = numbered(materials.map(({ family }) => family));
  const fast = fastOf(materials);
  const observed = placed(groupOf, fast, families, leastMeasured);
  const draw = (shuffle: () => ArrayLike<number>) =>
    Array.from({ length: permutations }, () => {
      const order = shuffle();
      const drawn = fast.map((_, i) => fast[order[i]!]!);
      return placed(groupOf, drawn, families, leastMeasured);
    });
  const oneByOne = draw(() => shuffled(fast.length, random));
  const byFamily = draw(() => shuffledFamilies(families, random));
  const entries = HELD_AGAINST_CHANCE.map((name) => {
    const value = observed[name];
    const held = (draws: readonly Placing[]) => ({
      mean: draws.reduce((sum, one) => sum + one[name], 0) / permutations,
      pValue: (1 + draws.filter((one) => one[name] >= value).length) / (1 + permutations),
    });
    const [one, family] = [held(oneByOne), held(byFamily)];
    return [
      name,
      {
        value,
        chanceMean: one.mean,
        pValue: one.pValue,
        chanceMeanByFamily: family.mean,
        pValueByFamily: family.pValue,
      },
    ];
  });
  return Object.fromEntries(entries);
}

/**
 * Whose value each material is given when families, laid end to end, are laid in another order over the same places.
 * @example shuffledFamilies(Int32Array.of(0, 1, 0), stream(0, 'families')); // [0, 1, 2], or [1, 2, 0]: 1 stands where 0 stood
 */
export function shuffledFamilies(families: Int32Array, random: Stream): Int32Array {
  const members: number[][] = [];
  families.forEach((family, i) => {
    members[family] ??= [];
    members[family].push(i);
  });
  const places = members.flat();
  const sources = [...shuffled(members.length, random)].flatMap((family) => members[family]!);
  const order = new Int32Array(families.length);
  places.forEach((place, k) => {
    order[place] = sources[k]!;
  });
  return order;
}

function placed(
  groupOf: ArrayLike<number>,
  fast: readonly number[],
  families: Int32Array,
  leastMeasured: number,
): Placing {
  const groups = new Map<number, { fast: number; all: number }>();
  fast.forEach((isFast, i) => {
    const seen = groups.get(groupOf[i]!) ?? { fast: 0, all: 0 };
    groups.set(groupOf[i]!, { fast: seen.fast + isFast, all: seen.all + 1 });
  });
  const byFast = [...groups.values()].sort((a, b) => b.fast - a.fast || a.all - b.all);
  const allFast = byFast.reduce((sum, group) => sum + group.fast, 0);
  const two = byFast.slice(0, 2);
  let [groupsOfFast, held] = [0, 0];
  while (held < MOST_OF_FAST * allFast) held += byFast[groupsOfFast++]!.fast;
  const large = byFast.filter(({ all }) => all >= leastMeasured);
  const best = large.reduce((highest, group) => Math.max(highest, group.fast / group.all), 0);
  const alone = Int32Array.from(fast.keys());
  return {
    twoGroupsFast: two.reduce((sum, group) => sum + group.fast, 0) / allFast,
    twoGroupsMeasured: two.reduce((sum, group) => sum + group.all, 0) / fast.length,
    groupsOfFast,
    enrichment: (best * fast.length) / allFast,
    auc: aucOf(fast, shareOfOthers(groupOf, fast, alone)),
    aucNewFamily: aucOf(fast, shareOfOthers(groupOf, fast, families)),
  };
}

/**
 * Share of fast ones in a material's group, without the materials that are left out with it; one more material with the share
 * of all that are not left out is counted in, so that a group left empty says what is known without groups.
 * @param leftOutWith materials of one number are left out together
 * @example shareOfOthers([0, 0, 1], [1, 0, 0], [0, 1, 2]); // Float64Array [0, 0.75, 0.5]
 */
export function shareOfOthers(
  groupOf: ArrayLike<number>,
  fast: readonly number[],
  leftOutWith: ArrayLike<number>,
): Float64Array {
  const tally = new Map<string, { fast: number; all: number }>();
  const add = (key: string, isFast: number) => {
    const seen = tally.get(key) ?? { fast: 0, all: 0 };
    tally.set(key, { fast: seen.fast + isFast, all: seen.all + 1 });
  };
  fast.forEach((isFast, i) => {
    add('all', isFast);
    add(`group ${groupOf[i]}`, isFast);
    add(`out ${leftOutWith[i]}`, isFast);
    add(`both ${groupOf[i]} ${leftOutWith[i]}`, isFast);
  });
  return Float64Array.from(fast, (_, i) => {
    const [all, out] = [tally.get('all')!, tally.get(`out ${leftOutWith[i]}`)!];
    const [group, both] = [tally.get(`group ${groupOf[i]}`)!, tally.get(`both ${groupOf[i]} ${leftOutWith[i]}`)!];
    const before = all.all === out.all ? 0 : (all.fast - out.fast) / (all.all - out.all);
    return (group.fast - both.fast + before) / (group.all - both.all + 1);
  });
}

/**
 * What the AUC of a placing ranks by: the share of fast ones among the others of a material's group.
 * @param newFamily leave the others of its family out too
 * @example groupScores(groupOf, materials, false).length; // one for each material
 */
export function groupScores(
  groupOf: ArrayLike<number>,
  materials: readonly MeasuredPattern[],
  newFamily: boolean,
): Float64Array {
  const leftOutWith = newFamily ? numbered(materials.map(({ family }) => family)) : Int32Array.from(materials.keys());
  return shareOfOthers(groupOf, fastOf(materials), leftOutWith);
}

function fastOf(materials: readonly MeasuredPattern[]): number[] {
  return materials.map(({ isFast }) => (isFast ? 1 : 0));
}

function aucOf(fast: readonly number[], score: Float64Array): number {
  return classificationMetrics(fast, score).auc ?? Number.NaN;
}

function numbered(names: readonly string[]): Int32Array {
  const number = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    if (!number.has(name)) number.set(name, number.size);
    return number.get(name)!;
  });
}
