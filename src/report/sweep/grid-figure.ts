/** A grid as a heat map: one for each value of a choice, where there is one beside two other parameters. */
import { type Parameter, valueText } from '../../experiment/sweep/parameter.ts';
import type { SearchSummary, SweepSummary } from '../../experiment/sweep/summary.ts';
import type { Figure } from '../figure.ts';
import { OBJECTIVES, objectiveTitle, seedText } from './competitors.ts';

/**
 * Whether a search can be drawn as a heat map: a grid of two parameters, or of two and a choice.
 * @example hasGridFigure(summary, search);
 */
export function hasGridFigure({ parameters }: SweepSummary, { search }: SearchSummary): boolean {
  return search.kind === 'grid' && layOut(parameters) !== null;
}

/**
 * The heat map: mean score over the inner folds, averaged over outer folds and seeds, with the standard deviation between them.
 * @example gridFigure(summary, search).file; // 'sweep.grid.svg'
 */
export function gridFigure(summary: SweepSummary, { tables }: SearchSummary): Figure {
  const { parameters, better, seeds, outer, counts } = summary;
  const objective = OBJECTIVES[summary.objective];
  const [across, up, facet] = layOut(parameters)!;
  const judged = tables.filter(({ fold }) => fold !== null);
  const texts = parameters.map((parameter, j) => judged[0]!.values[j]!.map((value) => valueText(parameter, value)));
  const values = judged[0]!.mean.map((_, trial) => {
    const scores = judged.map(({ mean }) => mean[trial]!).filter((score) => score !== null);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const sd = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(scores.length - 1, 1));
    return {
      across: texts[across]![trial],
      up: texts[up]![trial],
      facet: facet === undefined ? '' : `${parameters[facet]!.path}: ${texts[facet]![trial]}`,
      score: scores.length === 0 ? null : mean,
      text: scores.length === 0 ? 'none' : `${short(mean)}\n± ${short(sd)}`,
    };
  });
  const position = {
    x: { field: 'across', type: 'ordinal', sort: distinct(texts[across]!), title: titleOf(parameters[across]!) },
    y: { field: 'up', type: 'ordinal', sort: distinct(texts[up]!).reverse(), title: titleOf(parameters[up]!) },
  } as const;
  const domain = values.flatMap(({ score }) => (score === null ? [] : [score]));
  const middle = (Math.max(...domain) + Math.min(...domain)) / 2;
  return {
    file: 'sweep.grid.svg',
    caption:
      `The grid: mean ${objective} on inner folds, averaged over ${judged.length} outer folds (${seedText(seeds)}), ± the standard ` +
      `deviation between these (n = ${counts.compounds} compounds; folds ${outer.name}).`,
    spec: {
      title: `Grid: ${objective} on inner folds`,
      data: { values },
      facet: {
        column: { field: 'facet', type: 'nominal', sort: distinct(values.map((each) => each.facet)), title: null },
      },
      spec: {
        width: { step: 62 },
        height: { step: 38 },
        layer: [
          {
            mark: { type: 'rect', stroke: 'white' },
            encoding: {
              ...position,
              color: {
                field: 'score',
                type: 'quantitative',
                title: objectiveTitle(summary),
                scale: { scheme: 'viridis', reverse: better < 0, zero: false },
              },
            },
          },
          {
            mark: { type: 'text', fontSize: 10, lineBreak: '\n', baseline: 'middle', dy: -6 },
            encoding: {
              ...position,
              text: { field: 'text', type: 'nominal' },
              color: {
                condition: { test: `datum.score ${better > 0 ? '>' : '<'} ${middle}`, value: 'black' },
                value: 'white',
              },
            },
          },
        ],
      },
    },
  };
}

/** Places of the parameters across, up, and between heat maps. */
function layOut(parameters: readonly Parameter[]): [across: number, up: number, facet?: number] | null {
  if (parameters.length === 2) return [0, 1];
  const choice = parameters.findIndex(({ kind }) => kind === 'choice');
  const others = parameters.flatMap((_, j) => (j === choice ? [] : [j]));
  return parameters.length === 3 && choice >= 0 ? [others[0]!, others[1]!, choice] : null;
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const short = (value: number): string => value.toPrecision(3);

const titleOf = ({ path, ...rest }: Parameter): string =>
  rest.kind === 'number' && rest.scale === 'log' ? `${path} (logarithmic)` : path;
