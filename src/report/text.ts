import type { Measured } from '../experiment/numbers.ts';

/**
 * A value as a reader wants it: integers with separators, others with four decimals or four digits.
 * @example numberText(18680255230); // '18,680,255,230'
 */
export function numberText(value: number | null): string {
  if (value === null) return 'not defined';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) < 0.001 ? value.toPrecision(4) : value.toFixed(4);
}

/**
 * An interval as text; empty where there is none.
 * @example intervalText({ value: 1, unit: 'score', n: 2, interval: [0.5, 1] }); // '0.5000 to 1'
 */
export function intervalText({ interval }: Measured): string {
  return interval ? `${numberText(interval[0])} to ${numberText(interval[1])}` : '';
}

/**
 * Columns padded to equal width, two spaces apart.
 * @example alignedText([['a', 'b'], ['long', 'c']]); // 'a     b\nlong  c\n'
 */
export function alignedText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/**
 * A Markdown table.
 * @example markdownTable(['a'], [['1']]); // '| a |\n| --- |\n| 1 |'
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
