/**
 * The file that the board takes, results.json.gz: a MatbenchBenchmark of the package matbench 0.6 as JSON, with its hash, which is that
 * of the JSON text that Python writes of it, keys sorted. Python tells numbers from whole numbers, and the board takes only the former.
 */
import { sha256 } from 'ionsieve/core';
import type { FoldScores } from './scores.ts';
import type { Task } from './tasks.ts';

/** One fold of a task. */
export interface SubmittedFold {
  readonly fold: number;
  /** Rows held out. */
  readonly test: readonly number[];
  /** Values, or probabilities of class 1, of these rows. */
  readonly answers: ArrayLike<number>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly scores: FoldScores;
}

/** A task with all its folds. */
export interface SubmittedTask {
  readonly task: Pick<Task, 'name' | 'ids'>;
  readonly folds: readonly SubmittedFold[];
}

const BENCHMARK = 'matbench_v0.1';
/** The board asks for the time of the run; a fixed one keeps the bytes of the file the same. */
const STAMP = '2026.11.30 00:00.00';

/**
 * The JSON text.
 * @example submissionText([{ task, folds }]).includes('"benchmark_name": "matbench_v0.1"'); // true
 */
export function submissionText(tasks: readonly SubmittedTask[]): string {
  const content = {
    '@class': 'MatbenchBenchmark',
    '@module': 'matbench.bench',
    benchmark_name: BENCHMARK,
    datestamp: STAMP,
    tasks: Object.fromEntries(tasks.map((one) => [`matbench_${one.task.name}`, taskRecord(one)])),
    user_metadata: {},
    version: '0.6',
  };
  return pythonJson({ ...content, hash: sha256(pythonJson(content)) });
}

function taskRecord({ task: { name, ids }, folds }: SubmittedTask) {
  const results = folds.map(({ fold, test, answers, parameters, scores }) => {
    const data = Object.fromEntries(test.map((row, at) => [ids[row]!, answers[at]!]));
    return [`fold_${fold}`, { data, parameters, scores, uncertainty: null }] as const;
  });
  return {
    '@class': 'MatbenchTask',
    '@module': 'matbench.task',
    benchmark_name: BENCHMARK,
    dataset_name: `matbench_${name}`,
    results: Object.fromEntries(results),
  };
}

/** Text as json.dumps of Python writes it, keys sorted, every number with a point or an exponent. */
function pythonJson(value: unknown): string {
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}: ${pythonJson(part)}`).join(', ')}}`;
}

/** As repr of a Python float has it, which writes exponents below 0.0001, of two digits at least. */
function pythonNumber(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}
