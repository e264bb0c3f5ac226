/** The figures of a sweep: one for each search, what was found beside what held, and which parameters matter. */
import type { SearchSummary, SweepSummary } from '../../experiment/sweep/summary.ts';
import type { Figure } from '../figure.ts';
import { COLOURS } from '../render.ts';
import { competitorsOf, OBJECTIVES, objectiveTitle, READABLE, seedText } from './competitors.ts';
import { gridFigure, hasGridFigure } from './grid-figure.ts';
import { parallelFigure } from './parallel-figure.ts';

/**
 * Every figure of a sweep.
 * @example sweepFigures(summary).map(({ file }) => file); // ['sweep.grid.svg', 'sweep.overfit.svg', 'sweep.importance.svg']
 */
export function sweepFigures(summary: SweepSummary): Figure[] {
  const searchFigure = (search: SearchSummary) =>
    hasGridFigure(summary, search) ? gridFigure(summary, search) : parallelFigure(summary, search);
  return [...summary.searches.map(searchFigure), overfitFigure(summary), importanceFigure(summary)];
}

/** Names of rows, to be read without turning the head. */
const HEADER = { labelAngle: 0, labelAlign: 'left' } as const;

function overfitFigure(summary: SweepSummary): Figure {
  const { numbers, seeds, groups, counts, outer } = summary;
  const objective = OBJECTIVES[summary.objective];
  const names = competitorsOf(summary);
  const values = names.flatMap((name) => {
    const number = numbers[`${name}.outer`]!;
    const row = { name: READABLE[name], low: number.interval?.[0], high: number.interval?.[1] };
    const found = numbers[`${name}.inner`];
    return [
      { ...row, value: number.value, rows: 'held out (outer folds)' },
      ...(found ? [{ name: READABLE[name], value: found.value, rows: 'chosen on (inner folds)' }] : []),
    ];
  });
  const y = { field: 'name', type: 'nominal', sort: names.map((name) => READABLE[name]!), title: null } as const;
  const scale = { zero: false } as const;
  return {
    file: 'sweep.overfit.svg',
    caption:
      `What the searches saw beside what held: mean ${objective} over the outer folds (${outer.name}, ${seedText(seeds)}; bars: 95 % bootstrap ` +
      `over ${groups} groups), and of the chosen settings on their inner folds (n = ${counts.compounds} compounds). ` +
      'Where inner is better than outer by more than it is without a sweep, the choice fits its own folds.',
    spec: {
      title: 'Chosen on inner folds, judged on outer folds',
      width: 420,
      height: { step: 26 },
      data: { values },
      layer: [
        {
          mark: { type: 'rule', color: COLOURS.plain },
          encoding: {
            y,
            x: { field: 'low', type: 'quantitative', title: objectiveTitle(summary), scale },
            x2: { field: 'high' },
          },
        },
        {
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: {
            y,
            x: { field: 'value', type: 'quantitative', scale },
            color: {
              field: 'rows',
              type: 'nominal',
              title: null,
              legend: { labelLimit: 300 },
              scale: {
                domain: ['held out (outer folds)', 'chosen on (inner folds)'],
                range: [COLOURS.slow, COLOURS.fast],
              },
            },
            shape: { field: 'rows', type: 'nominal', title: null },
          },
        },
      ],
    },
  };
}

function importanceFigure({ importance, parameters, seeds, outer }: SweepSummary): Figure {
  const defined = importance.filter(({ share }) => share.value !== null);
  const values = defined.map(({ search, parameter, share }) => {
    return {
      search: READABLE[search],
      parameter,
      value: share.value,
      low: share.interval?.[0],
      high: share.interval?.[1],
    };
  });
  const left = [
    ...new Set(importance.filter(({ share }) => share.value === null).map(({ search }) => READABLE[search])),
  ];
  const y = { field: 'parameter', type: 'nominal', sort: parameters.map(({ path }) => path), title: null } as const;
  const scale = { domain: [0, 1] };
  return {
    file: 'sweep.importance.svg',
    caption:
      'Share of the variance of the score over the space that a parameter explains by itself; the rest is what parameters do ' +
      `together (bars: mean over n = ${seeds.length * Number(outer.folds)} outer folds, ${seedText(seeds)}; lines: 95 % of them).` +
      (left.length > 0 ? ` Not defined for ${left.join(' and ')}: too few trials learned from all groups.` : ''),
    spec: {
      title: 'Which parameters matter',
      data: { values },
      facet: {
        row: {
          field: 'search',
          type: 'nominal',
          sort: values.map(({ search }) => search!),
          title: null,
          header: HEADER,
        },
      },
      spec: {
        width: 380,
        height: { step: 20 },
        layer: [
          {
            mark: { type: 'bar', color: COLOURS.slow, height: 12 },
            encoding: { y, x: { field: 'value', type: 'quantitative', title: 'share of variance', scale } },
          },
          {
            mark: { type: 'rule', color: COLOURS.plain },
            encoding: { y, x: { field: 'low', type: 'quantitative', scale }, x2: { field: 'high' } },
          },
        ],
      },
    },
  };
}
