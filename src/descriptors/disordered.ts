/**
 * Structural descriptors of a structure with partial occupancies: exact where they follow from the occupancies, else the
 * mean over configurations drawn by Metropolis sampling, as in Energy Environ. Sci. 10, 306 (2017). How configurations are drawn
 * stands in crystal/disorder.ts.
 */
import { fail } from '../core/errors.ts';
import type { Stream } from '../core/random.ts';
import { sampleConfigurations } from '../crystal/disorder.ts';
import type { ImageRule } from '../crystal/neighbours.ts';
import type { Structure } from '../crystal/structure.ts';
import { exactDescriptors, type Ions, STRUCTURAL_DESCRIPTORS, structuralDescriptors } from './structural.ts';

/** Descriptors averaged over configurations, 24 columns in the order of STRUCTURAL_DESCRIPTORS. */
export interface AveragedDescriptors {
  /** NaN where a column is not defined for every configuration. */
  readonly mean: Float64Array;
  /** Sample standard deviation over the square root of the number of samples; zero where nothing is sampled. */
  readonly standardError: Float64Array;
  /** Configurations drawn; 1 for an ordered structure. */
  readonly samples: number;
  /** Mean number of pairs left closer than the exclusion allows, a configuration. */
  readonly clashes: number;
  /** Largest difference of an element's atomic fraction, configurations against occupancies. */
  readonly compositionDeviation: number;
}

/** No two unbonded atoms closer than this, Angstrom (Energy Environ. Sci. 10, 306 (2017)). */
const EXCLUSION_A = 2;

/**
 * Mean and standard error of the structural descriptors over configurations. An ordered structure is computed once
 * and draws no random number.
 * @param images image rule of structuralDescriptors
 * @param options `samples`: configurations to draw of a disordered structure, at least 2; `ions`: as for structuralDescriptors
 * @throws {UserError} fewer than 2 samples
 * @throws {NotComputable} as structuralDescriptors does
 * @example averagedDescriptors(structure, 'periodic', { samples: 50, ions }, stream(0, 'disorder')).mean;
 */
export function averagedDescriptors(
  structure: Structure,
  images: ImageRule,
  options: { readonly samples: number; readonly ions: Ions },
  random: Stream,
): AveragedDescriptors {
  if (!(Number.isInteger(options.samples) && options.samples >= 2)) {
    fail('samples', 'a whole number of at least 2', String(options.samples), 'draw more configurations');
  }
  const exact = exactDescriptors(structure, options.ions.mobileIon);
  const drawn = sampleConfigurations(structure, { samples: options.samples, minimumDistanceA: EXCLUSION_A }, random);
  const rows = drawn.structures.map((configuration) => structuralDescriptors(configuration, images, options.ions));
  const samples = rows.length;
  const mean = new Float64Array(STRUCTURAL_DESCRIPTORS.length);
  const standardError = new Float64Array(mean.length);
  for (let column = 0; column < mean.length; column++) {
    if (!Number.isNaN(exact[column])) {
      mean[column] = exact[column]!;
      continue;
    }
    const average = rows.reduce((sum, row) => sum + row[column]!, 0) / samples;
    const squares = rows.reduce((sum, row) => sum + (row[column]! - average) ** 2, 0);
    mean[column] = average;
    standardError[column] = samples === 1 ? 0 : Math.sqrt(squares / (samples - 1) / samples);
  }
  return {
    mean,
    standardError,
    samples,
    clashes: drawn.clashes.reduce((sum, clashes) => sum + clashes, 0) / samples,
    compositionDeviation: drawn.compositionDeviation,
  };
}
