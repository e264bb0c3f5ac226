/** What the hull of known phases says of compositions and of sections. The table of energies is read when it is first asked. */
import { reducedFormula } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { likelyStates } from '../chemistry/likely-states.ts';
import { UserError } from '../core/errors.ts';
import { openHull } from '../stability/hull.ts';
import { metalOf } from '../stability/metal.ts';
import { shippedPhases } from '../stability/shipped-phases.ts';
import { stabilityOf } from '../stability/stability-of.ts';
import { windowAgainst } from '../stability/window.ts';
import type { HullView, SectionPhases, StabilityView } from './api-stability.ts';
import { type Known, phasesBetween, phasesOnSection } from './section-phases.ts';
import type { Section } from './sections.ts';

/** The questions that can be asked. */
export interface StabilityAnswers {
  /**
   * @param against symbol of the metal of the window; empty for `usual`, or else the first metal of the compound whose ions move
   * @throws {UserError} for a formula that cannot be read, and a metal that is none or not in it
   */
  stability(formula: string, against: string, usual: string | null): StabilityView;
  /** The known phases on a ternary section. */
  ofSection(section: Section): SectionPhases;
  /** The known phases between two compounds. */
  between(from: Composition, to: Composition): SectionPhases;
}

/** Metals whose ions are known to move in solids. */
const MOBILE = ['Li', 'Na', 'K', 'Ag', 'Mg', 'Ca', 'Zn', 'Al'];
/** All states that are ever reported, and two of one element. */
const ANY_STATES = { leastShare: 0, mixedValence: true } as const;

/**
 * Opens the answers.
 * @example openStability().stability('Li3PS4', '', null).hull?.window?.oxidation.volts; // 2.36
 */
export function openStability(): StabilityAnswers {
  let opened: ReturnType<typeof open> | undefined;
  const its = () => {
    opened ??= open();
    return opened;
  };
  return {
    stability: (formula, against, usual) => its().stability(formula, against, usual),
    ofSection: (section) => orReason(() => phasesOnSection(its().known, section)),
    between: (from, to) => orReason(() => phasesBetween(its().known, from, to)),
  };
}

function open() {
  const phases = shippedPhases();
  const hull = openHull(phases);
  const known: Known = { phases, stability: stabilityOf(phases, hull) };

  const hullOf = (composition: Composition, against: string, usual: string | null): HullView => {
    const { hullEnergy, competing, aboveHull } = known.stability(composition);
    const held = Array.from(composition.atomicNumbers, (z) => SYMBOLS[z]!);
    const isCompound = held.length > 1;
    const metals = isCompound ? MOBILE.filter((symbol) => held.includes(symbol)) : [];
    const first = metals.find((symbol) => symbol === usual) ?? metals[0] ?? null;
    const metal = against === '' ? first : against;
    const elemental = competing.map((phase) => phase.formula).filter((formula) => SYMBOLS.includes(formula));
    return {
      energy_eV_atom: hullEnergy,
      competing,
      elemental: isCompound ? elemental : [],
      above_hull_eV_atom: aboveHull,
      metals,
      against: metal,
      window: metal === null ? null : windowAgainst(hull, composition, metalOf(metal)),
    };
  };
  return {
    known,
    stability(text: string, against: string, usual: string | null): StabilityView {
      const formula = reducedFormula(parseFormula(text));
      const composition = parseFormula(formula);
      if (against !== '') metalOf(against);
      const states = likelyStates(composition, ANY_STATES);
      const reason = reasonOf(() => hull(composition));
      const view = reason === null ? hullOf(composition, against, usual) : null;
      return { formula, source: phases.source, states, hull: view, reason };
    },
  };
}

/** Why something cannot be answered; null where it can. */
function reasonOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function orReason(work: () => Omit<SectionPhases, 'reason'>): SectionPhases {
  let found: Omit<SectionPhases, 'reason'> = { phases: [], tie_lines: [] };
  const reason = reasonOf(() => {
    found = work();
  });
  return { ...found, reason };
}
