/** What the server and its page say to each other of stability; see api.ts for the questions. */
import type { LikelyStates } from '../chemistry/likely-states.ts';
import type { MixedPhase } from '../stability/hull.ts';
import type { PredictedEnergy } from '../stability/judge-stability.ts';
import type { Window } from '../stability/window.ts';

/** How stable a composition is. */
export interface StabilityView {
  readonly formula: string;
  /** Where the energies come from. */
  readonly source: string;
  /** The most probable oxidation states; null where none are neutral, and without a hull. */
  readonly states: LikelyStates | null;
  /** Null where an element has no energy, for the reason that is given. */
  readonly hull: HullView | null;
  readonly reason: string | null;
}

/** What the hull of known phases says of a composition. */
export interface HullView {
  /** Of the most stable mixture of known phases, relative to the elements. */
  readonly energy_eV_atom: number;
  /** That mixture; the composition itself where it is a stable phase. Amounts a formula unit. */
  readonly competing: readonly MixedPhase[];
  /** Symbols of the elements among them; none of an element. */
  readonly elemental: readonly string[];
  /** Null where no phase of this composition is known. */
  readonly above_hull_eV_atom: number | null;
  /** Above the hull of all other phases, of the shipped model of formation energies; null of an element, and where it has not learned one. */
  readonly predicted_above_hull_eV_atom: PredictedEnergy | null;
  /** Metals that the window can be asked against: those of the compound whose ions move. */
  readonly metals: readonly string[];
  /** Metal of the window, and the window; null without one. */
  readonly against: string | null;
  readonly window: Window | null;
}

/** The known phases on a ternary section, or between two end members. */
export interface SectionPhases {
  readonly phases: readonly SectionPhase[];
  /** Pairs of places in `phases` that are in equilibrium; none on a section at a constant share of a fourth element. */
  readonly tie_lines: readonly (readonly [number, number])[];
  /** Why there is none; null where an answer is given. */
  readonly reason: string | null;
}

/** A known phase. */
export interface SectionPhase {
  readonly formula: string;
  /** Of a section the shares of its corners, which add up to 1 in a ternary system; of a line that of formula units of its second end. */
  readonly fractions: readonly number[];
  /** 0 of a stable phase. */
  readonly above_hull_eV_atom: number;
}
