/**
 * What 10^12 compositions cost: units of work drawn at random from the space of five elements, whole shards of it, and merges of
 * 10, 100 and 1,000 shards.
 *   npx tsx test/bench/scaling.ts          six minutes; after npm run build
 * Writes results/scaling.json, and docs/scaling.md from it. Processor time is counted, which other work on the machine stretches less.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot, stableJson, writeAtomic } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { SHIPPED_STUDENTS } from '../../src/experiment/shipped.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { compileStudent, type ScreeningPlan } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { findFloor } from '../../src/screening/first-look.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { countSpace } from '../../src/screening/space.ts';
import { planUnits } from '../../src/screening/units.ts';
import { startWork } from '../../src/screening/work.ts';
import { timingOf } from './measure.ts';
import { fourDigits } from './recorder.ts';
import { wholeSpace } from './sample.ts';
import { measureMerges } from './scaling-merge.ts';
import { scalingPage } from './scaling-page.ts';
import type { ScalingRecord, SpaceSize, UnitCost } from './scaling-record.ts';
import { measureShard } from './scaling-shard.ts';

/** About 10^12 compounds, and the coefficients of the published space. */
const SMALL = 13;
const WHOLE = 20;
/** Units drawn for each case; an odd number. */
const DRAWN = 25;
const LISTED = 10_000;
const WRITE_ABOVE = 0.5;
/** Units before those that count: engines are compiled, and the list fills. */
const WARM = 6;

type Case = Pick<UnitCost, 'student' | 'neutral' | 'visit' | 'max'>;

const load = loadavg()[0]!;
const sieve = loadSieve();
const plans = new Map<string, ScreeningPlan<GridSpace>>();

/** A student on the quinaries. */
function planOf(student: Case['student'], max: number): ScreeningPlan<GridSpace> {
  const key = `${student} ${max}`;
  const shipped = (): ScreeningPlan<GridSpace> => {
    const learner = readLearner(join(packageRoot(), SHIPPED_STUDENTS[student]));
    return compileStudent(screeningLearner(learner), wholeSpace([5], max));
  };
  const plan = plans.get(key) ?? shipped();
  plans.set(key, plan);
  return plan;
}

/** Draws units and does each as a shard would: with the list that a first look or the units before have filled. */
function measureUnits({ student, neutral, visit, max }: Case): UnitCost {
  const plan = planOf(student, max);
  const filters = { ...NO_FILTERS, charges: neutral ? ('neutral' as const) : ('any' as const) };
  const job = createJob(plan, { threshold: 0, top: LISTED, filters });
  const units = planUnits(plan);
  const random = stream(0, 'units of quinaries');
  const draw = (): number => Math.floor(random() * units.length);
  const work = startWork(job, { exhaustive: visit === 'every compound', folder: null }, sieve);
  let floor = visit === 'bounds' ? findFloor(job, sieve) : Number.NEGATIVE_INFINITY;
  const seconds = Array.from({ length: WARM + DRAWN }, () => {
    const number = draw();
    const before = process.cpuUsage();
    const { top } = work.run(units[number]!, number, floor);
    const { user, system } = process.cpuUsage(before);
    if (visit === 'every compound' && top.length === LISTED) floor = Math.max(floor, top.at(-1)!.score);
    return ((user + system) / 1e6 / units[number]!.compounds) * 1e9;
  }).slice(WARM);
  const mean = seconds.reduce((sum, value) => sum + value, 0) / DRAWN;
  const spread = Math.sqrt(seconds.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWN - 1));
  const { median, min, max: largest } = timingOf(seconds);
  const cost: UnitCost = {
    ...{ student, neutral, visit, max, n: DRAWN },
    mean: fourDigits(mean),
    error: fourDigits(spread / Math.sqrt(DRAWN)),
    median: fourDigits(median),
    min: fourDigits(min),
    most: fourDigits(largest),
  };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
  return cost;
}

function sizeOf(max: number): SpaceSize {
  const units = (student: Case['student']): number => planUnits(planOf(student, max)).length;
  return { max, ...countSpace(wholeSpace([5], max)), units: { paper: units('paper'), measured: units('measured') } };
}

/** Seconds of the first look at the bounds of all element sets, which every shard of a linear student takes. */
function measureFirstLook(max: number): number {
  const job = createJob(planOf('paper', max), { threshold: 0, top: LISTED, filters: NO_FILTERS });
  const before = process.cpuUsage();
  findFloor(job, sieve);
  const { user, system } = process.cpuUsage(before);
  return fourDigits((user + system) / 1e6);
}

/** Charge-neutral compounds of some probability, written from random units. */
function measureParquet(): ScalingRecord['parquet'] {
  const plan = planOf('measured', SMALL);
  const writeAbove = Math.log(WRITE_ABOVE / (1 - WRITE_ABOVE));
  const filters = { ...NO_FILTERS, charges: 'neutral' as const };
  const job = createJob(plan, { threshold: 0, top: 0, filters, writeAbove });
  const units = planUnits(plan);
  const random = stream(0, 'units that are written');
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-scaling-'));
  try {
    const work = startWork(job, { exhaustive: true, folder }, sieve);
    let [compounds, rows] = [0, 0];
    for (let i = 0; i < DRAWN; i++) {
      const number = Math.floor(random() * units.length);
      compounds += units[number]!.compounds;
      rows += work.run(units[number]!, number, Number.NEGATIVE_INFINITY).written;
    }
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    return { compounds, rows, bytes, probability: WRITE_ABOVE };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cases: Case[] = [SMALL, WHOLE].flatMap((max) =>
  [false, true].flatMap((neutral): Case[] => [
    { student: 'paper', neutral, visit: 'bounds', max },
    { student: 'paper', neutral, visit: 'every compound', max },
    { student: 'measured', neutral, visit: 'every compound', max },
  ]),
);
const costs = cases.map(measureUnits);
const record: ScalingRecord = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]!.model,
    cores: cpus().length,
    memory_GB: fourDigits(totalmem() / 1e9),
    node: process.version,
    load_before: load,
  },
  spaces: [SMALL, WHOLE].map(sizeOf),
  costs,
  parquet: measureParquet(),
  first_look_s: measureFirstLook(SMALL),
  shards: [measureShard('paper', SMALL), measureShard('measured', SMALL)],
  merge: await measureMerges(LISTED),
};
writeAtomic(join(packageRoot(), 'results', 'scaling.json'), stableJson(record));
writeAtomic(join(packageRoot(), 'docs', 'scaling.md'), scalingPage(record));
