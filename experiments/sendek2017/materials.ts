/** The measured materials of a subset search, and how their descriptors compare with those of the paper. */
import { STRUCTURAL_DESCRIPTORS } from 'ionsieve';
import type { StructuralDescriptor } from 'ionsieve/descriptors';
import type { SubsetProblem } from 'ionsieve/evaluation';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import { moments } from 'ionsieve/models';
import { structuralMatrix, type TrainingMaterial } from 'ionsieve/transfer';
import type { SearchedDescriptor, SearchPlan } from './define.ts';

/** The materials that can take part, and what is searched for. */
export interface SearchMaterials {
  /** Those with every descriptor. */
  readonly materials: readonly TrainingMaterial[];
  /** Columns of the problem. */
  readonly descriptors: readonly StructuralDescriptor[];
  readonly problem: SubsetProblem;
}

/** A descriptor over the training set, the paper's and ours. */
export interface ComparedDescriptor {
  readonly symbol: string;
  readonly name: string;
  readonly unit: string;
  readonly paper_mean: number;
  readonly paper_sd: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** Difference of the means in standard errors of drawing our materials from the paper's. */
  readonly standard_errors: number | null;
}

/**
 * Materials with all the descriptors that are searched, and the search as a problem.
 * @throws {Error} for a symbol that no structural descriptor has
 * @example searchMaterials(plan, loadTraining()).problem.X.cols; // 20
 */
export function searchMaterials(
  plan: Pick<SearchPlan, 'descriptors' | 'fastSPerCm' | 'l2'>,
  training: readonly TrainingMaterial[],
): SearchMaterials {
  const descriptors = plan.descriptors.map(({ symbol }) => describedBy(symbol));
  const columns = descriptors.map((descriptor) => STRUCTURAL_DESCRIPTORS.indexOf(descriptor));
  const materials = training.filter((material) => columns.every((j) => Number.isFinite(material.descriptors[j])));
  const X = structuralMatrix(
    materials,
    descriptors.map(({ name }) => name),
  );
  const y = fastLabels(materials, plan.fastSPerCm);
  return { materials, descriptors, problem: { X, y, l2: plan.l2 } };
}

/**
 * 1 for each material whose conductivity is at least the threshold, in S/cm; else 0.
 * @example fastLabels(loadTraining(), 1e-4).filter((label) => label === 1).length; // 11
 */
export function fastLabels(materials: readonly TrainingMaterial[], thresholdSPerCm: number): number[] {
  return materials.map(({ conductivitySPerCm }) => (conductivitySPerCm >= thresholdSPerCm ? 1 : 0));
}

/**
 * How many materials there are, and how many are fast.
 * @example materialNumbers(plan, loadTraining(), materials)['training.fast'].value; // 11
 */
export function materialNumbers(
  { fastSPerCm }: SearchPlan,
  training: readonly TrainingMaterial[],
  { materials }: SearchMaterials,
): Numbers {
  const fast = (among: readonly TrainingMaterial[]) =>
    fastLabels(among, fastSPerCm).filter((label) => label === 1).length;
  return {
    'training.materials': measured(training.length, 'materials', training.length),
    'training.fast': measured(fast(training), 'materials', training.length),
    'training.with_descriptors': measured(materials.length, 'materials', training.length),
    'training.with_descriptors_fast': measured(fast(materials), 'materials', materials.length),
  };
}

/**
 * Mean and standard deviation of each descriptor beside the paper's. With n of the paper's N materials, drawn at random, the
 * standard error of the mean is sd x sqrt((1 / n) (1 - n / N)).
 * @param N materials of the paper
 * @example compareDescriptors(plan.descriptors, materials, 40)[0].symbol; // 'AAV'
 */
export function compareDescriptors(
  searched: readonly SearchedDescriptor[],
  { problem, descriptors }: SearchMaterials,
  N: number,
): ComparedDescriptor[] {
  const { data, rows, cols } = problem.X;
  return searched.map(({ symbol, mean: paperMean, sd: paperSd }, j) => {
    const { mean, sd } = moments(Array.from({ length: rows }, (_, i) => data[i * cols + j]!));
    const error = paperSd * Math.sqrt((1 - rows / N) / rows);
    return {
      symbol,
      name: descriptors[j]!.name,
      unit: descriptors[j]!.unit,
      paper_mean: paperMean,
      paper_sd: paperSd,
      mean: roundOnce(mean),
      sd: roundOnce(sd),
      standard_errors: roundOnce((mean - paperMean) / error),
    };
  });
}

/**
 * These means and standard deviations as numbers.
 * @example descriptorNumbers(compared, 33)['descriptors.aav.mean'].unit; // 'A^3'
 */
export function descriptorNumbers(compared: readonly ComparedDescriptor[], n: number): Numbers {
  return Object.fromEntries(
    compared.flatMap(({ symbol, unit, mean, sd }) => [
      [`descriptors.${symbol.toLowerCase()}.mean`, measured(mean, unit, n)],
      [`descriptors.${symbol.toLowerCase()}.sd`, measured(sd, unit, n)],
    ]),
  );
}

/**
 * Symbols of column indices.
 * @example symbolsOf(materials, [0, 1]); // ['AAV', 'SDLC']
 */
export function symbolsOf({ descriptors }: SearchMaterials, columns: readonly number[]): string[] {
  return columns.map((column) => descriptors[column]!.symbol);
}

function describedBy(wanted: string): StructuralDescriptor {
  const found = STRUCTURAL_DESCRIPTORS.find(({ symbol }) => symbol === wanted);
  if (!found) throw new Error(`${wanted} is the symbol of no structural descriptor`);
  return found;
}
