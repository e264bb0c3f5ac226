import { FILTERS, type ScreeningSummary } from '../experiment/screening-summary.ts';
import { COUNT_LABELS, type Figure } from './figure.ts';
import { COLOURS } from './render.ts';
import { numberText } from './text.ts';

/**
 * What each filter of a screening removed, in the order in which they were asked.
 * @example removedRows({ removed: { not_ionic: 3 } }); // [['not ionic', 3]]
 */
export function removedRows({ removed }: Pick<ScreeningSummary, 'removed'>): [filter: string, count: number][] {
  return removals(removed).map(([filter, count]) => [filter.replaceAll('_', ' '), count]);
}

type Filter = (typeof FILTERS)[number];

function removals(removed: ScreeningSummary['removed']): [Filter, number][] {
  return FILTERS.flatMap((filter) => {
    const count = removed[filter];
    return count === undefined ? [] : [[filter, count] as [Filter, number]];
  });
}

/** What a filter leaves. */
const KEPT: Readonly<Record<Filter, string>> = {
  excluded_element: 'without excluded elements',
  no_real_anion: 'with a real anion',
  not_charge_neutral: 'charge-neutral',
  not_in_pauling_order: 'in Pauling order',
  not_ionic: 'negative states on anions only',
  known_formula: 'not known',
  outside_domain: 'inside the domain',
};

/**
 * Compounds left after each filter, on a logarithmic axis.
 * @example funnelFigure(screening).file; // 'funnel.svg'
 */
export function funnelFigure(screening: ScreeningSummary): Figure {
  let left = screening.scored + removals(screening.removed).reduce((sum, [, count]) => sum + count, 0);
  const all = left;
  const steps = [
    { step: 'all compounds', left },
    ...removals(screening.removed)
      .filter(([, count]) => count > 0)
      .map(([filter, count]) => {
        left -= count;
        return { step: KEPT[filter], left };
      }),
    { step: 'called fast', left: screening.fast },
  ];
  const shown = steps.filter((each) => each.left > 0);
  const from = 10 ** Math.floor(Math.log10(Math.min(...shown.map((each) => each.left))) - 0.3);
  const to = 10 ** Math.ceil(Math.log10(all));
  const y = { field: 'step', type: 'nominal', sort: null, title: null, axis: { labelLimit: 320 } } as const;
  return {
    file: 'funnel.svg',
    caption: `Compounds left after each filter, from top to bottom (n = ${numberText(all)} compounds of the space; logarithmic).`,
    spec: {
      title: 'What each filter leaves',
      width: 460,
      height: { step: 24 },
      data: { values: shown.map((each) => ({ ...each, label: numberText(each.left) })) },
      layer: [
        {
          mark: { type: 'bar', color: COLOURS.slow, height: 16 },
          encoding: {
            y,
            x: {
              field: 'left',
              type: 'quantitative',
              title: 'compounds (logarithmic)',
              scale: { type: 'log', domain: [from, to], nice: false },
              axis: { labelExpr: COUNT_LABELS, labelOverlap: true, tickCount: Math.round(Math.log10(to / from)) },
            },
            x2: { datum: from },
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 4, fontSize: 11, clip: false },
          encoding: { y, x: { field: 'left', type: 'quantitative' }, text: { field: 'label', type: 'nominal' } },
        },
      ],
    },
  };
}
