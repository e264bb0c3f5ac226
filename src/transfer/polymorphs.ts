/** Structures of one formula become one example: composition alone cannot tell polymorphs apart. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { rowsByFormula } from './label-table.ts';

/** A formula with the teacher's opinion of its structures. */
export interface LabelledFormula {
  readonly formula: string;
  readonly composition: Composition;
  readonly chemicalSystem: string;
  /** Ids of the structures of this formula. */
  readonly ids: readonly string[];
  /** Share of them that the teacher calls fast. */
  readonly fastShare: number;
  /** Mean of the teacher's probabilities over the polymorphs. */
  readonly probability: number;
  /** The label: 1 where the mean probability is 0.5 or more, else 0. */
  readonly fast: 0 | 1;
}

/**
 * Combines the polymorphs of each reduced formula by the mean of the teacher's probabilities; sorted by formula.
 * @param ids id of each structure
 * @param formulas reduced formula of each structure
 * @param probability the teacher's probability of each structure
 * @example combinePolymorphs(['a', 'b'], ['LiF', 'LiF'], [0.2, 0.9])[0].fast; // 1, the mean is 0.55
 */
export function combinePolymorphs(
  ids: readonly string[],
  formulas: readonly string[],
  probability: ArrayLike<number>,
): LabelledFormula[] {
  const sorted = [...rowsByFormula({ formulas })].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([formula, rows]) => {
    const probabilities = rows.map((row) => probability[row]!);
    const composition = parseFormula(formula);
    const mean = probabilities.reduce((sum, p) => sum + p, 0) / probabilities.length;
    return {
      formula,
      composition,
      chemicalSystem: chemicalSystem(composition),
      ids: rows.map((row) => ids[row]!),
      fastShare: probabilities.filter((p) => p >= 0.5).length / probabilities.length,
      probability: mean,
      fast: mean >= 0.5 ? 1 : 0,
    };
  });
}
