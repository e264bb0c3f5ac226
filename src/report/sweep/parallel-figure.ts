/** The trials of a search in parallel coordinates: an axis for each parameter, and one for the score. */
import { type Parameter, unitOf, valueAt, valueText } from '../../experiment/sweep/parameter.ts';
import type { SearchSummary, SweepSummary, TrialTable } from '../../experiment/sweep/summary.ts';
import type { Figure } from '../figure.ts';
import { COLOURS } from '../render.ts';
import { OBJECTIVES, objectiveTitle, READABLE, seedText } from './competitors.ts';

/** Ends of the axis of scores. */
interface ScoreScale {
  readonly worst: number;
  readonly best: number;
}

/**
 * The figure, of the trials on all rows.
 * @example parallelFigure(summary, search).file; // 'sweep.tpe.svg'
 */
export function parallelFigure(summary: SweepSummary, { search, tables }: SearchSummary): Figure {
  const { parameters, better, seeds, inner_folds: folds, counts } = summary;
  const objective = OBJECTIVES[summary.objective];
  const name = READABLE[search.kind]!.replace(/^./, (letter) => letter.toUpperCase());
  const table = tables.at(-1)!;
  const axis = objectiveTitle(summary);
  const scale = scoreScale(table, better);
  const axes = [...parameters.map(({ path }) => path), axis];
  const dropped = lines(parameters, table, ({ share }) => share < 1);
  const early =
    search.kind === 'halving' ? ' Grey: settings that were dropped before they learned from all groups.' : '';
  const x = {
    field: 'axis',
    type: 'nominal',
    sort: axes,
    title: null,
    axis: { labelAngle: 0, orient: 'top', domain: false, ticks: false, labelPadding: 12 },
  } as const;
  const y = { field: 'place', type: 'quantitative' as const, axis: null, scale: { domain: [0, 1] } };
  return {
    file: `sweep.${search.kind}.svg`,
    caption:
      `${name}: every trial on all rows, a line through its parameters to its mean ${objective} over ${folds} inner folds ` +
      `(${seedText(seeds)}; n = ${counts.compounds} compounds). Thick: the chosen one; bar: its standard deviation between folds.${early}`,
    spec: {
      title: `${name}: trials and their ${objective} on inner folds`,
      width: 160 * (axes.length - 1),
      height: 280,
      layer: [
        {
          data: { values: axes.map((each) => ({ axis: each })) },
          mark: { type: 'rule', color: COLOURS.plain },
          encoding: { x },
        },
        {
          data: { values: dropped },
          mark: { type: 'line', color: '#cccccc', strokeWidth: 1 },
          encoding: { x, y, detail: { field: 'trial' } },
        },
        {
          data: { values: lines(parameters, table, ({ share }) => share === 1, axis, scale) },
          mark: { type: 'line', opacity: 0.8 },
          encoding: {
            x,
            y,
            detail: { field: 'trial' },
            color: {
              field: 'score',
              type: 'quantitative',
              title: axis,
              scale: { scheme: 'viridis', reverse: better < 0, zero: false },
            },
            strokeWidth: { condition: { test: `datum.trial === ${table.chosen}`, value: 4 }, value: 1.2 },
          },
        },
        {
          data: { values: [spreadOf(table, axis, scale)] },
          mark: { type: 'rule', strokeWidth: 3, color: COLOURS.fast },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
        },
        {
          data: { values: [...parameters.flatMap(ticksOf), ...scoreTicks(axis, scale)] },
          mark: {
            type: 'text',
            align: 'left',
            dx: 5,
            fontSize: 10,
            stroke: 'white',
            strokeWidth: 3,
            strokeOpacity: 0.8,
          },
          encoding: { x, y, text: { field: 'text', type: 'nominal' } },
        },
        {
          data: { values: [...parameters.flatMap(ticksOf), ...scoreTicks(axis, scale)] },
          mark: { type: 'text', align: 'left', dx: 5, fontSize: 10, color: 'black' },
          encoding: { x, y, text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
  };
}

/** Points of the lines of the trials that are asked for; those that could not be fitted have no line. */
function lines(
  parameters: readonly Parameter[],
  table: TrialTable,
  asked: (trial: { readonly share: number }) => boolean,
  axis?: string,
  scale?: ScoreScale,
) {
  return table.mean.flatMap((score, trial) => {
    if (score === null || !asked({ share: table.share[trial]! })) return [];
    const points = parameters.map((parameter, j) => {
      return { trial, axis: parameter.path, place: unitOf(parameter, table.values[j]![trial]!), score };
    });
    return axis && scale ? [...points, { trial, axis, place: placeOf(score, scale), score }] : points;
  });
}

/** From the worst trial to the best, with room for the spread of the chosen one. */
function scoreScale({ mean, sd, share, chosen }: TrialTable, better: 1 | -1): ScoreScale {
  const scores = mean.filter((score, trial) => score !== null && share[trial] === 1) as number[];
  const spread = sd[chosen] ?? 0;
  const all = [...scores, mean[chosen]! - spread, mean[chosen]! + spread];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return better > 0 ? { worst: low, best: high } : { worst: high, best: low };
}

function placeOf(score: number, { worst, best }: ScoreScale): number {
  return best === worst ? 0.5 : (score - worst) / (best - worst);
}

function spreadOf({ mean, sd, chosen }: TrialTable, axis: string, scale: ScoreScale) {
  const spread = sd[chosen] ?? 0;
  return { axis, low: placeOf(mean[chosen]! - spread, scale), high: placeOf(mean[chosen]! + spread, scale) };
}

function ticksOf(parameter: Parameter) {
  const { path: axis } = parameter;
  if (parameter.kind === 'choice') {
    return parameter.oneOf.map((_, place) => ({
      axis,
      place: unitOf(parameter, place),
      text: valueText(parameter, place),
    }));
  }
  return [0, 0.5, 1].map((place) => ({ axis, place, text: valueText(parameter, valueAt(parameter, place)) }));
}

function scoreTicks(axis: string, { worst, best }: ScoreScale) {
  return [0, 0.5, 1].map((place) => ({ axis, place, text: (worst + place * (best - worst)).toPrecision(3) }));
}
