/** Scores of single compounds by a screening's own arithmetic, so that they can be ranked among all others. */
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { isOnGrid, type ScreeningPlan } from './compile.ts';
import type { SetEngine } from './engine.ts';
import { createGeneral } from './general.ts';
import { createLocator } from './locate.ts';
import { perceptronRows } from './perceptron-rows.ts';
import { elementSet } from './space.ts';
import { factorisedRows } from './twin.ts';

/**
 * Gives the score, to the last bit, that compounds have in the screening of a plan.
 * @throws {UserError} from the function that it returns, for a composition outside the space
 * @example createRanker(plan)(parseFormula('LiPO3'));
 */
export function createRanker(plan: ScreeningPlan): (composition: Composition) => number {
  const find = createLocator(plan.space);
  const scorers = new Map<number, Scorer>();
  return (composition) => {
    const location = find(composition);
    if (location === undefined) {
      const remedy = 'widen the space, or leave it out';
      return fail(formatFormula(composition), 'a compound of the space', 'one outside it', remedy);
    }
    const elements = elementSet(plan.space, location.set);
    const arity = elements.length;
    const scorer = scorers.get(arity) ?? createScorer(plan, arity);
    scorers.set(arity, scorer);
    scorer.load(elements);
    return scorer.score(location.index);
  };
}

type Scorer = Pick<SetEngine, 'load' | 'score'>;

function createScorer(plan: ScreeningPlan, arity: number): Scorer {
  if (!isOnGrid(plan)) return createGeneral(plan, arity);
  switch (plan.kind) {
    case 'factorised':
      return factorisedRows(plan, arity);
    case 'perceptron':
      return perceptronRows(plan, arity);
    case 'general':
      return createGeneral(plan, arity);
  }
}
