/** The candidates that a report on measured conductivities lists first. */

import { markdownTable, numberText, percent, removedRows } from 'ionsieve/report';
import type { MeasuredSummary } from './found.ts';

/**
 * What each filter removed, and the best of what is left; empty for a run that made no list.
 * @example shortlistSection(summary)[0]; // '## What to look at first'
 */
export function shortlistSection({ shortlist, coverage }: MeasuredSummary): string[] {
  if (shortlist === null) return [];
  const { exclude, rows, screening } = shortlist;
  const { filters } = screening;
  const inside = rows.filter(({ domain }) => domain === 'inside').length;
  return [
    '## What to look at first',
    'Ternary and quaternary lithium compounds of measured elements, coefficients up to 20, without elements of the groups ' +
      `${exclude.join(', ')}: charge-neutral over ${filters.oxidation_states} oxidation states, in Pauling order, negative states on real ` +
      `anions only, neither known nor measured (to within 1 % in every fraction), at most ${filters.domain_limit} mean distances from the middle of what was measured; the best of each chemical system.`,
    markdownTable(
      ['filter', 'compounds removed'],
      [
        ...removedRows(screening).map(([filter, count]) => [filter, numberText(count)]),
        ['left, and scored', numberText(screening.scored)],
      ],
    ),
    markdownTable(
      [
        'formula',
        'screening P',
        'P',
        'log10 S/cm',
        `${percent(coverage)} interval`,
        'domain',
        'nearest measured',
        'its log10',
        'difference',
      ],
      rows
        .slice(0, 20)
        .map((row) => [
          row.formula,
          numberText(row.screening_probability),
          numberText(row.probability),
          row.log10_conductivity_S_per_cm.toFixed(2),
          `${row.log10_low.toFixed(1)} to ${row.log10_high.toFixed(1)}`,
          row.domain,
          row.nearest_measured,
          row.nearest_measured_log10_S_per_cm.toFixed(2),
          row.nearest_measured_difference.toFixed(2),
        ]),
    ),
    `${inside} of the ${rows.length} in candidates.csv are \`inside\`: near to a measured material. They are variations of what is known; ` +
      'the others are guesses. Whether any of them exists, is stable, or can be made, no student here can tell.',
  ];
}
