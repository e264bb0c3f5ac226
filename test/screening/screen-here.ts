/** Jobs of many units of work in little time, and shards as files, for the tests of threads, checkpoints and merges. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../../src/core/files.ts';
import { normal, stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, type Statistic } from '../../src/descriptors/elemental.ts';
import { writeCheckpoint } from '../../src/screening/checkpoint.ts';
import { compileStudent, type ScreeningPlan } from '../../src/screening/compile.ts';
import { createJob, type ScreenOptions } from '../../src/screening/create-job.ts';
import { NO_FILTERS, type ScreeningFilters } from '../../src/screening/filters.ts';
import { createSpace, defaultPartners, type GridSpace } from '../../src/screening/grid-space.ts';
import type { ScreeningJob } from '../../src/screening/job.ts';
import { hashJob, writeJob } from '../../src/screening/job-file.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { CHECKPOINT_FILE, JOB_FILE } from '../../src/screening/screen.ts';
import { emptyTally, mergeTally, type Tally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { planUnits, type Shard, shardUnits } from '../../src/screening/units.ts';
import { startWork } from '../../src/screening/work.ts';
import { descriptorSet, linearStudent } from './students.ts';

/** Si Ge S Se I Br N Cl O F Na, then all others. */
const PARTNERS = [...new Set([14, 32, 16, 34, 53, 35, 7, 17, 8, 9, 11, ...defaultPartners(3)])];
const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties.slice(0, 4);

/** A linear student with some weights, on a space of some partners. */
export function examplePlan(
  statistics: readonly Statistic[],
  partners: number,
  maxCoefficient: number,
): ScreeningPlan<GridSpace> {
  const random = stream(1, 'weights');
  const weights = Float64Array.from({ length: 4 * statistics.length }, () => normal(random) / 10);
  const space = createSpace({ anchor: 3, partners: PARTNERS.slice(0, partners), arities: [2, 3, 4], maxCoefficient });
  return compileStudent(linearStudent(descriptorSet(PROPERTIES, statistics), { weights, intercept: -5 }), space);
}

/** Something of most that filters can ask; the distance is from nothing in particular. */
const FILTERS: ScreeningFilters = {
  ...NO_FILTERS,
  excluded: [32],
  charges: 'neutral',
  known: ['Li2O', 'LiBr', 'Li2Se', 'Li3NaSeBr2'],
  unknownOnly: true,
  domain: { centre: [3, 1, 15, 3, 80, 9, 1, 0], axes: [[0, 0, 0.1, 0, 0.03, 0.01, 0, 0.1]] },
  domainLimit: 1,
};

/** 23 units of a student that cannot be sieved; all that a job can ask for, unless the options say otherwise. */
export function manyUnits(options: Partial<ScreenOptions> = {}, partners = 11): ScreeningJob {
  const all = { threshold: 0, top: 300, filters: FILTERS, histogram: true, ranks: [0.5, 0], writeAbove: 0.5 };
  return createJob(examplePlan(['mean', 'mad'], partners, 7), { ...all, ...options });
}

/** As many units of a student that knows few scores: ties everywhere, which have to be broken by formula. */
export function manyTies(options: Partial<ScreenOptions> = {}): ScreeningJob {
  const { space } = examplePlan(['mean'], 11, 7);
  const linear = { weights: Float64Array.of(1), intercept: -3 };
  const plan = compileStudent(linearStudent(descriptorSet(['period'], ['max']), linear), space);
  return createJob({ ...plan, kind: 'general' }, { threshold: 0, top: 300, filters: NO_FILTERS, ...options });
}

/**
 * Does all units of a job in this thread.
 * @param folder for files of compounds
 */
export function tallyUnits(job: ScreeningJob, folder: string): Tally[] {
  const work = startWork(job, { exhaustive: true, folder }, loadSieve());
  return planUnits(job.plan).map((unit, number) => work.run(unit, number, Number.NEGATIVE_INFINITY));
}

/** The tally of some units. */
export function sumUp(job: ScreeningJob, tallies: readonly Tally[]): Tally {
  const tally = emptyTally(job.ranks.length);
  const top = createTopCandidates(job.top);
  for (const part of tallies) mergeTally(tally, part, top);
  return { ...tally, top: top.sorted() };
}

/**
 * Writes a shard as a screening of it leaves it.
 * @param tallies of all units
 * @param units the folder with their files of compounds
 * @param folder made for the shard
 */
export function writeShard(
  job: ScreeningJob,
  tallies: readonly Tally[],
  units: string,
  shard: Shard,
  folder: string,
  version = packageVersion(),
): void {
  const { start, end } = shardUnits(planUnits(job.plan), shard);
  const tally = sumUp(job, tallies.slice(start, end));
  mkdirSync(folder);
  for (const name of readdirSync(units)) {
    const unit = Number(/^candidates-(\d+)-/.exec(name)![1]);
    if (unit >= start && unit < end) copyFileSync(join(units, name), join(folder, name));
  }
  const stored = { version, job };
  writeJob(join(folder, JOB_FILE), stored);
  const done = Array.from({ length: end - start }, (_, i) => start + i);
  writeCheckpoint(join(folder, CHECKPOINT_FILE), { job: hashJob(stored), shard, done, tally });
}

/** The content of every file of a folder, by name; checkpoint and job left out. */
export function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== CHECKPOINT_FILE && name !== JOB_FILE);
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
