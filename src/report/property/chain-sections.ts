/** Labels, students, what these say of compounds, and their screening. */
import type { Measured } from '../../experiment/numbers.ts';
import type { PropertySummary } from '../../experiment/property/run.ts';
import { labelCountTable } from '../label-count-table.ts';
import { intervalText, markdownTable, numberText } from '../text.ts';

/**
 * The sections of the chain; nothing of an experiment without labels and students.
 * @example chainSections(summary)[0]; // '## Labels'
 */
export function chainSections(summary: PropertySummary): string[] {
  return [
    ...labelSection(summary),
    ...studentSection(summary),
    ...answerSection(summary),
    ...screeningSection(summary),
  ];
}

function labelSection({ labels, numbers, unit, learners = {} }: PropertySummary): string[] {
  if (labels === undefined) return [];
  const { by, formulas, positive, quantiles, file, unread } = labels;
  const of = by === null ? 'given by a table' : `by ${by}, which learned from all rows of the table`;
  return [
    '## Labels',
    `${numberText(formulas)} formulas have a label, ${of}; of several rows of a formula it is the median.` +
      `${positive === null ? '' : ` ${numberText(positive)} are positive.`}` +
      `${quantiles === null ? '' : ` From the lowest by quarters to the highest: ${quantiles.map(numberText).join(', ')} ${unit}.`}` +
      `${file === null ? ' They are too many to be written.' : ` They stand in ${file}.`}` +
      teacherText(by, by === null ? undefined : learners[by]),
    labelCountTable(numbers),
    ...(unread.length === 0
      ? []
      : [
          'Rows without a label, the first of them:',
          markdownTable(
            ['file', 'row', 'reason'],
            unread.map(({ file: name, line, reason }) => [name, `${line ?? ''}`, reason]),
          ),
        ]),
  ];
}

function teacherText(by: string | null, file: string | undefined): string {
  if (by === null) return '';
  if (file !== undefined) return ` The Learner ${file} is what labelled.`;
  return ` ${by} sees more than a formula: no Learner is written of it.`;
}

function studentSection({ students = [], numbers, validations, learners = {} }: PropertySummary): string[] {
  if (students.length === 0) return [];
  const gain = (validation: string, student: string): string => {
    const number: Measured | undefined = numbers[`${validation}.${student}.gain_from_labels`];
    return number === undefined ? '' : `${numberText(number.value)} (${intervalText(number)})`;
  };
  return [
    '## Students',
    'A student sees formulas only, and is judged on the measurements like every method above. In each fold the method that labels has learned ' +
      'from the rows to learn from only, and no label of a held-out formula (or chemical system, where these are held out) is in the lesson. ' +
      'The gain is how much less it errs (or how much more its AUC is, where it classifies) than the same student taught on shuffled labels; ' +
      'above 0, the labels taught it something.',
    markdownTable(
      [
        'student',
        'a label counts',
        'a measurement counts',
        'compounds',
        ...validations.map(({ name }) => `gain from labels, ${name.replaceAll('_', ' ')}`),
        'Learner',
      ],
      students.map(({ name, labels, measurements, compounds }) => [
        name,
        `${labels} times`,
        `${measurements} times`,
        numberText(compounds),
        ...validations.map((validation) => gain(validation.name, name)),
        learners[name] ?? '',
      ]),
    ),
  ];
}

function answerSection({ student_predictions: rows = [], unit }: PropertySummary): string[] {
  if (rows.length === 0) return [];
  return [
    '## What the students say',
    `Values in ${unit}, or the probability of a positive. The students have learned all rows, those of these compounds too. Inside means near to ` +
      'a compound that was learned, outside that nothing like it was: the interval is then wider.',
    markdownTable(
      ['compound', 'student', 'says', '90 % interval', 'domain', 'nearest learned', 'in the table', 'refused'],
      rows.map((row) => [
        ...[row.formula, row.student, row.value === null ? '' : numberText(row.value)],
        row.low === null ? '' : `${numberText(row.low)} to ${numberText(row.high)}`,
        ...[row.domain ?? '', row.nearest ?? '', row.in_table === null ? '' : numberText(row.in_table)],
        row.refused ?? '',
      ]),
    ),
  ];
}

const symbolsOf = (formula: string): readonly string[] => formula.match(/[A-Z][a-z]?/g) ?? [];

function screeningSection({ screening, threshold, unit, logarithm_of, better }: PropertySummary): string[] {
  if (screening === undefined) return [];
  const { found, reached, best, new_elements: fresh } = screening;
  const removed = Object.entries(found.removed).filter(([, count]) => count > 0);
  const score = 'value' in found ? `${found.value.column.replaceAll('_', ' ')}` : 'log-odds';
  return [
    '## Screening',
    `${found.student} finds ${numberText(reached)} of ${numberText(found.scored)} compounds with ${better === 'smaller' ? 'at most' : 'at least'} ` +
      `${threshold} ${logarithm_of ?? unit}. The space has ${numberText(found.distinct_formulas)} compounds; ` +
      `${removed.length === 0 ? 'no filter removed any' : `filters removed ${removed.map(([name, count]) => `${numberText(count)} (${name.replaceAll('_', ' ')})`).join(', ')}`}.` +
      `${fresh.length === 0 ? '' : ` Of these elements it knows no compound: ${fresh.join(', ')}.`} The best first; top.csv has more.`,
    markdownTable(
      ['rank', 'compound', score, 'known', ...(fresh.length === 0 ? [] : ['not learned'])],
      best.map(({ formula, score: value, known }, i) => [
        ...[String(i + 1), formula, numberText(value), known ? 'yes' : 'no'],
        ...(fresh.length === 0 ? [] : [fresh.filter((symbol) => symbolsOf(formula).includes(symbol)).join(' ')]),
      ]),
    ),
  ];
}
