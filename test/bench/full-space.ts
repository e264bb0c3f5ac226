/** The whole published space by the built command, as a user runs it: seconds and memory of the process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, writeAtomic } from '../../src/core/files.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import type { BenchMark } from '../../src/report/bench-figure.ts';
import { countSpace } from '../../src/screening/space.ts';
import { atMost } from './marks.ts';
import { type Timing, timingOf } from './measure.ts';
import type { Recorder } from './recorder.ts';
import { wholeSpace } from './sample.ts';
import type { BenchStudents } from './students.ts';

/** What is run, how often, and in how many seconds it is to be done. */
const CASES = [
  { name: 'every compound', student: 'means', options: ['--exhaustive'], runs: 3, seconds: 8 },
  { name: 'histogram', student: 'means', options: ['--histogram'], runs: 3, seconds: 12 },
  { name: 'every compound', student: 'deviations', options: ['--exhaustive'], runs: 1, seconds: 45 },
  { name: 'bounds', student: 'means', options: [], runs: 3, seconds: 5 },
  { name: 'bounds', student: 'deviations', options: [], runs: 3, seconds: undefined },
  { name: 'charge-neutral, bounds', student: 'deviations', options: ['--neutral'], runs: 1, seconds: 180 },
] as const;

const MEGABYTES = 300;

/** Writes the most memory that the process had, when it ends, as its last line of errors. */
const TELL_MEMORY = `data:text/javascript,
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => console.error(process.resourceUsage().maxRSS));`;

/** Screens the whole space, case by case; the marks of each. */
export function measureFullSpace(students: BenchStudents, recorder: Recorder): BenchMark[] {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-bench-'));
  const threads = Math.min(2, cpus().length);
  const marks: BenchMark[] = [];
  try {
    for (const { name, student, options, runs, seconds } of CASES) {
      const model = join(folder, `${student}.json`);
      writeAtomic(model, learnerText(students[student].learner));
      const all = Array.from({ length: runs }, () =>
        runCommand(folder, model, [...options, '--threads', `${threads}`]),
      );
      const key = { name, student, elements: [3, 4], threads };
      const time = timingOf(all.map((run) => run.seconds));
      const memory: Timing = timingOf(all.map((run) => run.megabytes));
      recorder.add({ ...key, group: 'whole space, time', unit: 's' }, time);
      recorder.add({ ...key, group: 'whole space, peak memory', unit: 'MB' }, memory);
      const what = `whole space, ${student}, ${name}`;
      if (seconds !== undefined) marks.push(atMost(what, time.median, 's', seconds));
      marks.push(atMost(what, memory.max, 'MB', MEGABYTES));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return marks;
}

function runCommand(folder: string, model: string, options: readonly string[]) {
  const out = join(folder, 'out');
  const command = join(packageRoot(), 'dist', 'src', 'cli.js');
  const given = ['screen', '--model', model, '--top', '10000', '--out', out, ...options];
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_MEMORY, command, ...given], {
    encoding: 'utf8',
  });
  const seconds = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`ionsieve ${given.join(' ')} ended with ${status}: ${stderr}`);
  checkCounts(join(out, 'screening.json'));
  rmSync(out, { recursive: true });
  return { seconds, megabytes: (Number(stderr.trim().split('\n').at(-1)) * 1024) / 1e6 };
}

/** Every compound of the space was scored or removed. */
function checkCounts(path: string): void {
  const { scored, removed } = JSON.parse(readFileSync(path, 'utf8')) as {
    scored: number;
    removed: Record<string, number>;
  };
  const counted = Object.values(removed).reduce((sum, count) => sum + count, scored);
  const { distinct } = countSpace(wholeSpace([3, 4], 20));
  if (counted !== distinct) throw new Error(`${counted} compounds counted of ${distinct}`);
}
