/** Measured conductivities beside the pattern of their structure. */
import { type Composition, loadMeasured, loadTraining, reducedFormula } from 'ionsieve';
import { elementGroup, mostElectronegative } from 'ionsieve/chemistry';
import type { AnionPattern } from './pattern-table.ts';

const UNNAMED: Readonly<Record<string, string>> = { unassigned: 'lgps and unassigned', lgps: 'lgps and unassigned' };

/** One measured material whose structure is public. */
export interface MeasuredPattern {
  /** Reduced. */
  readonly formula: string;
  /** Row among the patterns. */
  readonly pattern: number;
  readonly log10Conductivity: number;
  readonly isFast: boolean;
  /** Structural family as published; LGPS and materials without a family, several of which are of its kin, are one. */
  readonly family: string;
  /** Atomic number of the most electronegative element. */
  readonly anion: number;
  /** The paper's set has no such compounds. */
  readonly hasTransitionMetal: boolean;
}

/**
 * The measured materials: those of OBELiX, and of the forty training materials those whose formula OBELiX has no structure of.
 * Each formula stands once.
 * @param fastFrom log10 of S/cm from which a conductor counts as fast
 * @throws {UserError} when a table in data/ was changed
 * @example measuredPatterns(patterns, -4).filter(({ isFast }) => isFast).length;
 */
export function measuredPatterns(patterns: readonly AnionPattern[], fastFrom: number): MeasuredPattern[] {
  const obelix = new Map(loadMeasured('obelix').map((material) => [material.formula, material]));
  const training = new Map(loadTraining().map((material) => [material.formula, material]));
  const transitionMetals = elementGroup('transition-metal');
  const found = new Map<string, MeasuredPattern>();
  const add = (composition: Composition, pattern: number, log10Conductivity: number, family: string) => {
    const formula = reducedFormula(composition);
    if (found.has(formula)) return;
    const isFast = log10Conductivity >= fastFrom;
    found.set(formula, {
      formula,
      pattern,
      log10Conductivity,
      isFast,
      family: UNNAMED[family] ?? family,
      anion: mostElectronegative(composition),
      hasTransitionMetal: composition.atomicNumbers.some((z) => transitionMetals.includes(z)),
    });
  };
  patterns.forEach(({ source, formula }, row) => {
    if (source === 'obelix') {
      const { composition, log10Conductivity, family } = obelix.get(formula)!;
      add(composition, row, log10Conductivity, family);
    } else if (source === 'sendek2017') {
      const { composition, conductivitySPerCm } = training.get(formula)!;
      add(composition, row, Math.log10(conductivitySPerCm), 'unassigned');
    }
  });
  return [...found.values()];
}
