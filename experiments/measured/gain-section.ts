/** What the labels of the teacher are worth to students of measurements, in a table and in plain words. */
import type { Measured } from 'ionsieve/experiment';
import { markdownTable, numberText } from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';

const WAYS = { by_composition: 'unseen compositions', by_doi: 'unseen papers', by_family: 'unseen families' } as const;

/**
 * The paragraph and the table; a sentence alone for a run without such students.
 * @example gainSection(summary).length;
 */
export function gainSection({ numbers }: MeasuredSummary): string[] {
  const gains = Object.entries(numbers).flatMap(([key, number]) => {
    const [, way, student] = /^gain\.(by_[a-z]+)\.(.+)\.auc$/.exec(key) ?? [];
    return student === undefined ? [] : [{ way: way as keyof typeof WAYS, student, number }];
  });
  if (gains.length === 0) return ['No student of this run learned from labels and measurements.'];
  const rows = gains.map(({ way, student, number }) => [student, WAYS[way], gainText(number), verdict(number)]);
  const worth = gains.filter(({ number }) => verdict(number) === 'worth it');
  return [
    worth.length === 0
      ? '**The labels of the teacher cannot be shown to help**: no student that learned from them beats itself with the same labels shuffled ' +
        'among the formulas by more than chance would give.'
      : `**The labels help in ${worth.length} of ${gains.length} cases**, against the same student with the labels shuffled among the formulas.`,
    markdownTable(['student', 'held out', 'gain in AUC', 'verdict'], rows),
    `A gain is the AUC less the mean AUC of the controls, on the same rows (n = ${numberText(gains[0]!.number.n)}); its interval draws what was held out ` +
      'together. Worth it: the interval lies above 0. Harmful: below. Else it cannot be told.',
  ];
}

function gainText({ value, interval }: Measured): string {
  const text = (number: number | null | undefined) => number?.toFixed(3) ?? '';
  return `${text(value)} (${text(interval?.[0])} to ${text(interval?.[1])})`;
}

function verdict({ interval }: Measured): string {
  const [low, high] = interval ?? [null, null];
  if (low === null || high === null) return 'cannot tell';
  return low > 0 ? 'worth it' : high < 0 ? 'harmful' : 'cannot tell';
}
