/**
 * Reads the table that a user's Learner learns from. A limit such as <1e-9 stands for the value, as it does among the shipped
 * measurements; beside these, which are of room temperature, rows of another temperature are left out.
 */
import { resolve } from 'node:path';
import { compositionColumn } from '../../chemistry/formula-cell.ts';
import { type CsvTable, readCsv } from '../../core/csv.ts';
import { exactColumn } from '../../core/csv-columns.ts';
import { decimalPoints } from '../../core/decimal-comma.ts';
import { fail, UserError } from '../../core/errors.ts';
import { filesRead } from '../../core/read-log.ts';
import { readText } from '../../core/read-text.ts';
import type { TextRow } from '../../core/table.ts';
import { tableRows } from '../../dataset/open-table.ts';
import type { TableRow } from '../../dataset/read-row.ts';
import type { PropertyCounts } from '../../dataset/read-rows.ts';
import { temperatureColumn } from '../../dataset/temperature-column.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import { isAtRoomTemperature } from '../../transfer/measurements.ts';
import type { LearnRequest } from './learn-request.ts';
import { columnsOf, type PropertyData, propertyData } from './load-table.ts';
import type { PropertyMethod } from './method.ts';

/** What became of the rows of a user's table. */
export interface OwnCounts extends PropertyCounts {
  /** Beside the shipped measurements: measured at another temperature, and left out. */
  readonly not_at_room_temperature: number;
  readonly temperature_not_read: number;
  /** Of the compounds: known only as an upper bound, which stands for the value. */
  readonly upper_bounds: number;
}

/** A user's table. */
export interface OwnTable {
  /** Without labels. */
  readonly data: PropertyData;
  readonly counts: OwnCounts;
  /** Of the file as it was read. */
  readonly sha256: string;
}

/**
 * Reads the table of a request.
 * @param methods whose input every compound has to have
 * @throws {UserError} for a file or a column at fault, temperatures in no known unit, or no compound left
 * @example loadOwn(request, [request.method]).data.y.length;
 */
export function loadOwn(request: LearnRequest, methods: readonly PropertyMethod[]): OwnTable {
  const { file, value, contains, target, withMeasured } = request;
  const csv = readCsv(readText(file, 'a CSV table'), file);
  const { sha256 } = filesRead().find(({ path }) => path === resolve(file))!;
  const { property, unit, scale } = target;
  const formula = csv.header[compositionColumn(csv)]!;
  const table = { file, formula, value, scale, property, unit, ...(contains !== undefined && { contains }) };
  const user = { table, methods, validations: [] };
  const limits = limitsOf(csv, value);
  const opened = tableRows(columnsOf(user), limits.csv);
  const room = withMeasured ? roomTemperature(csv, opened.rows) : { rows: opened.rows, left: 0, unread: [] };
  const data = propertyData(user, [{ ...opened, rows: room.rows }]);
  const bounds = new Set<TextRow>(opened.rows.flatMap(({ line, row }) => (limits.lines.has(line) ? [row] : [])));
  return {
    data: { ...data, unread: [...room.unread, ...data.unread].sort((a, b) => a.line! - b.line!) },
    counts: {
      ...data.counts,
      rows_read: opened.rows.length + opened.short.length,
      not_at_room_temperature: room.left,
      temperature_not_read: room.unread.length,
      upper_bounds: data.rows.filter((row) => bounds.has(row)).length,
    },
    sha256,
  };
}

const LIMIT = /^\s*<\s*(?=[\d.,])/;

/** The table with the figures of limits, and the lines where these stand. */
function limitsOf(csv: CsvTable, value: string): { readonly csv: CsvTable; readonly lines: ReadonlySet<number> } {
  const at = exactColumn(csv, value);
  const lines = new Set<number>();
  const records = csv.records.map((record) => {
    if ('reason' in record || at === undefined || !LIMIT.test(record.cells[at]!)) return record;
    lines.add(record.line);
    return { ...record, cells: record.cells.with(at, record.cells[at]!.replace(LIMIT, '')) };
  });
  return { csv: { ...csv, records }, lines };
}

interface AtRoomTemperature {
  readonly rows: readonly TableRow[];
  /** How many were measured at another temperature. */
  readonly left: number;
  /** Those whose temperature cannot be read. */
  readonly unread: readonly UnreadRow[];
}

/** A table without temperatures, and a row without one, is of room temperature. */
function roomTemperature(csv: CsvTable, all: readonly TableRow[]): AtRoomTemperature {
  const temperature = temperatureColumn(csv);
  if (temperature === undefined) return { rows: all, left: 0, unread: [] };
  const where = `${csv.where}, column ${csv.header[temperature.column]}`;
  const cells = decimalPoints(
    all.map((row) => row.cells[temperature.column]!),
    where,
  );
  const unread: UnreadRow[] = [];
  let left = 0;
  const rows = all.filter(({ line }, i) => {
    try {
      const isHere = isAtRoomTemperature({ temperatureC: temperature.celsius(cells[i]!) });
      if (!isHere) left++;
      return isHere;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push({ file: csv.where, line, reason: error.message });
      return false;
    }
  });
  if (rows.length === 0) {
    fail(csv.where, 'a row at room temperature, as the shipped ones', 'none', 'learn from this table alone');
  }
  return { rows, left, unread };
}
