/** The report on the verdicts. */
import type { OwnSummary } from 'ionsieve/experiment';
import {
  COLOURS,
  type Figure,
  intervalText,
  markdownTable,
  numberTable,
  numberText,
  ONCE,
  type ReportPage,
} from 'ionsieve/report';
import type { JudgedCompound, Verdicts } from './run.ts';

/**
 * Hit rates, what they prove, and how each model ranks the verdicts.
 * @example verdictsPage(summary).figures[0]?.file; // 'verdicts.svg'
 */
export function verdictsPage(summary: OwnSummary<Verdicts>): ReportPage {
  const { numbers } = summary;
  const p = numbers['all_drawn.fisher_p']!;
  const enrichment = numbers['all_drawn.enrichment']!;
  return {
    sections: [
      '## Chosen compounds against random ones',
      'A compound is fast where molecular dynamics says so; `marginal` counts as not fast. `known` takes the controls whose verdict is ' +
        "public, `all_drawn` the paper's count over all that were drawn. F1 takes candidates as called fast and controls as called slow.",
      numberTable(summary, 'known.'),
      numberTable(summary, 'all_drawn.'),
      `The enrichment is ${numberText(enrichment.value)} (${intervalText(enrichment)}); that chance alone gives as many hits has a probability of ` +
        `${numberText(p.value)} (Fisher, one-sided, n = ${numberText(p.n)}). ${
          p.value! < 0.05
            ? 'The candidates are better than chance.'
            : 'Twenty-one compounds on each side are too few to say with 95 % certainty that the candidates are better than chance.'
        }`,
      '## Who ranks the verdicts',
      'AUC of each model over the compounds with a public verdict: 0.5 is chance. The teacher sees structures, students and floors compositions. ' +
        `${numberText(numbers['compounds.measured_before']!.value)} of the compounds are among those that any model learned from. \`candidates_only\` asks for an order ` +
        'among the compounds that the published model chose: there its own threshold has already done its work.',
      rankingTable(summary),
      '## The compounds',
      markdownTable(
        ['id', 'formula', 'group', 'verdict', ...rankersOf(summary)],
        summary.compounds.map((row) => [
          row.id,
          row.formula,
          row.group,
          row.verdict,
          ...rankersOf(summary).map((ranker) => numberText(row.scores[ranker]!)),
        ]),
      ),
      'Scores: share of fast ones among measured compounds of the same anion; log10 of the nearest measured conductivity in S/cm; log-odds of the ' +
        "published model; probability of the paper's student; log10 of the conductivity in S/cm by the student of measurements.",
    ],
    figures: [verdictFigure(summary)],
  };
}

const rankersOf = ({ compounds }: Verdicts): string[] => Object.keys(compounds[0]!.scores);

function rankingTable(summary: Verdicts): string {
  const groups = ['all', 'candidates_only'];
  return markdownTable(
    ['model', ...groups],
    rankersOf(summary).map((ranker) => [
      ranker.replaceAll('_', ' '),
      ...groups.map((group) => {
        const number = summary.numbers[`ranking.${group}.${ranker}.auc`]!;
        return `${numberText(number.value)} (${intervalText(number)}), n = ${number.n}`;
      }),
    ]),
  );
}

function verdictFigure({ compounds }: Verdicts): Figure {
  const values = compounds.flatMap((compound) => {
    const logOdds = compound.scores.published_teacher;
    return typeof logOdds === 'number' ? [{ ...compound, logOdds }] : [];
  });
  const n = values.length;
  const missing = compounds.length - n;
  return {
    file: 'verdicts.svg',
    caption:
      `Log-odds of the published model, on today's structures, against the verdict of molecular dynamics (n = ${n}; ` +
      `${missing} without descriptors are left out).`,
    spec: {
      title: 'What the published model said, and what molecular dynamics found',
      width: 520,
      height: { step: 16 },
      data: { values: values.map(({ formula, group, verdict, logOdds }) => ({ formula, group, verdict, logOdds })) },
      layer: [
        { data: ONCE, mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain }, encoding: { x: { datum: 0 } } },
        {
          mark: { type: 'point', filled: true, size: 60 },
          encoding: {
            y: { field: 'formula', type: 'nominal', sort: byLogOdds(values), title: null },
            x: { field: 'logOdds', type: 'quantitative', title: 'log-odds of fast conduction' },
            color: {
              field: 'verdict',
              type: 'nominal',
              scale: { domain: ['yes', 'marginal', 'no'], range: [COLOURS.fast, '#e69f00', COLOURS.slow] },
              title: 'fast by dynamics',
            },
            shape: { field: 'group', type: 'nominal', title: 'group' },
          },
        },
      ],
    },
  };
}

function byLogOdds(values: readonly (JudgedCompound & { logOdds: number })[]): string[] {
  return [...values].sort((a, b) => b.logOdds - a.logOdds).map(({ formula }) => formula);
}
