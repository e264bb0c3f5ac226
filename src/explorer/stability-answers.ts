/** What the hull of known phases says of compositions and of sections. The table of energies is read when it is first asked. */
import { reducedFormula } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { UserError } from '../core/errors.ts';
import { predictFormationEnergy } from '../learning/predict-formation-energy.ts';
import { openHull } from '../stability/hull.ts';
import { type JudgedStability, judgeStability } from '../stability/judge-stability.ts';
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
/** Windows are asked against a metal of each compound. */
const RULE = { against: null, minWindow: null, maxAboveHull: null, noElementalProducts: false };

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
  const judge = judgeStability(phases, RULE, predictFormationEnergy());
  const viewOf = (
    judged: JudgedStability,
    composition: Composition,
    against: string,
    usual: string | null,
  ): HullView => {
    const { hull: point, aboveHull, predicted, elemental } = judged;
    const held = Array.from(composition.atomicNumbers, (z) => SYMBOLS[z]!);
    const metals = held.length > 1 ? MOBILE.filter((symbol) => held.includes(symbol)) : [];
    const metal = against === '' ? (metals.find((symbol) => symbol === usual) ?? metals[0] ?? null) : against;
    return {
      energy_eV_atom: point.energy,
      competing: point.phases,
      elemental,
      above_hull_eV_atom: aboveHull,
      predicted_above_hull_eV_atom: predicted,
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
      const { judged } = judge(composition);
      const reason = judged === null ? reasonOf(() => hull(composition)) : null;
      const view = judged && viewOf(judged, composition, against, usual);
      return { formula, source: phases.source, states: judged?.states ?? null, hull: view, reason };
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
