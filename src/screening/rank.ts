/** Scores of single compounds by a screening's own arithmetic, so that they can be ranked among all others. */
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import type { ScreeningPlan } from './compile.ts';
import type { SetEngine } from './engine.ts';
import { createGeneral } from './general.ts';
import { locate } from './locate.ts';
import { elementSet } from './space.ts';
import { createTwin } from './twin.ts';

/**
 * Gives the score, to the last bit, that compounds have in the screening of a plan.
 * @throws {UserError} from the function that it returns, for a composition outside the space
 * @example createRanker(plan)(parseFormula('LiPO3'));
 */
export function createRanker(plan: ScreeningPlan): (composition: Composition) => number {
  const engines = new Map<number, SetEngine>();
  return (composition) => {
    const location = locate(plan.space, composition);
    if (location === undefined) {
      const remedy = 'widen the space, or leave it out';
      return fail(formatFormula(composition), 'a compound of the space', 'one outside it', remedy);
    }
    const elements = elementSet(plan.space, location.set);
    const arity = elements.length;
    if (!engines.has(arity)) {
      engines.set(arity, plan.kind === 'factorised' ? createTwin(plan, arity) : createGeneral(plan, arity));
    }
    const engine = engines.get(arity)!;
    engine.load(elements);
    return engine.score(location.index);
  };
}
