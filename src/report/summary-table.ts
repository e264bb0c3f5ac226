import { type Findings, limitText } from '../experiment/findings.ts';
import type { Measured } from '../experiment/numbers.ts';
import { alignedText, intervalText, numberText } from './text.ts';

function numbersTable(entries: readonly [string, Measured][]): string {
  const header = ['number', 'value', '95 % interval', 'unit', 'n'];
  const rows = entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, number]) => [key, numberText(number.value), intervalText(number), number.unit, numberText(number.n)]);
  return alignedText([header, ...rows]);
}

/**
 * Names of the numbers of a summary that a reader is shown first, as the table below shows them.
 * @example mainNumbers(summary).includes('by_formula.ridge.mae');
 */
export function mainNumbers({
  compared,
  marks = [],
  numbers,
}: Pick<Findings, 'compared' | 'marks' | 'numbers'>): string[] {
  const names = Object.keys(numbers);
  const held = [...compared, ...marks].map(({ number }) => number);
  return held.length > 0 ? held.filter((name) => names.includes(name)) : mainScores(names);
}

/** The main scores, or all numbers where there are none. */
function mainScores(names: readonly string[]): string[] {
  const scores = names.filter((name) => MAIN_SCORES.includes(name.split('.').at(-1)!));
  return scores.length > 0 ? scores : [...names];
}

/** Scores of a method; summary.json and report.md hold what else there is. */
const MAIN_SCORES = ['mae', 'q2', 'spearman', 'mcc', 'auc'];

/**
 * The paper's numbers beside ours, as aligned text, and marks; without any the main scores, or all numbers where there are no scores.
 * @example process.stdout.write(comparedTable(summary));
 */
export function comparedTable({
  compared,
  marks = [],
  numbers,
}: Pick<Findings, 'compared' | 'marks' | 'numbers'>): string {
  const reached = marks.map(
    (mark) => `${mark.what}: ${numberText(mark.ours)}, ${mark.reached ? 'reached' : 'missed'} ${limitText(mark)}\n`,
  );
  if (compared.length === 0 && marks.length > 0) return reached.join('');
  if (compared.length === 0) {
    return numbersTable(mainScores(Object.keys(numbers)).map((name) => [name, numbers[name]!]));
  }
  const rows = compared.map(({ number, paper, ours, unit, n, reproduced }) => [
    number,
    numberText(paper),
    numberText(ours),
    unit,
    numberText(n),
    reproduced ? 'reproduced' : 'differs',
  ]);
  return `${alignedText([['number', 'paper', 'ours', 'unit', 'n', 'verdict'], ...rows])}${reached.join('')}`;
}
