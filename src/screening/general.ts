/**
 * The engine of a general plan: descriptors and model in float64, a block of compounds at a time. For students of any model on
 * any descriptors; what it gives is what a score of such a plan is.
 *
 * Descriptors come from the same operations in the same order as those of `elementalDescriptors`, and so are the same to the
 * last bit: a tree asks whether a descriptor reaches that of a compound it learned from, and those compounds are in the space. What
 * the amounts do not change is computed once an element set.
 *
 * A perceptron goes through loops of its own, with the columns that do not change in the biases of its first layer. For the
 * 106 columns and 32 units of mlp-full they take 1.2 microseconds a compound, the descriptors 1.9. TensorFlow.js on WebAssembly,
 * float32 in blocks of 512, takes 2.2 where the loops take 1.2, and would need a judge besides, so it has no part in this.
 */
import { createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { atomicNumber, elementProperty } from '../chemistry/elements.ts';
import type { DescriptorSet, Statistic, Stoichiometry } from '../descriptors/elemental.ts';
import { anchorOf, SAME_WEIGHT } from '../descriptors/elemental-sets.ts';
import { descriptorFactors } from '../descriptors/factors.ts';
import { BLOCK, blockScorer, type Describer } from './block-scorers.ts';
import { forEachIndex } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import { openCompounds } from './compounds.ts';
import { binOf, type SetEngine, type Visit } from './engine.ts';

/**
 * The engine of any plan for one arity.
 * @example const engine = createGeneral(plan, 3); engine.mask.set(primitiveMask(3, 20)); engine.load(elements); engine.score(0);
 */
export function createGeneral({ space, student }: ScreeningPlan, arity: number): SetEngine {
  const compounds = openCompounds(space, arity);
  const mask = new Uint32Array(compounds.whole.length);
  const scorer = blockScorer(student, createDescriber(student.descriptors, arity));
  const indices = new Float64Array(BLOCK);
  const scores = new Float64Array(BLOCK);
  const scoreBlock = (count: number): void => {
    for (let row = 0; row < count; row++) {
      scorer.take(row, compounds.amounts(indices[row]!));
    }
    scorer.score(count, scores);
  };
  return {
    mask,
    load(elements) {
      compounds.load(elements);
      scorer.load(elements);
    },
    score(index) {
      indices[0] = index;
      scoreBlock(1);
      return scores[0]!;
    },
    visit(visit: Visit) {
      const { threshold, histogram } = visit;
      let { floor } = visit;
      let above = 0;
      let filled = 0;
      const decideBlock = (): void => {
        scoreBlock(filled);
        for (let row = 0; row < filled; row++) {
          const score = scores[row]!;
          if (score >= threshold) above++;
          if (score >= floor) floor = visit.offer(indices[row]!, score);
          if (histogram) histogram.counts[binOf(score, histogram.layout)]!++;
        }
        filled = 0;
      };
      forEachIndex(mask, compounds.rowLength, (index) => {
        indices[filled++] = index;
        if (filled === BLOCK) decideBlock();
      });
      decideBlock();
      return { above, undecided: visit.live };
    },
  };
}

/** How a column comes from the amounts; `fixed` ones do not. */
const WAYS = {
  mean: 'mean',
  mad: 'mad',
  sd: 'sd',
  min: 'fixed',
  max: 'fixed',
  range: 'fixed',
  mode: 'mode',
  anchor_fraction: 'anchor',
  anion_fraction: 'anion',
  anchor_per_anion: 'ratio',
  element_count: 'fixed',
} as const satisfies Readonly<Record<Statistic | Stoichiometry, string>>;

function createDescriber(set: DescriptorSet, arity: number): Describer {
  const { properties, statistics, stoichiometry = [], fractionsOf = [] } = set;
  const factors = descriptorFactors(set);
  const tables = properties.map((property) => elementProperty(property).values);
  const names = [...properties.flatMap(() => statistics), ...stoichiometry];
  const elementOf = fractionsOf.map((symbol) => atomicNumber(symbol));
  const columnsBy = (way: (typeof WAYS)[keyof typeof WAYS]): number[] =>
    [...names.keys()].filter((column) => WAYS[names[column]!] === way);
  const propertyOf = (column: number): number => Math.floor(column / statistics.length);
  const [means, meanDeviations, deviations, modes] = (['mean', 'mad', 'sd', 'mode'] as const).map((way) =>
    columnsBy(way).map((column) => ({ column, property: propertyOf(column) })),
  );
  const [fixed, anchors, anions, ratios] = (['fixed', 'anchor', 'anion', 'ratio'] as const).map(columnsBy);
  const row = new Float64Array(names.length + elementOf.length);
  /** Column of each element's fraction; -1 where the set has none. */
  const fractionColumns = new Int32Array(arity).fill(-1);
  /** Place of each element of the composition in the element set. */
  const order = new Uint8Array(arity);
  const weights = new Float64Array(arity);
  /** Property by property, element by element. */
  const values = new Float64Array(properties.length * arity);
  const meanOf = new Float64Array(properties.length);
  const anchorElement = anchorOf(set);
  let anchor = -1;
  let anion = -1;

  const describeStatistics = (): void => {
    for (let property = 0, at = 0; property < properties.length; property++) {
      let sum = 0;
      for (let i = 0; i < arity; i++, at++) sum += weights[i]! * values[at]!;
      meanOf[property] = sum;
    }
    for (const { column, property } of means!) row[column] = meanOf[property]!;
    for (const { column, property } of meanDeviations!) {
      let sum = 0;
      for (let i = 0; i < arity; i++) sum += weights[i]! * Math.abs(values[property * arity + i]! - meanOf[property]!);
      row[column] = sum;
    }
    for (const { column, property } of deviations!) {
      let sum = 0;
      for (let i = 0; i < arity; i++) sum += weights[i]! * (values[property * arity + i]! - meanOf[property]!) ** 2;
      row[column] = Math.sqrt(sum);
    }
    let most = 0;
    for (let i = 0; i < arity; i++) if (weights[i]! > most) most = weights[i]!;
    for (const { column, property } of modes!) {
      let least = Infinity;
      for (let i = 0, at = property * arity; i < arity; i++, at++) {
        if (weights[i]! >= most * (1 - SAME_WEIGHT) && values[at]! < least) least = values[at]!;
      }
      row[column] = least;
    }
  };
  return {
    row,
    fixed: fixed!,
    load(elements) {
      const composition = createComposition(elements, new Uint8Array(arity).fill(1));
      const { atomicNumbers } = composition;
      for (let i = 0; i < arity; i++) order[i] = elements.indexOf(atomicNumbers[i]!);
      anchor = atomicNumbers.indexOf(anchorElement);
      anion = atomicNumbers.indexOf(mostElectronegative(composition));
      row.fill(0, names.length);
      for (let i = 0; i < arity; i++) {
        const at = elementOf.indexOf(atomicNumbers[i]!);
        fractionColumns[i] = at < 0 ? -1 : names.length + at;
      }
      for (const [column, factor] of factors.entries()) {
        if (factor.form === 'constant') row[column] = factor.value(atomicNumbers);
      }
      for (const [property, table] of tables.entries()) {
        for (let i = 0; i < arity; i++) values[property * arity + i] = table[atomicNumbers[i]!]!;
      }
    },
    describe(amounts) {
      let total = 0;
      for (let i = 0; i < arity; i++) total += amounts[i]!;
      for (let i = 0; i < arity; i++) weights[i] = amounts[order[i]!]! / total;
      describeStatistics();
      const ofAnchor = anchor < 0 ? 0 : weights[anchor]!;
      for (const column of anchors!) row[column] = ofAnchor;
      for (const column of anions!) row[column] = weights[anion]!;
      for (const column of ratios!) row[column] = ofAnchor / weights[anion]!;
      for (let i = 0; i < arity; i++) if (fractionColumns[i]! >= 0) row[fractionColumns[i]!] = weights[i]!;
    },
  };
}
