/**
 * Compounds scored per second: medians of five runs on a subspace of the published space, against one object a compound
 * and against one thread. Run with `npx tsx test/bench/screen.ts`.
 */
import { normal, stream } from '../../src/core/random.ts';
import { type DescriptorSet, ELEMENTAL_SETS, type Statistic } from '../../src/descriptors/elemental.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { screen } from '../../src/screening/screen.ts';
import { countSpace, createSpace, defaultPartners } from '../../src/screening/space.ts';
import { naiveScreening } from '../screening/naive.ts';

const THREADS = 2;
const elementalProperties = ELEMENTAL_SETS['elemental-30'].properties;

function student(properties: readonly string[], statistics: readonly Statistic[]) {
  const descriptors: DescriptorSet = { name: 'bench', date: '2020-01-01', properties, statistics };
  const random = stream(1, 'weights');
  const weights = Float64Array.from({ length: properties.length * statistics.length }, () => normal(random) / 100);
  return { descriptors, linear: { weights, intercept: 0 } };
}

function spaceOf(partners: number, maxCoefficient: number) {
  return createSpace({ anchor: 3, partners: defaultPartners().slice(-partners), arities: [3, 4], maxCoefficient });
}

/** Median compounds a second of five runs, in millions, printed with its ratio to a reference. */
async function measure(label: string, compounds: number, run: () => unknown, reference?: number): Promise<number> {
  const rates: number[] = [];
  for (let repeat = 0; repeat < 5; repeat++) {
    const start = performance.now();
    await run();
    rates.push(compounds / (performance.now() - start) / 1000);
  }
  const median = rates.sort((a, b) => a - b)[2]!;
  const ratio = reference === undefined ? '' : `, ${(median / reference).toPrecision(3)} times the reference`;
  process.stdout.write(`${label}: ${median.toPrecision(3)} million compounds/s${ratio}\n`);
  return median;
}

const factorised = student(elementalProperties, ['mean', 'min', 'max', 'range']);
const general = student(elementalProperties.slice(0, 6), ['mean', 'sd']);
const small = spaceOf(5, 8);
const large = spaceOf(32, 20);
const medium = spaceOf(14, 20);

const naive = await measure('one object a compound (reference: naive)', countSpace(small).distinct, () =>
  naiveScreening(factorised.descriptors, factorised.linear, small),
);
for (const [name, { descriptors, linear }, space] of [
  ['factorised', factorised, large],
  ['general, six sd', general, medium],
] as const) {
  const plan = compileStudent(descriptors, linear, space);
  const { distinct } = countSpace(space);
  const run = (threads: number) => () => screen(plan, { threshold: 0, top: 10_000, threads });
  const one = await measure(`${name}, 1 thread (reference: naive)`, distinct, run(1), naive);
  await measure(`${name}, ${THREADS} threads (reference: 1 thread)`, distinct, run(THREADS), one);
}
