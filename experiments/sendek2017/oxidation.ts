/** Oxidation potentials against lithium from the hull of known phases, and the funnel over all of these that hold lithium. */
import { type Composition, elementGroup, SYMBOLS } from 'ionsieve/chemistry';
import { compoundsWith, isStablePhase, metalOf, openHull, shippedPhases, windowAgainst } from 'ionsieve/stability';
import type { PaperFunnel } from './define.ts';
import type { FunnelStep } from './funnel.ts';

/** What counts of each known composition with lithium. */
export interface LithiumPhases {
  /** V against lithium, of a phase or of the most stable mixture of any other composition; null where an element has no energy. */
  oxidation(composition: Composition): number | null;
  /** Steps of the funnel that need no band gap, over the compositions of the table. */
  readonly steps: readonly FunnelStep[];
}

/**
 * Opens the shipped table of formation energies and counts its lithium compositions.
 * @param leastVolts from which a compound withstands oxidation
 * @throws {UserError} when the table was changed
 * @example openLithiumPhases(4, search.paperFunnel).steps[0].ours; // 8,656
 */
export function openLithiumPhases(leastVolts: number, paper: PaperFunnel): LithiumPhases {
  const phases = shippedPhases();
  const [hull, lithium] = [openHull(phases), metalOf('Li')];
  const transition = new Set(elementGroup('transition-metal'));
  const hasTransitionMetal = ({ atomicNumbers }: Composition) => atomicNumbers.some((z) => transition.has(z));
  const known = compoundsWith(phases, lithium.z);
  const isKnown = (z: number) => phases.systems.has(SYMBOLS[z]!);
  const oxidation = (composition: Composition) =>
    composition.atomicNumbers.every(isKnown) && composition.atomicNumbers.length > 1
      ? windowAgainst(hull, composition, lithium).oxidation.volts
      : null;
  const stable = known.filter((composition) => isStablePhase(hull(composition), composition));
  const light = stable.filter((composition) => !hasTransitionMetal(composition));
  const strong = stable.filter((composition) => oxidation(composition)! >= leastVolts);
  const both = strong.filter((composition) => !hasTransitionMetal(composition));
  const step = (name: string, part: readonly unknown[], whole: readonly unknown[], of: [number, number] | null) => ({
    step: name,
    ...{ ours: part.length, of: whole.length, paper: of?.[0] ?? null, paper_of: of?.[1] ?? null },
  });
  return {
    oxidation,
    steps: [
      step('lithium compositions with a known energy', known, known, null),
      step('known compositions on the hull', stable, known, [paper.on_hull, paper.lithium]),
      step('known, no transition metal, of those on the hull', light, stable, [
        paper.no_transition_metal,
        paper.on_hull,
      ]),
      step(`known, oxidation potential of ${leastVolts} V or more, of those on the hull`, strong, stable, [
        paper.oxidation_potential,
        paper.on_hull,
      ]),
      step('known, both of these', both, stable, null),
    ],
  };
}
