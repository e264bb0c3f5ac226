/** What the student that screens costs against the one that predicts. */

import { markdownTable, numberText } from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';

/**
 * How the two rank the same compounds.
 * @example rankingSection(summary).length;
 */
export function rankingSection(summary: MeasuredSummary): string[] {
  const { numbers, screening_student, shipped } = summary;
  if (screening_student === null) return ['A quick run distils nothing.'];
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith('ranking.'))
    .map(([key, { value, unit, n }]) => [
      key.slice('ranking.'.length).replaceAll('_', ' '),
      numberText(value),
      unit,
      numberText(n),
    ]);
  return [
    `${shipped} answers for one composition at a time; ${screening_student}, a perceptron that was taught its answers, runs in the ` +
      'screening engine. In AUC the table above tells what that costs. On compounds drawn from the screening space (measured elements, a real ' +
      'anion, coefficients from 1 to 20) their rankings, and that of the paper’s student, compare so:',
    markdownTable(['number', 'value', 'unit', 'n'], rows),
    'The list of a screening is therefore re-read by the student that predicts: top.csv shows its probability, conductivity, interval and ' +
      'domain beside the score that ranked.',
  ];
}
