/** The tasks: compositions, targets and official folds, as data/matbench has them. */
import { type Composition, parseFormula } from 'ionsieve/chemistry';
import { beside, type Matrix, parseCsv, readShipped } from 'ionsieve/core';
import { elementalDescriptors } from 'ionsieve/descriptors';
import type { BoardEntry, Member, TaskName } from './define.ts';

/** A task. */
export interface Task {
  readonly name: TaskName;
  readonly does: 'regress' | 'classify';
  readonly unit: string;
  /** Ids of Matbench: mb-steels-001 and on, in the order of the data set. */
  readonly ids: readonly string[];
  readonly formulas: readonly string[];
  /** Values, or 1 and 0. */
  readonly y: Float64Array;
  /** Official test fold of each row, 0 to 4. */
  readonly folds: Int32Array;
  /** What a member sees of all rows. */
  readonly seen: (member: Member) => Matrix;
}

const UNITS: Readonly<Record<TaskName, string>> = { steels: 'MPa', expt_gap: 'eV', expt_is_metal: '1', glass: '1' };

/**
 * A task as it is shipped.
 * @example readTask('steels').y.length; // 312
 */
export function readTask(name: TaskName): Task {
  const file = `matbench/${name}.csv.gz`;
  const rows = parseCsv(readShipped(file), file, ['formula', 'target', 'fold']);
  const digits = String(rows.length).length;
  const formulas = rows.map(({ formula }) => formula!);
  return {
    name,
    does: UNITS[name] === '1' ? 'classify' : 'regress',
    unit: UNITS[name],
    ids: rows.map((_, i) => `mb-${name.replaceAll('_', '-')}-${String(i + 1).padStart(digits, '0')}`),
    formulas,
    y: Float64Array.from(rows, ({ target }) => Number(target)),
    folds: Int32Array.from(rows, ({ fold }) => Number(fold)),
    seen: viewer(formulas.map((formula) => parseFormula(formula))),
  };
}

/** Describes the compositions once for each list of sets. */
function viewer(compositions: readonly Composition[]): Task['seen'] {
  const kept = new Map<string, Matrix>();
  return ({ sees }) => {
    const key = sees.map(({ name }) => name).join(' ');
    const X = kept.get(key) ?? sees.map((set) => elementalDescriptors(compositions, set)).reduce(beside);
    kept.set(key, X);
    return X;
  };
}

/**
 * The entries of the board, task by task, as it lists them.
 * @example readBoard()[0]?.algorithm; // 'TPOT-Mat'
 */
export function readBoard(): BoardEntry[] {
  const file = 'matbench/leaderboard.csv';
  const columns = ['task', 'algorithm', 'metric', 'mean', 'deviation', 'balanced_accuracy'];
  return parseCsv(readShipped(file), file, columns).map(({ task, algorithm, metric, mean, deviation, ...rest }) => ({
    task: task as TaskName,
    algorithm: algorithm!,
    score: Number(metric === 'mae' ? mean : rest.balanced_accuracy),
    deviation: Number(deviation),
    rocauc: metric === 'mae' ? null : Number(mean),
  }));
}
