/** The engines of a screening on this thread, over element sets that they are given. */
import { spaceBounds } from '../../src/screening/bounds.ts';
import { countBits, primitiveMask } from '../../src/screening/coefficients.ts';
import { compileStudent, type ScreeningPlan, type ScreeningStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import type { SetEngine } from '../../src/screening/engine.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { findFloor } from '../../src/screening/first-look.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { BINS, layHistogram } from '../../src/screening/histogram.ts';
import { createKernel, loadSieve } from '../../src/screening/kernel.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { createTwin } from '../../src/screening/twin.ts';
import type { Method } from './measure.ts';

/** Length of the exact list that is kept. */
const LISTED = 10_000;

/** A student on a space, and what a screening of all of it knows before it starts. */
export interface Prepared {
  readonly plan: ScreeningPlan<GridSpace>;
  /** A score that no compound of the list is below. */
  readonly floor: number;
}

const sieve = loadSieve();

/** Compiles a student for a space and takes a first look. */
export function prepare(student: ScreeningStudent, space: GridSpace): Prepared {
  const plan = compileStudent(student, space);
  return { plan, floor: findFloor(createJob(plan, { threshold: 0, top: LISTED, filters: NO_FILTERS }), sieve) };
}

/** Names of the engines. */
export type EngineName = keyof typeof ENGINES;

const kernel = (exhaustive: boolean) => (plan: ScreeningPlan<GridSpace>, arity: number) =>
  createKernel(plan, arity, sieve, { exhaustive });

const ENGINES = {
  'float64 in TypeScript': createTwin,
  'kernel, every compound': kernel(true),
  'kernel, histogram': kernel(true),
  'kernel, bounds': kernel(false),
} satisfies Record<string, (plan: ScreeningPlan<GridSpace>, arity: number) => SetEngine>;

/** An engine over element sets of one arity; it counts, and keeps the list of the best 10,000. */
export function engineMethod(
  name: EngineName,
  { plan, floor }: Prepared,
  sets: readonly Uint8Array[],
  arity: number,
): Method {
  const engine = ENGINES[name](plan, arity);
  engine.mask.set(primitiveMask(arity, plan.space.maxCoefficient));
  const live = countBits(engine.mask);
  const list = createTopCandidates(LISTED);
  const layout = name === 'kernel, histogram' ? layHistogram(spaceBounds(plan), 0) : undefined;
  return {
    name,
    compounds: sets.length * live,
    run() {
      const histogram = layout && { layout, counts: new Float64Array(BINS) };
      list.clear();
      let above = 0;
      sets.forEach((elements, set) => {
        const floorNow = (): number => Math.max(list.floor, floor);
        const offer = (index: number, score: number): number => {
          list.offer(score, set, index);
          return floorNow();
        };
        engine.load(elements);
        above += engine.visit({ live, threshold: 0, floor: floorNow(), offer, ...(histogram && { histogram }) }).above;
      });
      return above;
    },
  };
}
