import { stream } from '../core/random.ts';
import type { Structure } from '../crystal/structure.ts';
import { structureFormula } from '../crystal/structure-formula.ts';
import { CompositionNotReached } from '../crystal/whole-cell.ts';
import { averagedDescriptors } from './disordered.ts';
import { type ImageRule, type Ions, NotComputable, STRUCTURAL_DESCRIPTORS } from './structural.ts';

/** A structure as numbers: the 24 columns of STRUCTURAL_DESCRIPTORS, NaN where a column is not defined. */
export interface DescribedStructure {
  readonly id: string;
  readonly formula: string;
  readonly descriptors: Float64Array;
  /** Standard error of each column over the sampled configurations; zero where it follows from the occupancies. */
  readonly standardErrors: Float64Array;
  /** Configurations sampled; 1 for an ordered structure. */
  readonly samples: number;
  /** Mean number of pairs left closer than the exclusion allows, a configuration; zero for an ordered structure. */
  readonly clashes: number;
}

/** A structure for which the descriptors are not defined, and why. */
export interface UndescribedStructure {
  readonly id: string;
  readonly formula: string;
  readonly reason: string;
}

/** Configurations drawn of each disordered structure: our choice, the paper's number is not known. */
export const SAMPLES_PER_DISORDERED_STRUCTURE = 50;

/**
 * Structural descriptors of one structure, or the reason why it has none. What partial occupancies leave open is averaged
 * over sampled configurations; the random stream depends on the seed and the structure's id only, so that neither the
 * order of the structures nor their number changes a value.
 * @param ions the ion that conducts, and what it is separated from
 * @param required names of columns without which the structure counts as not described
 * @throws {UserError} when a disordered structure cannot be resolved
 * @example describeStructure(structure, 'periodic', { mobileIon: 11, counterIon: 'anion' }, 0);
 */
export function describeStructure(
  structure: Structure,
  images: ImageRule,
  ions: Ions,
  seed: number,
  required: readonly string[] = [],
): DescribedStructure | UndescribedStructure {
  const { id } = structure;
  const formula = structureFormula(structure);
  try {
    const samples = SAMPLES_PER_DISORDERED_STRUCTURE;
    const averaged = averagedDescriptors(structure, images, { samples, ions }, stream(seed, `disorder ${id}`));
    const gap = STRUCTURAL_DESCRIPTORS.find(({ name }, i) => required.includes(name) && Number.isNaN(averaged.mean[i]));
    if (gap) return { id, formula, reason: `${gap.name} not defined` };
    return {
      id,
      formula,
      descriptors: averaged.mean,
      standardErrors: averaged.standardError,
      samples: averaged.samples,
      clashes: averaged.clashes,
    };
  } catch (error) {
    if (error instanceof NotComputable || error instanceof CompositionNotReached)
      return { id, formula, reason: error.reason };
    throw error;
  }
}
