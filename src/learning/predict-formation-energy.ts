/** The shipped model of formation energies: a perceptron that sees compositions, judged in results/bartel2020. */
import { join } from 'node:path';
import type { Composition } from '../chemistry/formula.ts';
import { packageRoot } from '../core/files.ts';
import { askLearner } from './ask-learner.ts';
import { readLearner } from './learner-file.ts';
import { unlearned } from './scope.ts';

/** Its file, relative to the package. */
export const FORMATION_ENERGY = 'data/models/formation-energy.json';

/** A predicted formation energy with its interval, in eV an atom, relative to the elements. */
export interface FormationEnergy {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Opens the shipped model for any number of compositions.
 * @returns a function of a composition; null where an element was not learned
 * @throws {UserError} when the file was changed
 * @example predictFormationEnergy()(parseFormula('Li3PS4'))?.value; // -1.27, 0.002 from the table
 */
export function predictFormationEnergy(): (composition: Composition) => FormationEnergy | null {
  const learner = readLearner(join(packageRoot(), FORMATION_ENERGY));
  const ask = askLearner(learner);
  return (composition) => {
    if (unlearned(learner, composition).length > 0) return null;
    const { value, low, high } = ask([composition])[0]!;
    return { value, low, high };
  };
}
