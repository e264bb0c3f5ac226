/**
 * A teacher learns from the few measured materials through their structural descriptors, and labels many
 * structures. Sendek et al., Energy Environ. Sci. 10, 306 (2017); Cubuk, Sendek and Reed, J. Chem. Phys. 150,
 * 214701 (2019).
 */
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { type Domain, fitDomain } from '../evaluation/domain.ts';
import { PUBLISHED_MODEL } from './published-model.ts';
import type { TrainingMaterial } from './training-data.ts';

/** A model on structural descriptors that gives the log-odds of fast conduction. */
export interface Teacher {
  readonly name: string;
  /** Column names of STRUCTURAL_DESCRIPTORS, in the order of the model's columns. */
  readonly descriptors: readonly string[];
  /** Log-odds that a structure conducts fast, one a row. */
  logOdds(X: Matrix): Float64Array;
  /** Distance to the centre of the training materials with a structure. */
  readonly domain: Domain;
}

/**
 * The published five-descriptor model as a teacher. Its coefficients are those printed in the paper; the domain is
 * fitted on the training materials whose structure is public.
 * @example publishedTeacher(loadTraining()).logOdds(loadLabelTable().X);
 */
export function publishedTeacher(training: readonly TrainingMaterial[]): Teacher {
  const { descriptors, weights, intercept } = PUBLISHED_MODEL;
  return {
    name: 'published',
    descriptors,
    logOdds(X) {
      return Float64Array.from({ length: X.rows }, (_, i) =>
        weights.reduce((sum, weight, j) => sum + weight * X.data[i * X.cols + j]!, intercept),
      );
    },
    domain: fitDomain(structuralMatrix(withStructure(training), descriptors)),
  };
}

/**
 * The materials whose structure is public and has every one of the 20 verified descriptors.
 * @example withStructure(loadTraining()).length; // fewer than 40
 */
export function withStructure(training: readonly TrainingMaterial[]): TrainingMaterial[] {
  return training.filter(({ descriptors }) =>
    STRUCTURAL_DESCRIPTORS.every(({ verified }, column) => !verified || Number.isFinite(descriptors[column])),
  );
}

/**
 * Named descriptor columns of some materials: rows are materials.
 * @throws {Error} for a name that is no structural descriptor
 * @example structuralMatrix(withStructure(loadTraining()), ['li_li_bonds_per_li']).cols; // 1
 */
export function structuralMatrix(materials: readonly TrainingMaterial[], names: readonly string[]): Matrix {
  const columns = structuralColumns(names);
  const X = createMatrix(materials.length, columns.length);
  materials.forEach(({ descriptors }, i) => {
    columns.forEach((column, j) => {
      X.data[i * columns.length + j] = descriptors[column]!;
    });
  });
  return X;
}

/**
 * Positions of named columns in STRUCTURAL_DESCRIPTORS.
 * @throws {Error} for a name that is not there
 * @example structuralColumns(['average_atomic_mass_u']); // [0]
 */
export function structuralColumns(names: readonly string[]): number[] {
  return names.map((name) => {
    const column = STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name);
    if (column < 0) throw new Error(`${name} is no structural descriptor`);
    return column;
  });
}
