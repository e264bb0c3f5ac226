/** Every way to screen, side by side. */
import { METHODS } from '../../src/report/bench-figure.ts';
import { type EngineName, engineMethod, prepare } from './engines.ts';
import { type Method, measure } from './measure.ts';
import { naiveObjects } from './naive-objects.ts';
import { RATE, type Recorder } from './recorder.ts';
import { everySet, sampleSets, smallerSpace, wholeSpace } from './sample.ts';
import type { BenchStudent } from './students.ts';
import { tensors } from './tensors.ts';
import { typedArrays } from './typed-arrays.ts';

/** The engines, slowest first. */
const ENGINES: readonly EngineName[] = [
  'float64 in TypeScript',
  'kernel, every compound',
  'kernel, histogram',
  'kernel, bounds',
];

const MAX = 20;
const SECONDS = 0.25;

/** Element sets of the engines and, since they are slower and their cost is the same for every set, of the baselines. */
const SETS = { 3: { engines: 1500, baselines: 100 }, 4: { engines: 200, baselines: 5 } } as const;

/** Float32 may put a few compounds on the other side of the threshold. */
const FLOAT32_SHARE = 1e-3;

/** Measures all methods for a student and a number of elements, after it has been seen that they count the same. */
export function measureMethods(student: string, { screening }: BenchStudent, arity: 3 | 4, recorder: Recorder): void {
  checkAgreement({ screening }, arity);
  const prepared = prepare(screening, wholeSpace([3, 4], MAX));
  const sets = sampleSets(prepared.plan.space, arity, SETS[arity].engines);
  const fewer = sets.slice(0, SETS[arity].baselines);
  const key = { group: METHODS, student, elements: [arity], threads: 1, unit: RATE };
  const add = (method: Method, baseline?: Parameters<Recorder['add']>[2]) =>
    recorder.add({ ...key, name: method.name }, measure(method, SECONDS), baseline);

  const naive = add(naiveObjects(screening, tinySpace(arity)));
  add(typedArrays(screening, fewer, arity, MAX), naive);
  add(tensors(screening, fewer, arity, MAX), naive);
  for (const engine of ENGINES) add(engineMethod(engine, prepared, sets, arity), naive);
}

function tinySpace(arity: 3 | 4) {
  return smallerSpace([arity], 8, arity === 3 ? 8 : 4);
}

/** Every method on the compounds that one object each can be afforded for. */
function checkAgreement({ screening }: Pick<BenchStudent, 'screening'>, arity: 3 | 4): void {
  const space = tinySpace(arity);
  const sets = everySet(space, arity);
  const prepared = prepare(screening, space);
  const naive = naiveObjects(screening, space);
  const expected = naive.run();
  const exact = [
    typedArrays(screening, sets, arity, space.maxCoefficient),
    ...ENGINES.map((engine) => engineMethod(engine, prepared, sets, arity)),
  ];
  const inFloat32 = tensors(screening, sets, arity, space.maxCoefficient);
  for (const method of [...exact, inFloat32]) {
    const found = method.run();
    const allowed = method === inFloat32 ? FLOAT32_SHARE * naive.compounds : 0;
    if (method.compounds !== naive.compounds || Math.abs(found - expected) > allowed) {
      const difference = `${found} of ${method.compounds} compounds, ${naive.name} ${expected} of ${naive.compounds}`;
      throw new Error(`${method.name} counts ${difference}`);
    }
  }
}
