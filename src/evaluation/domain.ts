/**
 * Applicability domain: how far a row lies from the centre of the training rows, along their principal components,
 * each scaled by the spread of the training rows along it, relative to the mean distance of the training rows
 * themselves. 1 is as far out as a training row usually is; above 2 a prediction is extrapolation.
 * It is the "PCA-scaled" distance of Energy Environ. Sci. 10, 306 (2017), doi 10.1039/C6EE02697D, as far as the printed values
 * tell: test/evaluation/domain.test.ts.
 */
import { Matrix as DenseMatrix, EigenvalueDecomposition } from 'ml-matrix';
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { rowOf } from '../core/matrix.ts';
import { checkMatrix } from '../models/check-data.ts';
import { fitStandardiser, standardise } from '../models/standardise.ts';

/** A fitted domain; its fields are plain JSON. */
export interface DomainJson {
  readonly version: 1;
  /** Mean of each training column. */
  readonly centre: readonly number[];
  /** One row a principal component kept: a row minus centre, times this, is its coordinate in mean training distances. */
  readonly axes: readonly (readonly number[])[];
  /** Directions without spread in training (constant or dependent columns), along which nothing is measured. */
  readonly droppedDirections: number;
}

/** Measures how far rows lie from the training rows. */
export interface Domain {
  /** Directions without spread in training; a row may leave along them unseen. */
  readonly droppedDirections: number;
  /**
   * Distance of each row from the training centre; the training rows have mean 1.
   * @throws {UserError} when the rows have other columns than the training rows, or a value is not finite
   */
  distance(rows: Matrix): Float64Array;
  /** For storing; {@link domainFromJson} reads it back. */
  toJson(): DomainJson;
}

/** A variance this small beside that of a standardised column, 1, is rounding. */
const LEAST_VARIANCE = 1e-10;

/**
 * Fits the domain: eigenvectors of the correlation matrix, a distance of the Mahalanobis kind in their coordinates.
 * With no more rows than columns all training rows lie equally far out, and the distance tells little.
 *
 * @param X training rows x columns, at least two different rows
 * @throws {UserError} when a value is not finite, or no column varies
 * @example fitDomain(matrixFrom([[0], [2]])).distance(matrixFrom([[1], [5]])); // Float64Array [0, 4]
 */
export function fitDomain(X: Matrix): Domain {
  checkMatrix(X, 'domain training rows');
  const standardiser = X.rows > 0 ? fitStandardiser(X) : undefined;
  const components = standardiser === undefined ? [] : principalComponents(standardise(X, standardiser));
  if (standardiser === undefined || components.length === 0) {
    return fail('domain', 'training rows that differ', `${X.rows} rows without spread`, 'give more training rows');
  }
  const { mean, scale } = standardiser;
  const axes = components.map(({ direction, variance }) =>
    direction.map((part, j) => part / Math.sqrt(variance) / scale[j]!),
  );
  const centre = Array.from(mean);
  const unscaled = distances(centre, axes, X);
  const meanDistance = unscaled.reduce((sum, value) => sum + value, 0) / X.rows;
  return createDomain({
    version: 1,
    centre,
    axes: axes.map((axis) => axis.map((part) => part / meanDistance)),
    droppedDirections: X.cols - axes.length,
  });
}

/**
 * A domain from its stored form.
 * @param where what the message should name, such as the file
 * @throws {UserError} when it is not the stored form of a domain
 * @example domainFromJson(fitDomain(X).toJson()).distance(X); // the same distances
 */
export function domainFromJson(json: unknown, where = 'domain'): Domain {
  const stored = json as Partial<DomainJson> | null;
  const numbers = (list: unknown): list is number[] => Array.isArray(list) && list.every((x) => Number.isFinite(x));
  const { version, centre, axes, droppedDirections } = stored ?? {};
  const sound =
    version === 1 &&
    numbers(centre) &&
    Array.isArray(axes) &&
    axes.every((axis) => numbers(axis) && axis.length === centre.length) &&
    droppedDirections === centre.length - axes.length;
  if (!sound) return fail(where, 'a stored domain of version 1', 'something else', 'fit the domain again');
  return createDomain({ version, centre, axes, droppedDirections });
}

function createDomain(json: DomainJson): Domain {
  return {
    droppedDirections: json.droppedDirections,
    distance(rows) {
      if (rows.cols !== json.centre.length) {
        fail('domain', `rows of ${json.centre.length} columns`, `${rows.cols}`, 'use the columns of the training rows');
      }
      checkMatrix(rows, 'domain rows');
      return distances(json.centre, json.axes, rows);
    },
    toJson: () => json,
  };
}

function distances(centre: readonly number[], axes: readonly (readonly number[])[], X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const row = rowOf(X, i);
    let squared = 0;
    for (const axis of axes) {
      let coordinate = 0;
      for (let j = 0; j < axis.length; j++) coordinate += axis[j]! * (row[j]! - centre[j]!);
      squared += coordinate ** 2;
    }
    return Math.sqrt(squared);
  });
}

/** Eigenvectors, of length 1, of the correlation matrix of standardised rows, and the variance along each. */
function principalComponents(Z: Matrix): { direction: number[]; variance: number }[] {
  const correlation = DenseMatrix.zeros(Z.cols, Z.cols);
  for (let a = 0; a < Z.cols; a++) {
    for (let b = 0; b < Z.cols; b++) {
      let sum = 0;
      for (let i = 0; i < Z.rows; i++) sum += Z.data[i * Z.cols + a]! * Z.data[i * Z.cols + b]!;
      correlation.set(a, b, sum / Z.rows);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(correlation, { assumeSymmetric: true });
  return realEigenvalues
    .map((variance, k) => ({ direction: eigenvectorMatrix.getColumn(k), variance }))
    .filter(({ variance }) => variance > LEAST_VARIANCE * Z.cols);
}
