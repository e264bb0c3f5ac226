import type { Target } from '../dataset/target.ts';

/**
 * The five-descriptor logistic model printed by Sendek et al., Energy Environ. Sci. 10, 306 (2017):
 * P(fast) = 1 / (1 + exp(-z)), z = w . x + b, fast meaning a room-temperature conductivity of 1e-4 S/cm or more.
 * @example PUBLISHED_MODEL.weights.length; // 5
 */
export const PUBLISHED_MODEL: {
  readonly descriptors: readonly string[];
  readonly weights: readonly number[];
  readonly intercept: number;
} = {
  /** Column names of STRUCTURAL_DESCRIPTORS: LLB, SBI, AFC, LASD (Angstrom), LLSD (Angstrom). */
  descriptors: [
    'li_li_bonds_per_li',
    'sublattice_bond_ionicity',
    'anion_framework_coordination',
    'li_anion_separation_A',
    'li_li_separation_A',
  ],
  weights: [0.184, -4.009, -0.467, 8.699, -2.17],
  intercept: -6.564,
};

/**
 * Fast conduction of lithium ions, as the published model and the shipped measurements have it.
 * @example FAST_CONDUCTION.threshold; // 1e-4, S/cm
 */
export const FAST_CONDUCTION: Target = {
  property: 'ionic conductivity at room temperature',
  unit: 'S/cm',
  scale: 'log10',
  threshold: 1e-4,
  better: 'larger',
};
