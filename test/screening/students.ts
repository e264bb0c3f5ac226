/** Students for the screening tests: random linear ones on random spaces, and their screening without threads. */
import fc from 'fast-check';
import { elementProperty } from '../../src/chemistry/elements.ts';
import {
  type DescriptorSet,
  ELEMENTAL_SETS,
  type Statistic,
  type Stoichiometry,
} from '../../src/descriptors/elemental.ts';
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import type { ScreeningJob } from '../../src/screening/job.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { type ScreeningResult, summarise } from '../../src/screening/screening-result.ts';
import { emptyTally, mergeTally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { planUnits } from '../../src/screening/units.ts';
import { startWork } from '../../src/screening/work.ts';

/** Weights and intercept of a linear model. */
export interface Linear {
  readonly weights: Float64Array;
  readonly intercept: number;
}

const PARTNERS = [1, 7, 8, 9, 11, 14, 15, 16, 17, 26, 32, 35, 40, 57, 83];
const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties;

export function descriptorSet(
  properties: readonly string[],
  statistics: readonly Statistic[],
  stoichiometry: readonly Stoichiometry[] = [],
  fractionsOf: readonly string[] = [],
): DescriptorSet {
  return { name: 'test', date: '2020-01-01', properties, statistics, stoichiometry, anchor: 'Li', fractionsOf };
}

/** A linear model as a screening takes it. */
export function linearStudent(descriptors: DescriptorSet, { weights, intercept }: Linear): ScreeningStudent {
  const parameters = { weights: [...weights], intercept: [intercept] };
  const spec = { kind: 'logistic', l2: 1 } as const;
  const model = { format: 'ionsieve-model', version: 1, spec, columns: weights.length, parameters } as const;
  return { name: 'test', unit: '1', descriptors, model, slope: 1, offset: 0 };
}

/** A space of at most some ten thousand compounds, and a linear student whose columns all weigh about the same in it. */
export function randomProblems(statistics: readonly Statistic[], stoichiometry: readonly Stoichiometry[] = []) {
  return fc
    .record({
      anchor: fc.constantFrom(3, null),
      partners: fc.shuffledSubarray(PARTNERS, { minLength: 4, maxLength: 4 }),
      arities: fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 }),
      maxCoefficient: fc.integer({ min: 1, max: 9 }),
      properties: fc.shuffledSubarray(PROPERTIES, { minLength: 1, maxLength: 6 }),
      statistics: fc.shuffledSubarray<Statistic>([...statistics], { minLength: 1 }),
      stoichiometry: fc.shuffledSubarray<Stoichiometry>([...stoichiometry]),
      draws: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 45, maxLength: 45 }),
      thresholdPart: fc.double({ min: 0, max: 1, noNaN: true }),
      listed: fc.integer({ min: 0, max: 300 }),
    })
    .map(({ properties, statistics, stoichiometry, draws, thresholdPart, listed, ...rest }) => {
      const ofStatistics = properties.flatMap((property, p) =>
        statistics.map((_, s) => draws[p * statistics.length + s]! / elementProperty(property).values[16]!),
      );
      const ofStoichiometry = stoichiometry.map((_, i) => draws[40 + i]!);
      const linear = { weights: Float64Array.from([...ofStatistics, ...ofStoichiometry]), intercept: draws[44]! };
      const space = createSpace(rest);
      return {
        space,
        descriptors: descriptorSet(properties, statistics, stoichiometry),
        linear,
        thresholdPart,
        listed,
      };
    });
}

/** Does a job in this thread. */
export function screenHere(job: ScreeningJob, exhaustive: boolean): ScreeningResult {
  const work = startWork(job, { exhaustive, folder: null }, loadSieve());
  const units = planUnits(job.plan);
  const tally = emptyTally(job.ranks.length);
  const top = createTopCandidates(job.top);
  units.forEach((unit, number) => {
    mergeTally(tally, work.run(unit, number, Number.NEGATIVE_INFINITY), top);
  });
  tally.top = top.sorted();
  return summarise(job, units, tally);
}
