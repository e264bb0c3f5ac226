/** The structures that the teacher labelled: which formulas and chemical systems are known. */
import { chemicalSystem } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { rowOf } from '../core/matrix.ts';
import { loadLabelTable, rowsByFormula } from '../transfer/label-table.ts';
import type { Explanation } from './api-compounds.ts';
import { explain, type LinearModel } from './explain.ts';

/** Known structures. */
export interface KnownStructures {
  /** Ids of the structures of a reduced formula. */
  ids(formula: string): string[];
  /** Formulas by chemical system. */
  readonly bySystem: ReadonlyMap<string, readonly string[]>;
  /** Why a teacher says what it says of the first structure of a formula; null for a formula without one. */
  explainFirst(formula: string, teacher: LinearModel): Explanation | null;
}

/**
 * The shipped table of known structures, by formula and by chemical system.
 * @throws {UserError} when data/label-table.csv.gz was changed
 * @example openKnownStructures().ids('Li3N');
 */
export function openKnownStructures(): KnownStructures {
  const table = loadLabelTable();
  const rowsOf = rowsByFormula(table);
  const bySystem = new Map<string, string[]>();
  for (const formula of rowsOf.keys()) {
    const system = chemicalSystem(parseFormula(formula));
    const formulas = bySystem.get(system);
    if (formulas === undefined) bySystem.set(system, [formula]);
    else formulas.push(formula);
  }
  const explainFirst = (formula: string, teacher: LinearModel): Explanation | null => {
    const row = rowsOf.get(formula)?.[0];
    if (row === undefined) return null;
    const name = `${teacher.name}, on ${table.ids[row]}`;
    return explain({ ...teacher, name }, rowOf(table.X, row));
  };
  return { ids: (formula) => (rowsOf.get(formula) ?? []).map((row) => table.ids[row]!), bySystem, explainFirst };
}
