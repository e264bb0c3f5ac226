/** What is learned from few rows: compositions with a value or a class, in folds. */
import { type Composition, parseFormula } from 'ionsieve/chemistry';
import { parseCsv, readShipped, stream } from 'ionsieve/core';
import { groupedFolds } from 'ionsieve/evaluation';
import { judgedMaterials } from 'ionsieve/experiment';
import { readTask } from '../matbench/tasks.ts';
import type { TaskName } from './define.ts';

/** A task. */
export interface Task {
  readonly name: TaskName;
  readonly does: 'values' | 'classes';
  readonly unit: string;
  readonly compositions: readonly Composition[];
  /** Values, or 1 and 0. */
  readonly y: ArrayLike<number>;
  /** What is held out together, and drawn together for an interval. */
  readonly groups: readonly string[];
  readonly folds: Int32Array;
  /** Rows that are judged: all but those that the teacher behind the labels has learned from. */
  readonly judged: readonly number[];
}

/** Folds of the tasks that bring none. */
const FOLDS = 5;

/** Materials without a family are mostly relatives of Li10Ge(PS6)2, and leave with it. */
const RELATIVES: ReadonlySet<string> = new Set(['unassigned', 'lgps']);

/**
 * A task: of Matbench on its official folds, measured conductivities by paper or by family, or migration barriers by host.
 * @throws {UserError} when a shipped table was changed
 * @example openTask('barriers', 0).y.length; // 556
 */
export function openTask(name: TaskName, seed: number): Task {
  switch (name) {
    case 'conductivity_by_paper':
    case 'conductivity_by_family':
      return conductivities(name, seed);
    case 'barriers':
      return barriers(seed);
    default:
      return ofMatbench(name);
  }
}

function ofMatbench(name: Parameters<typeof readTask>[0]): Task {
  const { does, unit, formulas, y, folds } = readTask(name);
  const compositions = formulas.map((formula) => parseFormula(formula));
  const kind = does === 'regress' ? ({ does: 'values', unit } as const) : ({ does: 'classes', unit: 'AUC' } as const);
  return { name, ...kind, compositions, y, groups: formulas, folds, judged: [...formulas.keys()] };
}

function conductivities(name: 'conductivity_by_paper' | 'conductivity_by_family', seed: number): Task {
  const { obelix, judged } = judgedMaterials();
  const groups = obelix.map(({ doiGroup, family }) => {
    if (name === 'conductivity_by_paper') return doiGroup;
    return RELATIVES.has(family) ? 'lgps and unassigned' : family;
  });
  return {
    name,
    does: 'values',
    unit: 'log10 S/cm',
    compositions: obelix.map(({ composition }) => composition),
    y: obelix.map(({ log10Conductivity }) => log10Conductivity),
    groups,
    folds: groupedFolds(groups, FOLDS, stream(seed, `${name} folds`)),
    judged,
  };
}

/** The rows to learn from of the paper behind the table. */
function barriers(seed: number): Task {
  const file = 'barriers.csv';
  const table = parseCsv(readShipped(file), `data/${file}`, ['formula', 'host', 'barrier_eV', 'split']);
  const rows = table.filter(({ split }) => split === 'train');
  const groups = rows.map(({ host }) => host!);
  return {
    name: 'barriers',
    does: 'values',
    unit: 'eV',
    compositions: rows.map(({ formula }) => parseFormula(formula!)),
    y: rows.map((row) => Number(row.barrier_eV)),
    groups,
    folds: groupedFolds(groups, FOLDS, stream(seed, 'barriers folds')),
    judged: [...rows.keys()],
  };
}
