/** The list of a screening as CSV: its best compounds, a line each. */
import type { CandidateRow } from '../screening/candidate-files.ts';
import type { ScreenedValue } from '../screening/compile.ts';
import { scoreColumns } from '../screening/score-columns.ts';
import { roundOnce } from './numbers.ts';

/** A line of top.csv. */
export type TopRow = readonly (string | number)[];

/**
 * The header of top.csv, whose columns are named by what they are.
 * @param value that the student tells; undefined of log-odds
 * @example topHeader({ column: 'barrier_eV', unit: 'eV', better: 'smaller' })[2]; // 'barrier_eV'
 */
export function topHeader(value?: ScreenedValue): string[] {
  const scores = scoreColumns(value).map(({ name }) => name);
  return [
    'rank',
    'formula',
    ...scores,
    'domain_distance',
    'unlearned_elements',
    'charge_neutral',
    'pauling_order',
    'known',
  ];
}

/**
 * The lines of top.csv.
 * @param value that the student tells; undefined of log-odds
 * @example formatCsv(topHeader(), topRows(result.top));
 */
export function topRows(top: readonly CandidateRow[], value?: ScreenedValue): TopRow[] {
  const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
  return top.map((row, i) => [
    i + 1,
    row.formula,
    ...scoreColumns(value).map(({ of }) => roundOnce(of(row.score))!),
    row.domainDistance === null ? '' : roundOnce(row.domainDistance)!,
    row.unlearnedElements,
    yesNo(row.chargeNeutral),
    yesNo(row.paulingOrder),
    yesNo(row.known),
  ]);
}
