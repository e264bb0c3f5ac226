/** Columns and numbers out of the blocks of a CIF. */
import { fail } from '../core/errors.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:\(\d+\))?$/i;

/**
 * The values of the first of several tags that a block holds, be it a column of a loop or a single item; undefined
 * where it holds none of them.
 * @example columnOf(block, '_symmetry_equiv_pos_as_xyz', '_space_group_symop_operation_xyz')
 */
export function columnOf(block: CifBlock, ...tags: string[]): readonly CifValue[] | undefined {
  for (const tag of tags) {
    const item = block.items.get(tag);
    if (item) return [item];
    for (const loop of block.loops) {
      const column = loop.tags.indexOf(tag);
      if (column >= 0) return loop.rows.map((row) => row[column]!);
    }
  }
  return undefined;
}

/**
 * True for `?` (unknown) and `.` (does not apply) without quotes, and for nothing at all.
 * @example isAbsent({ text: '?', line: 1, bare: true }); // true
 */
export function isAbsent(value: CifValue | undefined): value is undefined {
  return value === undefined || (value.bare && (value.text === '?' || value.text === '.'));
}

/**
 * A number, its uncertainty in brackets dropped.
 * @param what the tag, for the message
 * @throws {UserError} when the value is missing, `?`, `.` or no number
 * @example cifNumber({ text: '5.123(4)', line: 3, bare: true }, '_cell_length_a', 'x.cif'); // 5.123
 */
export function cifNumber(value: CifValue | undefined, what: string, where: string): number {
  if (value === undefined) return fail(where, `a value for ${what}`, 'none', 'the file is cut off or no structure');
  if (!NUMBER.test(value.text)) {
    fail(`${where}, line ${value.line}`, `a number for ${what}`, `"${value.text}"`, 'correct the value');
  }
  return Number(value.text.replace(/\(.*/, ''));
}
