/**
 * The whole space three times over: by the plain float64 engine, by the kernel visiting every compound, and with bounds. Count,
 * histogram, counts by element and anion and the list of the best have to be the same, compound for compound. The plain
 * engine takes most of half an hour of processor time for a student without deviations, and some hours with ten.
 *
 *   npx tsx test/bench/exactness.ts [STUDENT.json]      the shipped student if none is given; results to standard output
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createComposition, mostElectronegative } from '../../src/chemistry/composition.ts';
import { packageRoot, sha256, stableJson } from '../../src/core/files.ts';
import { screeningStudent } from '../../src/experiment/screen-stage.ts';
import { SHIPPED_STUDENT } from '../../src/experiment/shipped.ts';
import { primitiveMask } from '../../src/screening/coefficients.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createJob, screen } from '../../src/screening/screen.ts';
import { type ScreeningResult, summarise } from '../../src/screening/screening-result.ts';
import { createSpace, defaultPartners, elementSet } from '../../src/screening/space.ts';
import { emptyTally, mergeTally, type Tally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { createTwin } from '../../src/screening/twin.ts';
import { planUnits, type Unit } from '../../src/screening/units.ts';
import { readStudentFile } from '../../src/transfer/student-file.ts';

const TOP = 10_000;
const [path = join(packageRoot(), SHIPPED_STUDENT), part] = process.argv.slice(2);
const space = createSpace({ anchor: 3, partners: defaultPartners(), arities: [3, 4], maxCoefficient: 20 });
const plan = compileStudent(screeningStudent(readStudentFile(path).student), space);
const job = createJob(plan, { threshold: 0, top: TOP, filters: NO_FILTERS, histogram: true });
const units = planUnits(plan);

/** The tally of a unit by the plain engine; nothing of the kernel, the filters or the bounds has a part in it. */
function plainTally(unit: Unit): Tally {
  const twin = createTwin(plan, unit.arity);
  const mask = primitiveMask(unit.arity, space.maxCoefficient);
  twin.mask.set(mask);
  const tally = emptyTally(0);
  const top = createTopCandidates(TOP);
  for (let rank = unit.start; rank < unit.end; rank++) {
    const elements = elementSet(space, rank);
    twin.load(elements);
    const live = unit.compounds / (unit.end - unit.start);
    const { above } = twin.visit({
      live,
      threshold: 0,
      floor: top.floor,
      offer(index, score) {
        top.offer(score, rank, index);
        return top.floor;
      },
      histogram: { layout: job.histogram!, counts: tally.bins },
    });
    const anion = mostElectronegative(createComposition(elements, new Uint8Array(unit.arity).fill(1)));
    const add = (counts: Tally['arities'], key: number): void => {
      counts.scored[key]! += live;
      counts.above[key]! += above;
    };
    add(tally.arities, unit.arity);
    for (const z of elements.subarray(1)) add(tally.partners, z);
    add(tally.anions, anion);
    tally.systems++;
    tally.undecided += live;
  }
  tally.top = top.sorted();
  return tally;
}

/** A process that does every n-th unit and sends its tally. */
function workThrough(index: number, count: number): void {
  const tally = emptyTally(0);
  const top = createTopCandidates(TOP);
  for (let unit = index; unit < units.length; unit += count) mergeTally(tally, plainTally(units[unit]!), top);
  tally.top = top.sorted();
  process.send!(tally, () => process.disconnect());
}

async function plainScreening(processes: number): Promise<ScreeningResult> {
  const children = Array.from({ length: processes }, (_, i) =>
    fork(fileURLToPath(import.meta.url), [path, `${i}/${processes}`], {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    }),
  );
  const tally = emptyTally(0);
  const top = createTopCandidates(TOP);
  const tallies = await Promise.all(
    children.map(async (child: ChildProcess) => (await once(child, 'message'))[0] as Tally),
  );
  for (const partial of tallies) mergeTally(tally, partial, top);
  tally.top = top.sorted();
  return summarise(job, units, tally);
}

/** All that has to agree. */
function facts({ decidedByBounds: _, histogram, ...rest }: ScreeningResult, withHistogram: boolean): string {
  return sha256(stableJson(withHistogram ? { ...rest, histogram } : rest));
}

if (part !== undefined) {
  const [index, count] = part.split('/').map(Number);
  workThrough(index!, count!);
} else {
  const threads = availableParallelism();
  const timed = async <T>(label: string, run: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await run();
    process.stdout.write(`${label}: ${((performance.now() - started) / 1000).toFixed(1)} s on ${threads}\n`);
    return result;
  };
  const visited = await timed('kernel, every compound, histogram', () => screen(job, { threads }));
  const bounded = await timed('kernel with bounds', () => screen({ ...job, histogram: null }, { threads }));
  const plain = await timed('plain float64 engine, histogram', () => plainScreening(threads));
  const { student } = plan;
  process.stdout.write(
    `student ${student.name}: ${plain.scored} compounds, ${plain.aboveThreshold} above, best ${plain.top[0]!.formula}\n` +
      `count, histogram, elements, anions, list of ${TOP}, SHA-256: plain ${facts(plain, true)}, kernel ${facts(visited, true)}\n` +
      `the same without histogram: plain ${facts(plain, false)}, bounds ${facts(bounded, false)}\n`,
  );
  const same = facts(plain, true) === facts(visited, true) && facts(plain, false) === facts(bounded, false);
  process.stdout.write(same ? 'all agree\n' : 'THEY DIFFER\n');
  process.exitCode = same ? 0 : 1;
}
