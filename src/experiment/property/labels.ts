/** What is to be labelled, or labels as they stand in a table: one entry a formula. */
import { SYMBOLS } from '../../chemistry/elements.ts';
import type { Composition } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import { median } from '../../core/median.ts';
import type { Structure } from '../../crystal/structure.ts';
import { structureFormula } from '../../crystal/structure-formula.ts';
import { type OpenedTable, openTable } from '../../dataset/open-table.ts';
import type { RowRead, RowTable } from '../../dataset/read-row.ts';
import { type PropertyCounts, readRows } from '../../dataset/read-rows.ts';
import { openStructures, type Structures } from '../../dataset/structures.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import { structuralParts } from '../../descriptors/parts.ts';
import type { GivenLabels, LabelledRows, LabelledStructures, LabelSource } from './chain.ts';
import type { PropertyExperiment } from './define.ts';
import { descriptorsOf } from './input.ts';
import type { PropertyMethod } from './method.ts';

/** What is to be labelled. Plain data, for threads. */
export interface LabelTable {
  /** Reduced formulas, sorted, each once. */
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** Of each formula its rows. */
  readonly members: readonly (readonly number[])[];
  /** What the method that labels sees; or with labels that are given, in the units of what is learned. */
  readonly rows: readonly RowRead[];
  readonly counts: Omit<PropertyCounts, 'merged' | 'compounds'>;
  readonly unread: readonly UnreadRow[];
}

type LabelUser = Pick<PropertyExperiment, 'table' | 'methods' | 'students'>;

/**
 * Reads what is to be labelled; every row has what the method that labels and all students see, or is counted.
 * @param experiment where several of its methods have the name of the one that labels, every row has what each of them sees
 * @param most rows at most, evenly spaced
 * @throws {UserError} for a file or a column at fault
 * @example openLabels(experiment, experiment.labels, 'experiments/mine.ts').formulas.length;
 */
export function openLabels(
  experiment: LabelUser,
  source: LabelSource,
  experimentFile: string,
  most = Number.POSITIVE_INFINITY,
): LabelTable {
  const teachers = 'by' in source ? experiment.methods.filter(({ name }) => name === source.by) : [];
  const { table, tables, structures } = openSource(experiment, source, teachers, experimentFile);
  const methods = [...teachers, ...(experiment.students ?? [])];
  const { read, counts, unread } = readRows(
    { table, inputs: methods.map(({ input }) => descriptorsOf(input)) },
    spaced(tables, most),
    structures,
  );
  if (read.length === 0) {
    const { rows_read, ...left } = counts;
    const found = Object.entries(left).map(([name, count]) => `${name.replaceAll('_', ' ')} ${count}`);
    fail('labels', 'a row that can be labelled', `none of ${rows_read}: ${found.join(', ')}`, 'mend the rows');
  }
  const byFormula = new Map<string, number[]>();
  for (const [row, { formula }] of read.entries()) byFormula.set(formula, [...(byFormula.get(formula) ?? []), row]);
  const sorted = [...byFormula].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    formulas: sorted.map(([formula]) => formula),
    compositions: sorted.map(([, [first]]) => read[first!]!.composition),
    members: sorted.map(([, rows]) => rows),
    rows: read,
    counts,
    unread,
  };
}

/**
 * One label a formula: the median of its rows.
 * @param answers of the method that labels, one a row
 * @example labelValues(table, answers).length === table.formulas.length; // true
 */
export function labelValues({ members }: Pick<LabelTable, 'members'>, answers: ArrayLike<number>): Float64Array {
  return Float64Array.from(members, (rows) => median(rows.map((row) => answers[row]!)));
}

interface OpenedSource {
  readonly table: RowTable;
  readonly tables: readonly OpenedTable[];
  readonly structures: Structures | undefined;
}

function openSource(
  { table: { scale, contains } }: LabelUser,
  source: LabelSource,
  teachers: readonly PropertyMethod[],
  experimentFile: string,
): OpenedSource {
  const rules = { scale, ...(contains !== undefined && { contains }) };
  if ('structures' in source) return structureRows(source, rules, teachers, experimentFile);
  const { table: given }: LabelledRows | GivenLabels = source;
  const table = { ...rules, ...given };
  const user = { table, inputs: teachers.map(({ input }) => descriptorsOf(input)), columns: [] };
  const files = 'structures' in given && given.structures ? given.structures : undefined;
  return {
    table,
    tables: [given.file].flat().map((file) => openTable(user, file, experimentFile)),
    structures: files && openStructures(files, experimentFile),
  };
}

/** Columns of the rows that are made of structures. */
const [FORMULA, ID] = ['formula', 'id'];

/** A row for each structure, or for each ion of it. */
function structureRows(
  { structures: { file, ions } }: LabelledStructures,
  rules: Pick<RowTable, 'scale' | 'contains'>,
  teachers: readonly PropertyMethod[],
  experimentFile: string,
): OpenedSource {
  const structures = openStructures({ file }, experimentFile);
  const parts = teachers.flatMap(({ input }) => structuralParts(descriptorsOf(input)));
  const columns = parts.flatMap(({ mobileIon }) => (typeof mobileIon === 'object' ? mobileIon.column : []));
  const rows = [...structures.byId.values()].flatMap((structure, i) => {
    const formula = structureFormula(structure);
    return ionsIn(structure, ions).map((ion) => ({
      ...{ line: i + 1, cells: [formula], formulaAt: 0 },
      row: { [FORMULA]: formula, [ID]: structure.id, ...Object.fromEntries(columns.map((column) => [column, ion])) },
    }));
  });
  return {
    table: { ...rules, formula: FORMULA, structures: { file, id: ID } },
    tables: [{ file: [file].flat().join(', '), rows, short: [] }],
    structures,
  };
}

/** Of a list the ions that a structure has; without a list one place without a name. */
function ionsIn({ species }: Structure, ions: readonly string[] | undefined): readonly string[] {
  return ions === undefined ? [''] : ions.filter((ion) => species.includes(SYMBOLS.indexOf(ion)));
}

function spaced(tables: readonly OpenedTable[], most: number): readonly OpenedTable[] {
  const all = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  if (all <= most) return tables;
  let at = 0;
  const isTaken = (): boolean => {
    const before = Math.floor((at++ * most) / all);
    return Math.floor((at * most) / all) > before;
  };
  return tables.map((table) => ({ ...table, rows: table.rows.filter(isTaken) }));
}
