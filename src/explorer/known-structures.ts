/** The structures that the teacher labelled: which formulas and chemical systems are known. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { rowOf } from '../core/matrix.ts';
import { loadLabelTable } from '../transfer/label-table.ts';
import type { Explanation } from './api.ts';
import { explain, type LinearModel } from './explain.ts';

/** Known structures. */
export interface KnownStructures {
  /** Ids by reduced formula. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Formulas by chemical system. */
  readonly bySystem: ReadonlyMap<string, readonly string[]>;
  /** Why a teacher says what it says of the first structure of a formula; null for a formula without one. */
  explainFirst(formula: string, teacher: LinearModel): Explanation | null;
}

/**
 * The shipped table of known structures, by formula and by chemical system.
 * @throws {UserError} when data/label-table.csv.gz was changed
 * @example openKnownStructures().ids.get('Li3N');
 */
export function openKnownStructures(): KnownStructures {
  const table = loadLabelTable();
  const ids = new Map<string, string[]>();
  const bySystem = new Map<string, string[]>();
  const firstRow = new Map<string, number>();
  table.formulas.forEach((formula, row) => {
    const others = ids.get(formula);
    if (others !== undefined) {
      others.push(table.ids[row]!);
      return;
    }
    ids.set(formula, [table.ids[row]!]);
    firstRow.set(formula, row);
    const system = chemicalSystem(parseFormula(formula));
    const formulas = bySystem.get(system);
    if (formulas === undefined) bySystem.set(system, [formula]);
    else formulas.push(formula);
  });
  const explainFirst = (formula: string, teacher: LinearModel): Explanation | null => {
    const row = firstRow.get(formula);
    if (row === undefined) return null;
    const name = `${teacher.name}, on ${table.ids[row]}`;
    return explain({ ...teacher, name }, rowOf(table.X, row));
  };
  return { ids, bySystem, explainFirst };
}
