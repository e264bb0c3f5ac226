import { type Findings, limitText } from '../experiment/findings.ts';
import type { Measured } from '../experiment/numbers.ts';
import type { Summary } from '../experiment/transfer/summary.ts';
import { alignedText, intervalText, numberText } from './text.ts';

/** Scores of the terminal's table; summary.json and report.md hold all. */
const SHOWN_SCORES = ['accuracy', 'mcc', 'auc', 'permutation_p'];

/** The strictest validation of the students. */
const SHOWN_VALIDATION = 'by_system.real_anion';

/**
 * The main numbers of a summary as aligned text: key, value, 95 % interval, unit, n. Students are shown on unseen chemical
 * systems and compounds with a real anion.
 * @example process.stdout.write(summaryTable(summary));
 */
export function summaryTable({ numbers }: Summary): string {
  return numbersTable(Object.entries(numbers).filter(([key]) => isShown(key)));
}

function numbersTable(entries: readonly [string, Measured][]): string {
  const header = ['number', 'value', '95 % interval', 'unit', 'n'];
  const rows = entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, number]) => [key, numberText(number.value), intervalText(number), number.unit, numberText(number.n)]);
  return alignedText([header, ...rows]);
}

function isShown(key: string): boolean {
  const [room, , ...rest] = key.split('.');
  if (room !== 'teacher' && room !== 'student') return true;
  const score = rest.pop();
  const validation = rest.join('.');
  return SHOWN_SCORES.includes(score ?? '') && (room === 'teacher' || validation === SHOWN_VALIDATION);
}

/**
 * Names of the numbers of a summary that a reader is shown first, as the tables above and below show them.
 * @example mainNumbers(summary).includes('by_formula.ridge.mae');
 */
export function mainNumbers({
  kind,
  compared,
  marks = [],
  numbers,
}: Pick<Findings, 'kind' | 'compared' | 'marks' | 'numbers'>): string[] {
  const names = Object.keys(numbers);
  if (kind === 'transfer') return names.filter(isShown);
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
