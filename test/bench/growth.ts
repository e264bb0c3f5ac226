/** How the cost of a compound grows with the space and with the student. */
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import { engineMethod, prepare } from './engines.ts';
import { measure } from './measure.ts';
import { RATE, type Recorder } from './recorder.ts';
import { sampleSets, wholeSpace } from './sample.ts';
import type { BenchStudents } from './students.ts';

const SECONDS = 0.1;

/** Formula strings in a sample, about. */
const SAMPLE = 15_000_000;

const MOST_SETS = 2000;

const SHORT = { 'kernel, every compound': 'every compound', 'kernel, bounds': 'bounds' } as const;

const ENGINES = Object.keys(SHORT) as (keyof typeof SHORT)[];

type Baselines = Map<keyof typeof SHORT, Parameters<Recorder['add']>[2]>;

/** Measures the growth with the largest coefficient, the number of elements, and the number of standard deviations. */
export function measureGrowth(students: BenchStudents, recorder: Recorder): void {
  for (const student of ['means', 'deviations'] as const) {
    const { screening } = students[student];
    const first: Baselines = new Map();
    for (const max of [5, 10, 15, 20, 25, 30]) {
      const about = { group: 'largest coefficient', step: `coefficients to ${max}`, student };
      measureStep(about, screening, 4, max, first, recorder);
    }
  }
  for (const student of ['means', 'deviations'] as const) {
    const { screening } = students[student];
    const first: Baselines = new Map();
    for (const arity of [2, 3, 4, 5]) {
      const about = { group: 'number of elements, coefficients to 8', step: `${arity} elements`, student };
      measureStep(about, screening, arity, 8, first, recorder);
    }
  }
  const first: Baselines = new Map();
  for (const properties of [0, 2, 4, 6, 8, 10]) {
    const { screening } = students.withDeviations(properties);
    const about = { group: 'standard deviations', step: `${properties} of them`, student: screening.name };
    measureStep(about, screening, 4, 20, first, recorder);
  }
}

/** Both engines at one step; the first step of each is the baseline of the others. */
function measureStep(
  { group, step, student }: { readonly group: string; readonly step: string; readonly student: string },
  screening: ScreeningStudent,
  arity: number,
  max: number,
  first: Baselines,
  recorder: Recorder,
): void {
  const prepared = prepare(screening, wholeSpace([arity], max));
  const count = Math.min(MOST_SETS, Math.ceil(SAMPLE / max ** arity));
  const sets = sampleSets(prepared.plan.space, arity, count);
  for (const engine of ENGINES) {
    const timing = measure(engineMethod(engine, prepared, sets, arity), SECONDS);
    const key = { group, name: `${step}, ${SHORT[engine]}`, student, elements: [arity], threads: 1, unit: RATE };
    const row = recorder.add(key, timing, first.get(engine));
    if (!first.has(engine)) first.set(engine, row);
  }
}
