/**
 * Structures from JSON lines, one object a line: `id`; `lattice` (3 rows of 3, Angstrom) or `cell` (a, b, c in
 * Angstrom, alpha, beta, gamma in degrees), or both where they agree; `species` (one symbol a site); `frac` (3 fractional coordinates a site,
 * flat); optionally `occupancy` (one number a site). Other properties are left alone. Empty lines are allowed.
 */
import { atomicNumber } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { lenientJson } from '../core/lenient-json.ts';
import { type OnUnread, tellUnread } from '../core/unread.ts';
import { checkNearAtoms } from './atoms-too-near.ts';
import { lastDigit, withoutRoundingExcess } from './rounded-occupancy.ts';
import type { Structure } from './structure.ts';
import { createStructure, latticeFromCell } from './structure.ts';
import { isSameCell } from './symmetry.ts';

const CELL = ['a', 'b', 'c', 'alpha', 'beta', 'gamma'];

/**
 * The structures of a JSON-lines file, one after the other. Several may carry the same id.
 * @param text the content of the file
 * @param where the file, for errors, which add the line
 * @param onUnread hears of each line that is no structure, and the others are read; without it the first such line is an error
 * @throws {UserError} for a line that is no structure, naming file, line and fault
 * @example const structures = [...readJsonLines('{"id":"Po","cell":[3.36,3.36,3.36,90,90,90],"species":["Po"],"frac":[0,0,0]}', 'po.jsonl')];
 */
export function* readJsonLines(text: string, where: string, onUnread?: OnUnread): Generator<Structure> {
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const content = text.slice(from, end);
    from = end + 1;
    line++;
    if (content.trim() === '') continue;
    const structure = lineOrUnread(content, `${where}, line ${line}`, onUnread);
    if (structure !== undefined) yield structure;
  }
}

function lineOrUnread(text: string, where: string, onUnread: OnUnread | undefined): Structure | undefined {
  try {
    return structureFromLine(text, where);
  } catch (error) {
    tellUnread(where, error, onUnread);
    return undefined;
  }
}

function structureFromLine(text: string, where: string): Structure {
  const record = parseRecord(text, where);
  const { id } = record;
  if (typeof id !== 'string' && typeof id !== 'number') {
    fail(where, 'an id', shown(id), 'give each structure an "id"');
  }
  const symbols = arrayOf(record, 'species', where);
  const species = new Uint8Array(symbols.length);
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i];
    const place = `${where}, site ${i + 1}`;
    if (typeof symbol !== 'string') fail(place, 'an element symbol', shown(symbol), 'give one symbol a site');
    species[i] = atomicNumber(symbol, place);
  }
  const [lattice, frac] = [latticeOf(record, where), fractionsOf(record, where)];
  const structure = createStructure(
    { id: String(id), lattice, species, frac, ...occupancyOf(record, { lattice, frac }, where) },
    where,
  );
  checkNearAtoms(structure, where);
  return structure;
}

function fractionsOf(record: Record<string, unknown>, where: string): Float64Array {
  const values = arrayOf(record, 'frac', where);
  if (values.some(Array.isArray))
    fail(where, 'frac as a flat list of numbers', 'a list of lists', 'write [x1, y1, z1, x2, y2, z2, ...]');
  return numbers(values);
}

/** Shares of one position that add up to more than 1 by rounding are scaled, as those of a CIF are. */
function occupancyOf(
  record: Record<string, unknown>,
  positions: Pick<Structure, 'lattice' | 'frac'>,
  where: string,
): { occupancy?: Float64Array } {
  if (record.occupancy === undefined) return {};
  const occupancy = numbers(arrayOf(record, 'occupancy', where));
  if (3 * occupancy.length !== positions.frac.length) return { occupancy };
  const rounding = Array.from(occupancy, (share) => lastDigit(String(share)));
  return { occupancy: withoutRoundingExcess(positions, occupancy, rounding) };
}

function latticeOf(record: Record<string, unknown>, where: string): Float64Array {
  const lattice = record.lattice === undefined ? undefined : numbers(arrayOf(record, 'lattice', where).flat());
  if (lattice !== undefined && !isSixNumbers(record.cell)) return lattice;
  const cell = numbers(arrayOf(record, record.cell === undefined ? 'lattice' : 'cell', where));
  if (cell.length !== CELL.length)
    fail(where, `cell numbers ${CELL.join(', ')}`, `${cell.length} numbers`, 'give all six');
  const fromCell = latticeFromCell(cell[0]!, cell[1]!, cell[2]!, cell[3]!, cell[4]!, cell[5]!, where);
  if (lattice?.length === 9 && !isSameCell(lattice, fromCell))
    fail(where, 'lattice and cell that agree', 'two different ones', 'leave out the wrong one');
  return lattice ?? fromCell;
}

/** Beside a lattice, whatever else a program calls `cell` is its own affair. */
function isSixNumbers(cell: unknown): boolean {
  return Array.isArray(cell) && cell.length === CELL.length && cell.every((value) => typeof value === 'number');
}

function parseRecord(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = lenientJson(text);
  } catch (error) {
    fail(where, 'one JSON object a line', (error as Error).message, 'check that the file is JSON lines and complete');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(where, 'a JSON object', text.slice(0, 40), 'put one structure on each line');
  }
  return value as Record<string, unknown>;
}

function arrayOf(record: Record<string, unknown>, key: string, where: string): unknown[] {
  const value = record[key];
  if (!Array.isArray(value)) {
    const expected = key === 'lattice' ? 'an array "lattice" (3 rows of 3) or "cell"' : `an array "${key}"`;
    fail(where, expected, shown(value), 'see docs/structures.md');
  }
  return value;
}

/** A value that should not be there; the content of objects may be of any size and depth. */
function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value).slice(0, 40);
}

function numbers(values: readonly unknown[]): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++)
    result[i] = typeof values[i] === 'number' ? (values[i] as number) : Number.NaN;
  return result;
}
