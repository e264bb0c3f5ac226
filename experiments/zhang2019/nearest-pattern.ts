/** Without groups: does a material conduct as the measured one with the most similar pattern does? */
import { classificationMetrics, type Matrix } from 'ionsieve';
import type { MeasuredPattern } from './measured-patterns.ts';

/**
 * Area under the ROC curve of the distance to the nearest slow material less that to the nearest fast one, the material itself
 * left out, and with `newFamily` all of its family. null where nothing is left to compare with.
 * @param distances of all pairs of patterns
 * @example nearestPatternAuc(materials, grouped.distances, true);
 */
export function nearestPatternAuc(
  materials: readonly MeasuredPattern[],
  { data, rows }: Matrix,
  newFamily: boolean,
): number | null {
  const score = materials.map((one, i) => {
    const nearest = (fast: boolean) => {
      let least = Number.POSITIVE_INFINITY;
      materials.forEach((other, j) => {
        if (i === j || other.isFast !== fast || (newFamily && other.family === one.family)) return;
        least = Math.min(least, data[one.pattern * rows + other.pattern]!);
      });
      return least;
    };
    return nearest(false) - nearest(true);
  });
  if (!score.every(Number.isFinite)) return null;
  return classificationMetrics(
    materials.map(({ isFast }) => (isFast ? 1 : 0)),
    score,
  ).auc;
}
