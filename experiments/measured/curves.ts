/** What transfer is worth: students of 20, 40, 80 ... measurements, with and without what a teacher knows. */
import { selectRows, shuffled, startProgress, stream } from 'ionsieve/core';

import { classificationMetrics, curvePoint, type FoldScore, groupedFolds, splitFolds } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { isFast, type MeasuredMaterial } from 'ionsieve/transfer';
import type { MeasuredEffort } from './define.ts';
import type { Knowledge } from './knowledge.ts';
import { fitRecipe, type MeasuredStudentSpec, measuredInput } from './recipe.ts';
import type { MeasuredRows } from './sets.ts';

/** So many that the other folds hold 320 measurements. */
const FOLDS = 8;

/** Draws until both classes are there. */
const MOST_DRAWS = 100;

/**
 * AUC on unseen papers of students that learn from a drawn part of the measurements: of pairs of materials within a fold, over the
 * folds and draws, with an interval from drawing folds.
 * @param specs the students
 * @example learningCurves(specs, sets, effort, knowledge)['curve.nearest.20.auc'].value;
 */
export function learningCurves(
  specs: readonly MeasuredStudentSpec[],
  { materials, judged, judgings }: MeasuredRows,
  { curves: { sizes, repeats }, resamples }: MeasuredEffort,
  knowledge: Knowledge,
): Numbers {
  const { seed } = knowledge;
  const folds = groupedFolds(judgings.doi.groups, FOLDS, stream(seed, 'curve folds'));
  const y = materials.map(({ log10Conductivity }) => log10Conductivity);
  const compositions = materials.map(({ composition }) => composition);
  const isJudged = new Set(judged);
  const numbers: Numbers = {};
  const bar = startProgress('learning curves', specs.length * sizes.length, 'points');
  specs.forEach((spec, s) => {
    const X = measuredInput(spec.recipe, compositions, knowledge);
    sizes.forEach((size, k) => {
      const points: FoldScore[] = [];
      for (const { fold, train, test } of splitFolds(folds)) {
        const held = test.filter((row) => isJudged.has(row));
        for (let repeat = 0; repeat < repeats; repeat++) {
          const rows = drawRows(materials, train, fold, size, seed, repeat);
          const fit = fitRecipe(
            spec.recipe,
            selectRows(X, rows),
            rows.map((row) => materials[row]!),
            knowledge,
            `${spec.name} curve ${repeat}`,
          );
          const { score } = fit(selectRows(X, held));
          const truth = held.map((row) => isFast(y[row]!));
          const { auc, n, positives } = classificationMetrics(truth, score);
          points.push({ fold, value: auc ?? 0, weight: positives * (n - positives) });
        }
      }
      numbers[`curve.${spec.name}.${size}.auc`] = pointOf(points, resamples, seed);
      bar.update(s * sizes.length + k + 1);
    });
  });
  bar.stop();
  return numbers;
}

/** The same measurements for every student; fewer ones are among more. */
function drawRows(
  materials: readonly MeasuredMaterial[],
  others: readonly number[],
  fold: number,
  size: number,
  seed: number,
  repeat: number,
): number[] {
  const random = stream(seed, `curve fold ${fold} repeat ${repeat}`);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const rows = Array.from(shuffled(others.length, random).subarray(0, size), (i) => others[i]!);
    if (new Set(rows.map((row) => isFast(materials[row]!.log10Conductivity))).size === 2) return rows;
  }
  throw new Error(`no draw of ${size} measurements holds both classes`);
}

/** A fold of one class only has no pairs. */
function pointOf(points: readonly FoldScore[], resamples: number, seed: number) {
  const { estimate, low, high } = curvePoint(points, resamples, stream(seed, 'curve bootstrap'));
  return measured(estimate, 'score', points.filter(({ weight }) => weight > 0).length, [low, high]);
}
