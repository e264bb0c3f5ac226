/**
 * Unit of work by unit of work, three times: by the plain float64 engine, by the kernel visiting every compound, and with
 * bounds. Counts by number of elements, element and anion, histogram and the list of the best have to be the same, compound
 * for compound. The plain engine takes some ten minutes of processor time for the whole space and a student without
 * deviations, and half an hour with ten.
 *
 *   npx tsx test/bench/exactness.ts [STUDENT.json] [N]      the shipped student if none is given; every N-th unit, all by default
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createComposition, mostElectronegative } from '../../src/chemistry/composition.ts';
import { packageRoot, stableJson } from '../../src/core/files.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { primitiveMask } from '../../src/screening/coefficients.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { elementSet } from '../../src/screening/space.ts';
import { emptyTally, type Tally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { createTwin } from '../../src/screening/twin.ts';
import { planUnits, type Unit } from '../../src/screening/units.ts';
import { startWork } from '../../src/screening/work.ts';

const TOP = 10_000;

/** What a process has seen. */
interface Seen {
  units: number;
  compounds: number;
  above: number;
  /** Numbers of units in which the engines differ. */
  differ: number[];
}

const [path = join(packageRoot(), SHIPPED_STUDENT), every = '1', part] = process.argv.slice(2);
const space = createSpace({ anchor: 3, partners: defaultPartners(3), arities: [3, 4], maxCoefficient: 20 });
const plan = compileStudent(screeningLearner(readLearner(path)), space);
const job = createJob(plan, { threshold: 0, top: TOP, filters: NO_FILTERS, histogram: true });
const units = planUnits(plan);

/** The tally of a unit by the plain engine; nothing of the kernel, the filters or the bounds has a part in it. */
function plainTally(unit: Unit): Tally {
  const twin = createTwin(plan, unit.arity);
  twin.mask.set(primitiveMask(unit.arity, space.maxCoefficient));
  const tally = emptyTally(0);
  const top = createTopCandidates(TOP);
  const live = unit.compounds / (unit.end - unit.start);
  for (let rank = unit.start; rank < unit.end; rank++) {
    const elements = elementSet(space, rank);
    twin.load(elements);
    const offer = (index: number, score: number): number => {
      top.offer(score, rank, index);
      return top.floor;
    };
    const histogram = { layout: job.histogram!, counts: tally.bins };
    const { above } = twin.visit({ live, threshold: 0, floor: top.floor, offer, histogram });
    const anion = mostElectronegative(createComposition(elements, new Uint8Array(unit.arity).fill(1)));
    const add = (counts: Tally['arities'], key: number): void => {
      counts.scored[key]! += live;
      counts.above[key]! += above;
    };
    add(tally.arities, unit.arity);
    for (const z of elements) add(tally.elements, z);
    add(tally.anions, anion);
  }
  tally.top = top.sorted();
  return tally;
}

/** All that has to agree. */
function facts({ arities, elements, anions, bins, top }: Tally, withBins: boolean): string {
  return stableJson({ arities, elements, anions, top, bins: withBins ? bins : [] });
}

/** Compares the engines on every n-th unit of those that are looked at. */
function compareUnits(index: number, processes: number): Seen {
  const sieve = loadSieve();
  const visiting = startWork(job, { exhaustive: true, folder: null }, sieve);
  const bounding = startWork({ ...job, histogram: null }, { exhaustive: false, folder: null }, sieve);
  const seen: Seen = { units: 0, compounds: 0, above: 0, differ: [] };
  for (let number = index * Number(every); number < units.length; number += processes * Number(every)) {
    const unit = units[number]!;
    const plain = plainTally(unit);
    const visited = visiting.run(unit, number, Number.NEGATIVE_INFINITY);
    const bounded = bounding.run(unit, number, Number.NEGATIVE_INFINITY);
    const same = facts(plain, true) === facts(visited, true) && facts(plain, false) === facts(bounded, false);
    if (!same) seen.differ.push(number);
    seen.units++;
    seen.compounds += unit.compounds;
    seen.above += plain.arities.above.reduce((sum, count) => sum + count, 0);
  }
  return seen;
}

if (part !== undefined) {
  const [index, processes] = part.split('/').map(Number);
  process.send!(compareUnits(index!, processes!), () => process.disconnect());
} else {
  const processes = availableParallelism();
  const started = performance.now();
  const parts = await Promise.all(
    Array.from({ length: processes }, async (_, i) => {
      const options = { execArgv: ['--import', 'tsx'] };
      const child = fork(fileURLToPath(import.meta.url), [path, every, `${i}/${processes}`], options);
      return (await once(child, 'message'))[0] as Seen;
    }),
  );
  const sum = (of: (seen: Seen) => number): number => parts.reduce((total, seen) => total + of(seen), 0);
  const differ = parts.flatMap((seen) => seen.differ);
  process.stdout.write(
    `student ${plan.student.name}: ${sum((seen) => seen.units)} of ${units.length} units, ` +
      `${sum((seen) => seen.compounds)} compounds, ${sum((seen) => seen.above)} above, in ` +
      `${((performance.now() - started) / 1000).toFixed(0)} s\n` +
      (differ.length === 0 ? 'all agree\n' : `THEY DIFFER in the units ${differ.join(', ')}\n`),
  );
  process.exitCode = differ.length === 0 ? 0 : 1;
}
