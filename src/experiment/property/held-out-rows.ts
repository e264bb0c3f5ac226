/** What every method said of every held-out compound: the rows of held-out.csv. */
import { formatCsv } from '../../core/table.ts';
import { alikeRows, type Judged } from './statistic.ts';

/** Truths and answers are written to so many significant digits. */
const DIGITS = 5;

/**
 * The text of held-out.csv: `formula` (and `id`, where the table names structures, or a formula has several rows: the formula with a
 * number from 1 in the order of the table), `group` (what is held out together, and drawn together behind intervals), `category` (all that a
 * rule knows of the row, such as its anion; empty of a method that knows more), `subject` (the method), `on` (the validation), `fold`,
 * `truth` and `predicted`. Of a method that tells a value, both are in the unit of what is learned; of one that tells a class the
 * truth is 1 or 0, and predicted is its score, 0 and above for a positive, or of a grouping the share of positives.
 * @example writeAtomic('held-out.csv', heldOutText(judged));
 */
export function heldOutText(judged: readonly Judged[]): string {
  const { ids = [], formulas = [] } = judged[0]?.data ?? {};
  const hasIds = ids.some((id, row) => id !== formulas[row]);
  const header = [
    'formula',
    ...(hasIds ? ['id'] : []),
    'group',
    'category',
    'subject',
    'on',
    'fold',
    'truth',
    'predicted',
  ];
  const rows = judged.flatMap((each) => {
    const { method, data, plan, answers } = each;
    const alike = alikeRows(each);
    const truth: ArrayLike<number> = method.does === 'regress' ? data.y : data.labels!;
    return plan.folds.flatMap(({ fold, test }) =>
      Array.from(test, (row) => [
        ...[data.formulas[row]!, ...(hasIds ? [data.ids[row]!] : []), plan.groups[row]!, alike?.[row] ?? ''],
        ...[method.name, plan.validation.name, fold, rounded(truth[row]!), rounded(answers[row]!)],
      ]),
    );
  });
  return formatCsv(header, rows);
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
