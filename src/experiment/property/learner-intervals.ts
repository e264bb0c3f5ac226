/** Conformal intervals of a Learner, as wide as its errors on compounds that it had not seen. */
import { leastScores } from '../../evaluation/conformal.ts';
import { type HeldOutMiss, nearAndFar } from '../../evaluation/near-and-far.ts';
import { compositionDomain } from '../../learning/composition-domain.ts';
import type { LearnerIntervals } from '../../learning/learner.ts';
import type { Judged } from './statistic.ts';

/**
 * Sets the widths: near to what was learned on unseen formulas, far from it on unseen chemical systems.
 * @param byFormula what the method said of unseen formulas
 * @param bySystem and of unseen systems; the same where all compounds are of one
 * @returns null where there are too few compounds for the coverage
 * @example learnerIntervals(byFormula, bySystem, 0.9)?.near; // half of the width, in the unit of the values
 */
export function learnerIntervals(byFormula: Judged, bySystem: Judged, coverage: number): LearnerIntervals | null {
  const known = missesOf(byFormula);
  // The covered ones of the known are nine tenths of them or more.
  if (known.length < 2 * leastScores(coverage)) return null;
  const { nearLimit, widths } = nearAndFar(known, missesOf(bySystem), coverage);
  // Farther from what was learned nothing is surer, whatever the few that were far say.
  return { in: 'unit', coverage, nearLimit, near: widths.near, far: Math.max(widths.near, widths.far) };
}

function missesOf({ data, plan, answers, taught }: Judged): HeldOutMiss[] {
  const { compositions, y } = data;
  const misses: HeldOutMiss[] = [];
  for (const [i, { train, test }] of plan.folds.entries()) {
    const domain = compositionDomain(taught?.[i] ?? Array.from(train, (row) => compositions[row]!));
    for (const row of test) {
      const { distance } = domain.nearest(compositions[row]!);
      misses.push({ miss: Math.abs(answers[row]! - y[row]!), distance });
    }
  }
  return misses;
}
