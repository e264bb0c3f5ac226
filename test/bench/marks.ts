/** What was asked of the engines, and whether they did it. */
import { type BenchMark, type BenchRow, METHODS } from '../../src/report/bench-figure.ts';
import { fourDigits } from './recorder.ts';

/** The marks of the engines, on compounds of four elements, of which the published space consists but for 3 in 1000. */
export function engineMarks(rows: readonly BenchRow[]): BenchMark[] {
  const rate = (student: string, name: string): number => {
    const row = rows.find((one) => one.group === METHODS && one.student === student && one.name === name && has4(one));
    if (row === undefined) throw new Error(`no row ${name} of ${student}`);
    return row.median;
  };
  const overTwin = (student: string): number =>
    rate(student, 'kernel, every compound') / rate(student, 'float64 in TypeScript');
  const overNaive = (student: string): number =>
    rate(student, 'kernel, every compound') / rate(student, 'one object a compound');
  const bounds = rate('deviations', 'kernel, bounds');
  return [
    atLeast('kernel over float64 in TypeScript, means', overTwin('means'), 'times', 8),
    atLeast('kernel over float64 in TypeScript, deviations', overTwin('deviations'), 'times', 4),
    atLeast('kernel over one object a compound, means', overNaive('means'), 'times', 1000),
    atLeast('kernel over one object a compound, deviations', overNaive('deviations'), 'times', 1000),
    atLeast('kernel with bounds, deviations', bounds, 'million compounds/s/core', 1000),
  ];
}

const has4 = ({ elements }: BenchRow): boolean => elements.length === 1 && elements[0] === 4;

/** A mark that a value should reach. */
export function atLeast(name: string, value: number, unit: string, mark: number): BenchMark {
  return { name, value: fourDigits(value), unit, required: 'at least', mark, met: value >= mark };
}

/** A mark that a value should not exceed. */
export function atMost(name: string, value: number, unit: string, mark: number): BenchMark {
  return { name, value: fourDigits(value), unit, required: 'at most', mark, met: value <= mark };
}

/** Prints marks, met and not met. */
export function printMarks(marks: readonly BenchMark[]): void {
  process.stdout.write('\nmarks\n');
  for (const { name, value, unit, required, mark, met } of marks) {
    const verdict = met ? 'met' : 'NOT MET';
    process.stdout.write(`  ${verdict.padEnd(8)} ${name}: ${value} ${unit}, ${required} ${mark}\n`);
  }
}
