/** Fits the networks of each source, and learns each task with and without what they have learned. */
import { beside, type Matrix, startProgress } from 'ionsieve/core';
import type { RowStatistic } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { hiddenLayers, openSolvers, type Regressor } from 'ionsieve/models';
import { answersOf, type Size, sizesOf } from './answers.ts';
import { CARRIED, type Carried, SOURCES, type SourceName, type WorthEffort, type WorthFound } from './define.ts';
import { type Drawing, gainNumbers, meanOf, scoreNumber } from './gains.ts';
import { errorOf } from './scores.ts';
import { fitNetworks, fractionsOf, type Networks, openSource } from './sources.ts';
import { openTask, type Task } from './tasks.ts';
import { verdictOf } from './verdict.ts';

/** A source and what is carried over of its networks, with what the heads see: of the real network, then of each control. */
interface Subject {
  readonly source: SourceName;
  readonly carried: Carried;
  readonly seen: readonly Matrix[];
}

/** Errors of one head: without transfer, and of each subject those of its networks. */
interface Measures {
  readonly floor: RowStatistic;
  readonly networks: readonly (readonly RowStatistic[])[];
}

/**
 * The numbers, and what each source is worth to each task.
 * @throws {UserError} when a shipped table was changed
 * @example (await runWorth(worth.quick, 0)).verdicts[0]?.worth;
 */
export async function runWorth(effort: WorthEffort, seed: number): Promise<WorthFound> {
  await openSolvers();
  const numbers: Numbers = {};
  const sources = SOURCES.map((name) => {
    const fitted = fitNetworks(openSource(name, effort.every), effort, seed);
    Object.assign(numbers, fitted.numbers);
    return fitted.networks;
  });
  const tasks = effort.tasks.map((name) => {
    const task = openTask(name, seed);
    const curve = { name, does: task.does, ...sizesOf(task, effort.sizes) };
    Object.assign(numbers, taskNumbers(task, curve.sizes, sources, effort, seed));
    return curve;
  });
  const heads = effort.heads.map(({ name }) => name);
  const verdicts = SOURCES.flatMap((source) => effort.tasks.map((task) => verdictOf(numbers, source, task, heads)));
  return { numbers, heads, tasks, verdicts };
}

/** All numbers of a task: for each head and size, and for `few`, the mean over the sizes that are drawn. */
function taskNumbers(
  task: Task,
  sizes: readonly number[],
  sources: readonly Networks[],
  effort: WorthEffort,
  seed: number,
): Numbers {
  const fractions = fractionsOf(task.compositions);
  const subjects = sources.flatMap((source) => subjectsOf(source, fractions));
  const drawing = { task, resamples: effort.resamples, seed };
  const numbers: Numbers = {
    [`${task.name}.rows`]: measured(task.compositions.length, 'compositions', task.compositions.length),
  };
  const bar = startProgress(task.name, effort.heads.length * (sizes.length + 1), 'points');
  effort.heads.forEach((head, h) => {
    const measure = (size: Size, done: number): Measures => {
      const errors = (X: Matrix) => errorOf(task, answersOf(task, X, head, size, effort.draws, seed));
      const networks = subjects.map(({ seen }) => seen.map(errors));
      bar.update(h * (sizes.length + 1) + done);
      return { floor: errors(fractions), networks };
    };
    const few = sizes.map((size, k) => measure(size, k + 1));
    const points = { ...Object.fromEntries(sizes.map((size, k) => [size, few[k]!])), few: meanMeasures(few) };
    const whole = { ...points, all: measure('all', sizes.length + 1) };
    for (const [point, measures] of Object.entries(whole)) {
      Object.assign(numbers, pointNumbers(point, head.name, measures, subjects, drawing));
    }
  });
  bar.stop();
  return numbers;
}

function subjectsOf({ name, real, controls }: Networks, fractions: Matrix): Subject[] {
  const layers = [real, ...controls].map((network: Regressor) => hiddenLayers(network, fractions));
  return CARRIED.map((carried) => ({
    source: name,
    carried,
    seen: layers.map((hidden) => beside(fractions, hidden.at(carried === 'first' ? 0 : -1)!)),
  }));
}

function meanMeasures(measures: readonly Measures[]): Measures {
  return {
    floor: meanOf(measures.map(({ floor }) => floor)),
    networks: measures[0]!.networks.map((networks, s) =>
      networks.map((_, k) => meanOf(measures.map((one) => one.networks[s]![k]!))),
    ),
  };
}

function pointNumbers(
  point: string,
  head: string,
  { floor, networks }: Measures,
  subjects: readonly Subject[],
  drawing: Drawing & { readonly task: Pick<Task, 'name'> },
): Numbers {
  const { name } = drawing.task;
  const floorKey = `${name}.floor.${head}.${point}`;
  const numbers: Numbers = { [floorKey]: scoreNumber(floorKey, floor, drawing) };
  subjects.forEach(({ source, carried }, s) => {
    const [real, ...controls] = networks[s]!;
    const key = `${name}.${source}.${carried}.${head}.${point}`;
    numbers[key] = scoreNumber(key, real!, drawing);
    Object.assign(numbers, gainNumbers(key, { floor, real: real!, controls }, drawing));
  });
  return numbers;
}
