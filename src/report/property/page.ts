/** The report of an experiment on a property. */

import type { ReportPage } from '../../experiment/page.ts';
import type { PropertySummary } from '../../experiment/property/run.ts';
import { markdownTable, numberText } from '../text.ts';
import { chainSections } from './chain-sections.ts';
import { choiceSection, curveFigures, curveSection } from './curve-section.ts';
import { propertyFigures } from './figures.ts';
import { bootstrapSection, predictionSection } from './refit-sections.ts';
import { scoreSection } from './score-section.ts';

/**
 * Scores by validation, refits, predicted compounds, statements and cost.
 * @example await writePage(summary, propertyPage, 'results/bandgap');
 */
export function propertyPage(summary: PropertySummary): ReportPage {
  return {
    sections: [
      ...dataSection(summary),
      ...summary.validations.flatMap((validation) => scoreSection(summary, validation)),
      ...choiceSection(summary),
      ...curveSection(summary),
      ...bootstrapSection(summary),
      ...predictionSection(summary),
      ...chainSections(summary),
      ...statementSection(summary),
      ...costSection(summary),
      ...missesSection(summary),
    ],
    figures: [...propertyFigures(summary), ...curveFigures(summary)],
  };
}

function dataSection(summary: PropertySummary): string[] {
  const { numbers, unread, files, unit, duplicates } = summary;
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith('data.'))
    .map(([key, { value, unit: counted }]) => [
      key.slice('data.'.length).replaceAll('_', ' '),
      numberText(value),
      counted,
    ]);
  return [
    '## The data',
    `What is learned: ${learnedName(summary)}, in ${unit}, from ${files.join(' and ')}. ${duplicatesText(duplicates)}` +
      positiveText(summary),
    markdownTable(['number', 'value', 'unit'], rows),
    ...(unread.length > 0
      ? [
          'Rows that cannot be read, the first of them:',
          markdownTable(
            ['file', 'line', 'reason'],
            unread.map(({ file, line, reason }) => [file, `${line ?? ''}`, reason]),
          ),
        ]
      : []),
  ];
}

function learnedName({ property, logarithm_of }: PropertySummary): string {
  return logarithm_of === undefined ? property : `the logarithm of ${property}`;
}

function duplicatesText(duplicates: string): string {
  if (duplicates === 'separate') return 'Rows of one reduced formula stay apart.';
  return `Rows of one reduced formula are one compound, with the value of ${duplicates}.`;
}

function positiveText({ threshold, unit, logarithm_of, better }: PropertySummary): string {
  if (threshold === null) return '';
  const least = better === 'smaller' ? 'at most' : 'at least';
  return ` Positive means ${least} ${threshold} ${logarithm_of ?? unit}.`;
}

function statementSection({ statements }: PropertySummary): string[] {
  if (statements.length === 0) return [];
  return [
    '## What is said of the methods',
    'Each statement is put as one number that should exceed another, both on the same compounds. `yes` where the 95 % interval of the difference says so ' +
      'too, `not surely` where other compounds might say otherwise.',
    markdownTable(
      ['method', 'statement', 'this', 'should exceed', 'by', 'difference, 95 % interval', 'confirmed'],
      statements.map((row) => [
        row.method,
        row.says,
        `${row.more}: ${numberText(row.more_value)}`,
        typeof row.than === 'string' ? `${row.than}: ${numberText(row.than_value)}` : numberText(row.than),
        numberText(row.by ?? 0),
        row.difference === null ? '' : row.difference.map(numberText).join(' to '),
        row.confirmed,
      ]),
    ),
  ];
}

function costSection({ numbers, methods }: PropertySummary): string[] {
  const kinds = ['stored_numbers', 'support_vectors', 'distances'] as const;
  const cell = (method: string, kind: string) => {
    const number = numbers[`cost.${method}.${kind}`];
    return number ? numberText(number.value) : '';
  };
  return [
    '## Cost',
    'Counts after learning from all compounds: numbers that the fitted method keeps, support vectors among them, distances that a grouping takes. ' +
      'Seconds depend on the machine and stand in results/bench.json.',
    markdownTable(
      ['method', 'model', ...kinds.map((kind) => kind.replaceAll('_', ' '))],
      methods
        .map(({ name, model }) => [name, model, ...kinds.map((kind) => cell(name, kind))])
        .filter(([, , ...counts]) => counts.some((count) => count !== '')),
    ),
  ];
}

function missesSection({ parity, numbers, students = [] }: PropertySummary): string[] {
  if (parity === null) return [];
  return [
    '## The largest errors',
    `Of ${parity.method}, which has the highest Q2 (${numberText(numbers[`${parity.validation}.${parity.method}.q2`]?.value ?? null)}) ` +
      `${parity.validation.replaceAll('_', ' ')} of all methods${students.length > 0 ? ' and students' : ''} that tell a value, floors aside.`,
    markdownTable(
      ['compound', 'known', 'predicted'],
      parity.misses.map(({ formula, known, predicted }) => [formula, numberText(known), numberText(predicted)]),
    ),
  ];
}
