/** Whole screenings of a part of the published space: first look, threads, filters, counts and list included. */
import { cpus } from 'node:os';
import type { BenchRow } from '../../src/report/bench-figure.ts';
import { importBuilt } from './built.ts';
import { measureRuns, type Timing } from './measure.ts';
import { RATE, type Recorder } from './recorder.ts';
import { smallerSpace } from './sample.ts';
import type { BenchStudents } from './students.ts';

const STUDENTS = ['means', 'deviations'] as const;

const LENGTHS = [100, 10_000, 100_000];

const THREADS = [1, 2].filter((threads) => threads <= cpus().length);

/** Partners of lithium: fewer where every compound is visited and has roots, so that a run takes a second or two. */
const PARTNERS = { means: { visited: 40, bounds: 40 }, deviations: { visited: 24, bounds: 40 } } as const;

interface Run {
  readonly student: (typeof STUDENTS)[number];
  readonly visit: 'visited' | 'bounds';
  readonly top: number;
  readonly threads: number;
}

/** Measures threads, and lengths of the exact list, for both students. */
export async function measureScreenings(students: BenchStudents, recorder: Recorder): Promise<void> {
  const { compileStudent, countSpace, createJob, NO_FILTERS, screen } = await importBuilt();
  const time = async ({ student, visit, top, threads }: Run): Promise<Timing> => {
    const space = smallerSpace([3, 4], 20, PARTNERS[student][visit]);
    const plan = compileStudent(students[student].screening, space);
    const job = createJob(plan, { threshold: 0, top, filters: NO_FILTERS });
    const { distinct } = countSpace(space);
    return await measureRuns(distinct, threads, () => screen(job, { threads, exhaustive: visit === 'visited' }));
  };
  const common = { elements: [3, 4], unit: RATE };
  for (const student of STUDENTS) {
    for (const visit of ['visited', 'bounds'] as const) {
      let one: BenchRow | undefined;
      for (const threads of THREADS) {
        const what = visit === 'visited' ? 'every compound' : 'bounds';
        const name = `${what}, ${PARTNERS[student][visit]} partners`;
        const timing = await time({ student, visit, top: 10_000, threads });
        const row = recorder.add({ ...common, group: 'threads', name, student, threads }, timing, one);
        one ??= row;
      }
    }
  }
  for (const student of STUDENTS) {
    let shortest: BenchRow | undefined;
    for (const top of LENGTHS) {
      const threads = THREADS.at(-1)!;
      const name = `bounds, the best ${top.toLocaleString('en-US')}`;
      const timing = await time({ student, visit: 'bounds', top, threads });
      const row = recorder.add({ ...common, group: 'length of the list', name, student, threads }, timing, shortest);
      shortest ??= row;
    }
  }
}
