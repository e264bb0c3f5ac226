import { spaceBounds } from '../../src/screening/bounds.ts';
import type { ScreeningPlan } from '../../src/screening/compile.ts';
import { layHistogram } from '../../src/screening/histogram.ts';
import { type ScreeningResult, summarise } from '../../src/screening/screening-result.ts';
import { countSpace } from '../../src/screening/space.ts';
import { createTallier } from '../../src/screening/tally.ts';

/** A screening on this thread, for tests of many small spaces. */
export function screenHere(plan: ScreeningPlan, threshold: number, top: number): ScreeningResult {
  const histogram = layHistogram(spaceBounds(plan), threshold);
  const tallier = createTallier(plan, histogram, top);
  tallier.add(0, countSpace(plan.space).elementSets);
  return summarise(plan.space, histogram, tallier.tally());
}
