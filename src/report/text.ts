import { stripVTControlCharacters } from 'node:util';
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
 * A share as text.
 * @example percent(0.9); // '90 %'
 */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/**
 * An interval as text; empty where there is none.
 * @example intervalText({ interval: [0.5, 1] }); // '0.5000 to 1'
 */
export function intervalText({ interval }: { readonly interval?: Measured['interval'] | null }): string {
  return interval ? `${numberText(interval[0])} to ${numberText(interval[1])}` : '';
}

/** A number as tables print it; a column may lack some. */
const NUMBER = /^[-+]?[\d,]*\.?\d+(e[-+]?\d+)?$/;
const NO_NUMBER = /^(-|not defined|)$/;

/**
 * A header and rows in columns, two spaces apart: numbers with their decimal points under one another, text from the left.
 * Colour codes take no room.
 * @example alignedText([['a', 'b'], ['long', '1.5'], ['c', '10']]); // 'a        b\nlong   1.5\nc     10\n'
 */
export function alignedText(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]!.map((_, column) => padded(rows.map((row) => row[column]!)));
  return rows
    .map(
      (_, i) =>
        `${columns
          .map((cells) => cells[i])
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** The cells of a column, all of one width; the first is the header. */
function padded([header, ...body]: readonly string[]): string[] {
  const isNumeric =
    body.some((cell) => NUMBER.test(cell)) && body.every((cell) => NUMBER.test(cell) || NO_NUMBER.test(cell));
  const cells = [header!, ...(isNumeric ? onDecimalPoint(body) : body)];
  const width = widest(cells.map(visible));
  return cells.map((cell) => {
    const room = ' '.repeat(width - visible(cell));
    return isNumeric ? room + cell : cell + room;
  });
}

/** Numbers with as much room after the decimal point as the longest of them takes. */
function onDecimalPoint(cells: readonly string[]): string[] {
  const fractions = cells.map((cell) => (cell.includes('.') ? cell.length - cell.indexOf('.') : 0));
  const width = widest(fractions);
  return cells.map((cell, i) => cell + ' '.repeat(width - fractions[i]!));
}

const visible = (cell: string): number => stripVTControlCharacters(cell).length;

const widest = (widths: readonly number[]): number => widths.reduce((most, width) => Math.max(most, width), 0);

/**
 * A Markdown table.
 * @example markdownTable(['a'], [['1']]); // '| a |\n| --- |\n| 1 |'
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * A doi as a link in Markdown; what is no doi as it is.
 * @example doiText('10.1063/1.5093220'); // 'doi [10.1063/1.5093220](https://doi.org/10.1063/1.5093220)'
 */
export function doiText(doi: string): string {
  if (!doi.startsWith('10.')) return `doi ${doi}`;
  return `doi [${doi}](https://doi.org/${encodeURI(doi).replaceAll('(', '%28').replaceAll(')', '%29')})`;
}
