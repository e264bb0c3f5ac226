/** Merges of the ternaries of the published space, cut into 10, 100 and 1,000 shards, each with a full list of the best. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, packageVersion } from '../../src/core/files.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import { SHIPPED_STUDENTS } from '../../src/experiment/shipped.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { writeCheckpoint } from '../../src/screening/checkpoint.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import type { ScreeningJob } from '../../src/screening/job.ts';
import { hashJob, writeJob } from '../../src/screening/job-file.ts';
import { loadSieve } from '../../src/screening/kernel.ts';
import { CHECKPOINT_FILE, JOB_FILE } from '../../src/screening/screen.ts';
import { countSpace } from '../../src/screening/space.ts';
import { emptyTally, mergeTally, type Tally } from '../../src/screening/tally.ts';
import { createTopCandidates } from '../../src/screening/top-candidates.ts';
import { planUnits, shardRanges } from '../../src/screening/units.ts';
import { startWork } from '../../src/screening/work.ts';
import { loadLabelTable } from '../../src/transfer/label-table.ts';
import { wholeSpace } from './sample.ts';
import type { MergeRun, ScalingRecord } from './scaling-record.ts';
import { runBuilt } from './scaling-shard.ts';

const SHARDS = [1, 10, 100, 1000];
const FILES = ['top.csv', 'screening.json'];

/** Screens once, unit by unit; then writes shards of several counts, merges them and compares with one shard. */
export async function measureMerges(listed: number): Promise<ScalingRecord['merge']> {
  const job = ternaries(listed);
  const work = startWork(job, { exhaustive: true, folder: null }, loadSieve());
  const tallies = planUnits(job.plan).map((unit, number) => work.run(unit, number, Number.NEGATIVE_INFINITY));
  const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-merge-'));
  const runs: MergeRun[] = [];
  let whole: string[] = [];
  try {
    for (const count of SHARDS) {
      const folders = writeShards(job, tallies, count, join(scratch, `of-${count}`));
      const out = join(scratch, `merged-${count}`);
      const run = runBuilt(['merge', ...folders, '--out', out]);
      const found = FILES.map((name) => readFileSync(join(out, name), 'utf8'));
      if (count === 1) whole = found;
      const files = folders.flatMap((folder) => [CHECKPOINT_FILE, JOB_FILE].map((name) => join(folder, name)));
      const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
      runs.push({ shards: count, ...run, bytes, same: found.join() === whole.join() });
      process.stdout.write(`${JSON.stringify(runs.at(-1))}\n`);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  return { compounds: countSpace(job.plan.space).distinct, listed, runs };
}

/** The student of the paper, compound by compound: units of work so small that there are more than a thousand. */
function ternaries(listed: number): ScreeningJob {
  const learner = readLearner(join(packageRoot(), SHIPPED_STUDENTS.paper));
  const plan = compileStudent(screeningLearner(learner), wholeSpace([3], 20));
  const filters = { ...NO_FILTERS, known: loadLabelTable().formulas };
  return createJob({ ...plan, kind: 'general' }, { threshold: 0, top: listed, filters });
}

/** The folders of shards, as a screening leaves them. */
function writeShards(job: ScreeningJob, tallies: readonly Tally[], count: number, root: string): string[] {
  const stored = { version: packageVersion(), job };
  const hash = hashJob(stored);
  return shardRanges(planUnits(job.plan), count).map(({ start, end }, i) => {
    const folder = join(root, `${i + 1}`);
    mkdirSync(folder, { recursive: true });
    const tally = emptyTally(0);
    const top = createTopCandidates(job.top);
    for (const part of tallies.slice(start, end)) mergeTally(tally, part, top);
    const done = Array.from({ length: end - start }, (_, unit) => start + unit);
    const shard = { index: i + 1, count };
    writeJob(join(folder, JOB_FILE), stored);
    writeCheckpoint(join(folder, CHECKPOINT_FILE), { job: hash, shard, done, tally: { ...tally, top: top.sorted() } });
    return folder;
  });
}
