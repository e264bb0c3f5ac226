import { intervalText, markdownTable, numberText } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';

/** Students and teachers are shown by these numbers of the strictest validation. */
const UNSEEN = 'by_system.real_anion';

/**
 * The few numbers of a run that a reader wants first, as a Markdown table; the README shows it.
 * @example writeAtomic('headline.md', transferHeadline(summary));
 */
export function transferHeadline({ numbers, students, suggested, screening_student }: TransferSummary): string {
  const line = (text: string, key: string): string[][] => {
    const number = numbers[key];
    if (!number) return [];
    return [[text, numberText(number.value), intervalText(number), `${numberText(number.n)}`]];
  };
  const rows = [
    ...line(
      'teacher (linear SVM, 5 structural descriptors), leave-one-out accuracy',
      'teacher.linear-svm.leave_one_out.accuracy',
    ),
    ...line(
      'control (linear SVM, 30 elemental descriptors), the same',
      'teacher.elemental-control.leave_one_out.accuracy',
    ),
    ...line('floor (majority), the same', 'teacher.majority.leave_one_out.accuracy'),
    ...line('structures labelled by the published teacher', 'labels.structures_labelled'),
    ...line('share of them called fast', 'labels.structures_fast_share'),
    ...students.flatMap((name) => [
      ...line(
        `student ${name}${name === screening_student ? ' (it screens)' : ''}, MCC against the labels`,
        `student.${name}.${UNSEEN}.mcc`,
      ),
      ...line(`student ${name}, AUC`, `student.${name}.${UNSEEN}.auc`),
    ]),
    ...line('distinct compounds scored', 'screening.scored'),
    ...line('share of them called fast', 'screening.fast_share'),
    ...line('share called fast of those with a real anion', 'screening.real_anion_fast_share'),
    ...line('share called fast of the charge-neutral ones', 'screening.neutral_fast_share'),
    ...line('share called fast of the charge-neutral oxides', 'screening.neutral_oxides_fast_share'),
    ...suggested.flatMap((formula) =>
      line(
        `percentile of ${formula}, which the paper suggests, among the charge-neutral ones`,
        `screening.suggested.${formula}.percentile_neutral`,
      ),
    ),
  ];
  return `${markdownTable(['what', 'value', '95 % interval', 'n'], rows)}\n`;
}
