/** How the voltage of a composition falls as it takes up a metal: the steps of its hull energy over the content. */
import { createComposition } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import type { Hull, MixedPhase } from './hull.ts';
import { bends, type Tangent } from './segments.ts';
import { type Metal, volts } from './window.ts';

/** One straight piece of the hull energy: a reaction at a constant voltage. */
export interface VoltageStep {
  /** Atoms of the metal a formula unit of the composition, at both ends. */
  readonly from: number;
  readonly to: number;
  /** V against the metal, from `from` to `to`; 0 where it is deposited. */
  readonly volts: number;
  /** What there is at `from`; amounts a formula unit of the composition. */
  readonly phases: readonly MixedPhase[];
}

/** Atoms of the metal to one other atom, beyond which no phase is known and the metal is left over. */
const MOST = 100;
const LEAST = 1e-7;

/**
 * The steps from the other elements alone to the metal left over. The composition's own content does not matter.
 * @throws {UserError} for the metal alone, and as the hull does
 * @example voltageProfile(hull, parseFormula('Li3PS4'), { z: 3, charge: 1 }).map(({ volts }) => volts); // falls to 0
 */
export function voltageProfile(hull: Hull, composition: Composition, { z, charge }: Metal): VoltageStep[] {
  const others = Array.from(composition.atomicNumbers.keys()).filter((i) => composition.atomicNumbers[i] !== z);
  if (others.length === 0)
    fail('profile', 'other elements', formatFormula(composition), `give a compound of ${SYMBOLS[z]}`);
  const elements = others.map((i) => composition.atomicNumbers[i]!);
  const amounts = others.map((i) => composition.amounts[i]!);
  const atoms = amounts.reduce((sum, amount) => sum + amount);
  const at = (content: number) => {
    if (content === 0) return createComposition(elements, amounts);
    return createComposition([...elements, z], [...amounts, content]);
  };
  const tangentAt = (content: number): Tangent => {
    const mixture = at(content);
    const { energy, potentials } = hull(mixture);
    return { value: energy * (atoms + content), slope: potentials[mixture.atomicNumbers.indexOf(z)]! };
  };
  const contents = [0, ...bends(tangentAt, LEAST * atoms, MOST * atoms)];
  return contents.map((from, i) => {
    const to = contents[i + 1] ?? Number.POSITIVE_INFINITY;
    const middle = to === Number.POSITIVE_INFINITY ? MOST * atoms : (from + to) / 2;
    return { from, to, volts: volts(tangentAt(middle).slope, charge), phases: hull(at(from)).phases };
  });
}
