/** Folds of the labelled formulas that share no formula, or no chemical system. */
import { parseCsv, readShipped, stream } from 'ionsieve/core';
import { groupedFolds } from 'ionsieve/evaluation';
import type { LabelledFormula } from 'ionsieve/transfer';

/** How rows are kept together between folds. */
export const GROUPINGS = ['formula', 'system'] as const;

/** How rows are kept together. */
export type Grouping = (typeof GROUPINGS)[number];

const FOLDS = 5;

/**
 * Fold of each formula. Those of seed 0 are the committed ones, which were drawn from seed 1; those of another seed are drawn alike.
 * @throws {UserError} when data/folds.csv.gz was changed
 * @example foldsOf(formulas, 0).system[0];
 */
export function foldsOf(formulas: readonly LabelledFormula[], seed: number): Record<Grouping, ArrayLike<number>> {
  if (seed === 0) return readFolds(formulas);
  const draw = (groups: string[], what: string) => groupedFolds(groups, FOLDS, stream(seed + 1, `folds by ${what}`));
  return {
    formula: draw(
      formulas.map(({ formula }) => formula),
      'formula',
    ),
    system: draw(
      formulas.map(({ chemicalSystem }) => chemicalSystem),
      'chemical system',
    ),
  };
}

function readFolds(formulas: readonly LabelledFormula[]): Record<Grouping, ArrayLike<number>> {
  const rows = parseCsv(readShipped('folds.csv.gz'), 'data/folds.csv.gz', ['formula', 'by_formula', 'by_system']);
  const folds = new Map(rows.map((row) => [row.formula!, row]));
  const foldOf = (formula: string, column: 'by_formula' | 'by_system'): number => {
    const row = folds.get(formula);
    if (!row) throw new Error(`data/folds.csv.gz has no fold for ${formula}`);
    return Number(row[column]);
  };
  return {
    formula: formulas.map(({ formula }) => foldOf(formula, 'by_formula')),
    system: formulas.map(({ formula }) => foldOf(formula, 'by_system')),
  };
}
