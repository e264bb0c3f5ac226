/** Known compounds by element. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import type { Phases } from './phases.ts';

/**
 * The compounds among some phases that hold an element, in the order of the phases; the element itself is none.
 * @param z its atomic number
 * @example compoundsWith(shippedPhases(), 3).length; // 8656
 */
export function compoundsWith({ formulas, systems }: Phases, z: number): Composition[] {
  const symbol = SYMBOLS[z]!;
  return Array.from(systems).flatMap(([key, [start, end]]) => {
    const elements = key.split('-');
    return elements.length > 1 && elements.includes(symbol)
      ? formulas.slice(start, end).map((formula) => parseFormula(formula))
      : [];
  });
}
