/** Conformal intervals of the shipped student, and how often they hold materials that they were not set on. */
import { stream } from 'ionsieve/core';
import { bootstrapStatistic, conformalQuantile, type HeldOutMiss, nearAndFar, shareOf } from 'ionsieve/evaluation';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import { measured, type Numbers } from 'ionsieve/experiment';
import {
  type CompositionDomain,
  compositionDomain,
  type LearnerAnswer,
  type LearnerIntervals,
} from 'ionsieve/learning';
import type { MeasuredMaterial } from 'ionsieve/transfer';
import type { MeasuredRows } from './sets.ts';

/** A held-out material: how wrong the student was in standard deviations, and how far the nearest material that it knew. */
interface HeldOut extends HeldOutMiss {
  readonly fold: number;
  readonly group: string;
}

/** What the intervals are, and the numbers of their making. */
export interface IntervalStage {
  readonly intervals: LearnerIntervals;
  readonly numbers: Numbers;
}

/**
 * Sets intervals on materials of unseen papers where the domain covers them, of unseen families where it does not; tells for each
 * fold how often intervals set on the other folds hold.
 * @param byDoi what the student said of unseen papers
 * @param byFamily and of unseen families
 * @example measuredIntervals(rows, byDoi, byFamily, 0.9, 1000, 0).intervals.near;
 */
export function measuredIntervals(
  rows: MeasuredRows,
  byDoi: MeasuredAnswer,
  byFamily: MeasuredAnswer,
  coverage: number,
  resamples: number,
  seed: number,
): IntervalStage {
  const papers = heldOut(rows, 'doi', byDoi);
  const families = heldOut(rows, 'family', byFamily);
  const { nearLimit, near, far, widths } = nearAndFar(papers, families, coverage);
  const numbers: Numbers = {
    'interval.near_limit': measured(nearLimit, 'sum of differences of atomic fractions', papers.length),
  };
  for (const [name, misses] of Object.entries({ near, far })) {
    const held = misses.map(({ miss, fold }) => {
      const others = misses.filter((row) => row.fold !== fold).map((row) => row.miss);
      return miss <= conformalQuantile(others, coverage) ? 1 : 0;
    });
    numbers[`interval.${name}.coverage`] = shareNumber(held, misses, resamples, seed);
    numbers[`interval.${name}.half_width`] = measured(
      widths[name as keyof typeof widths],
      'standard deviations',
      misses.length,
    );
  }
  return { intervals: { in: 'standard deviation', coverage, nearLimit, ...widths }, numbers };
}

/**
 * How often the shipped student's intervals hold materials of another set, and how wide they are.
 * @example coverageElsewhere('liverpool', materials, predictions, 1000, 0)['interval.liverpool.inside.coverage'].value;
 */
export function coverageElsewhere(
  set: string,
  materials: readonly MeasuredMaterial[],
  predictions: readonly LearnerAnswer[],
  resamples: number,
  seed: number,
): Numbers {
  const numbers: Numbers = {};
  for (const domain of ['inside', 'outside'] as const) {
    const rows = materials.flatMap(({ doiGroup }, i) =>
      predictions[i]!.domain === domain ? [{ i, group: doiGroup }] : [],
    );
    if (rows.length === 0) continue;
    const held = rows.map(({ i }) => (holds(materials[i]!, predictions[i]!) ? 1 : 0));
    const widths = rows.map(({ i }) => predictions[i]!.high! - predictions[i]!.low!).sort((a, b) => a - b);
    numbers[`interval.${set}.${domain}.coverage`] = shareNumber(held, rows, resamples, seed);
    numbers[`interval.${set}.${domain}.median_width`] = measured(shareOf(widths, 0.5), 'decades', rows.length);
  }
  return numbers;
}

/** Of what lies below detection all that is known is that it is at most the limit. */
function holds({ log10Conductivity, belowDetection }: MeasuredMaterial, { low, high }: LearnerAnswer): boolean {
  return low! <= log10Conductivity && (belowDetection || log10Conductivity <= high!);
}

function heldOut(
  { materials, judged, judgings }: MeasuredRows,
  grouping: 'doi' | 'family',
  { log10Conductivity, sd }: MeasuredAnswer,
): HeldOut[] {
  const { folds, groups, splits } = judgings[grouping];
  const domains = new Map<number, CompositionDomain>(
    splits.map(({ fold, train }) => [fold, compositionDomain(train.map((row) => materials[row]!.composition))]),
  );
  return judged.map((row) => {
    const material = materials[row]!;
    const over = log10Conductivity![row]! - material.log10Conductivity;
    const wrong = material.belowDetection ? Math.max(over, 0) : Math.abs(over);
    const { distance } = domains.get(folds[row]!)!.nearest(material.composition);
    return { miss: wrong / sd![row]!, distance, fold: folds[row]!, group: groups[row]! };
  });
}

function shareNumber(held: readonly number[], rows: readonly { group: string }[], resamples: number, seed: number) {
  const groups = rows.map(({ group }) => group);
  const share = (drawn: Int32Array) => drawn.reduce((sum, row) => sum + held[row]!, 0) / drawn.length;
  const random = stream(seed, 'coverage bootstrap');
  const { estimate, low, high } = bootstrapStatistic(held.length, share, { resamples, level: 0.95, groups }, random);
  return measured(estimate, 'share', held.length, [low, high]);
}
