/** The candidates that the report lists. */
import { markdownTable, numberText, removedRows } from 'ionsieve/report';
import type { TransferSummary } from './found.ts';

/**
 * What each filter removed, and the best of what is left.
 * @example shortlistSection(summary)[0]; // '## Candidates that can be judged'
 */
export function shortlistSection({ shortlist }: Pick<TransferSummary, 'shortlist'>): string[] {
  const { exclude, rows, screening } = shortlist;
  const { filters } = screening;
  return [
    '## Candidates that can be judged',
    `Compounds that are charge-neutral over ${filters.oxidation_states} oxidation states, in Pauling order, with negative ` +
      `states on real anions only, without elements of the groups ${exclude.join(', ')}, not among the labelled formulas, not measured (to within 1 % in every fraction), and ` +
      `at most ${filters.domain_limit} mean training distances from the middle of what the student learned from: the best of ` +
      'each chemical system. What each filter removed, of all compounds, in this order:',
    markdownTable(
      ['filter', 'compounds removed'],
      [
        ...removedRows(screening).map(([filter, count]) => [filter, numberText(count)]),
        ['left, and scored', numberText(screening.scored)],
        ['of these called fast', numberText(screening.fast)],
        ['chemical systems left', numberText(screening.chemical_systems)],
      ],
    ),
    markdownTable(
      ['formula', 'log-odds', 'P', 'distance', 'nearest labelled formula', 'its distance', 'teacher says P'],
      rows
        .slice(0, 10)
        .map((row) => [
          row.formula,
          numberText(row.log_odds),
          numberText(row.probability),
          numberText(row.domain_distance),
          row.nearest_known,
          numberText(row.nearest_distance),
          numberText(row.nearest_teacher_probability),
        ]),
    ),
    `The best lie at the edge of the domain, ${distanceRange(rows)} for a limit of ${filters.domain_limit}: scores rise on the way out, ` +
      'and there the student knows least.',
    'What this list cannot tell: whether a compound is stable, or exists; whether it conducts electrons; whether it can be made. ' +
      'The score says how a teacher trained on some forty measurements would judge its known relatives, which says little of ' +
      'measured conductivities (above), and one oxidation state for each element leaves mixed valence out.',
  ];
}

function distanceRange(rows: TransferSummary['shortlist']['rows']): string {
  const distances = rows.slice(0, 10).map((row) => row.domain_distance);
  return distances.length === 0
    ? 'none'
    : `${numberText(Math.min(...distances))} to ${numberText(Math.max(...distances))}`;
}
