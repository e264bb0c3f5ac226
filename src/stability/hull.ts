/** The hull of known phases: at any composition the energy of the most stable mixture, and which phases it is of. */
import type { Composition } from '../chemistry/formula.ts';
import { leastEnergy } from './least-energy.ts';
import type { Phases } from './phases.ts';
import { openSystem, type System } from './system.ts';

/** A phase of a mixture. */
export interface MixedPhase {
  /** Reduced. */
  readonly formula: string;
  /** Formula units of it in one formula unit of the composition, as that is written. */
  readonly amount: number;
}

/** The hull at a composition. */
export interface HullPoint {
  /** eV an atom, relative to the elements. */
  readonly energy: number;
  /** The competing phases, those with most atoms first. */
  readonly phases: readonly MixedPhase[];
  /** Chemical potential of each element, in the order of the composition: eV an atom, relative to the element itself. */
  readonly potentials: Float64Array;
}

/** Asks the hull. `without` leaves one phase out, by its reduced formula. */
export type Hull = (composition: Composition, without?: string) => HullPoint;

/** Chemical systems that stay open: the last asked. */
const KEPT = 2000;
/** Share of the atoms below which a phase is none of the mixture. */
const TRACE = 1e-9;

/**
 * Opens the hull of some phases, for any number of questions. Where several mixtures have the same energy, the one that the simplex
 * method comes to stands, the same in each run.
 * @returns a function of a composition; it throws a UserError for an element without a phase, and for more than 12 elements
 * @example openHull(shippedPhases())(parseFormula('Li7P3S11')).phases; // 2.333 Li3PS4, 0.333 P2S5
 */
export function openHull(phases: Phases): Hull {
  const systemOf = keepLast(KEPT, (elements: readonly number[]) => openSystem(phases, elements));
  return ({ atomicNumbers, amounts }, without) => {
    const order = Array.from(atomicNumbers.keys()).sort((i, j) => atomicNumbers[i]! - atomicNumbers[j]!);
    const whole = systemOf(order.map((i) => atomicNumbers[i]!));
    const system = without === undefined ? whole : leaveOut(whole, phases, without);
    const total = amounts.reduce((sum, amount) => sum + amount);
    const best = leastEnergy(
      system,
      Float64Array.from(order, (i) => amounts[i]!),
    );
    const mixed = Array.from(best.basis, (row, i) => ({ row, atoms: best.atoms[i]! }))
      .filter(({ atoms }) => atoms > TRACE * total)
      .sort((one, other) => other.atoms - one.atoms || one.row - other.row);
    const potentials = new Float64Array(order.length);
    order.forEach((i, place) => {
      potentials[i] = best.potentials[place]!;
    });
    return {
      energy: best.energy / total,
      phases: mixed.map(({ row, atoms }) => {
        return { formula: phases.formulas[system.phases[row]!]!, amount: atoms / system.atoms[row]! };
      }),
      potentials,
    };
  };
}

/** The system without a phase, which never comes in; as it is where the phase is none of it, or an element. */
function leaveOut(system: System, { formulas }: Phases, without: string): System {
  const row = system.phases.findIndex((phase) => formulas[phase] === without);
  if (row < system.elements.length) return system;
  return { ...system, energies: system.energies.with(row, Number.POSITIVE_INFINITY) };
}

/** Keeps the last answers of a function. */
function keepLast(size: number, open: (elements: readonly number[]) => System) {
  const kept = new Map<string, System>();
  return (elements: readonly number[]): System => {
    const key = elements.join('-');
    const system = kept.get(key) ?? open(elements);
    kept.delete(key);
    kept.set(key, system);
    if (kept.size > size) kept.delete(kept.keys().next().value!);
    return system;
  };
}
