/** The figures of an experiment on a property. */
import type { PropertySummary } from '../../experiment/property/run.ts';
import { type Figure, ONCE } from '../figure.ts';
import { COLOURS } from '../render.ts';

/** The parts of a method that are drawn: the score, its axis, and the value and name of the dashed line. */
interface DrawnScore {
  readonly key: 'mae' | 'auc';
  readonly axis: string;
  readonly line: { readonly at: number; readonly name: string };
}

/** Errors of so many times the largest of a floor are off the axis. */
const FAR = 3;

/**
 * Scores of all methods in all validations, and predicted against known values.
 * @example propertyFigures(summary).map(({ file }) => file); // ['mae.svg', 'auc.svg', 'parity.svg']
 */
export function propertyFigures(summary: PropertySummary): Figure[] {
  const scores: DrawnScore[] = [
    { key: 'mae', axis: `mean absolute error / ${summary.unit}`, line: { at: 0, name: 'no error' } },
    { key: 'auc', axis: 'AUC', line: { at: 0.5, name: 'chance' } },
  ];
  return [...scores.flatMap((score) => scoreFigure(summary, score)), ...parityFigure(summary)];
}

function scoreFigure({ numbers, methods, validations }: PropertySummary, { key, axis, line }: DrawnScore): Figure[] {
  const values = validations.flatMap((validation) =>
    methods.flatMap(({ name, floor }) => {
      const number = numbers[`${validation.name}.${name}.${key}`];
      if (!number) return [];
      const [low, high] = number.interval ?? [null, null];
      return [
        { validation: validation.name.replaceAll('_', ' '), method: name, floor, value: number.value, low, high },
      ];
    }),
  );
  if (values.length === 0) return [];
  const names = methods.map(({ name }) => name).filter((name) => values.some(({ method }) => method === name));
  const y = { field: 'method', type: 'nominal', sort: names, title: null, axis: { labelLimit: 320 } } as const;
  const most =
    key === 'auc' ? 1 : FAR * Math.max(...values.filter(({ floor }) => floor).map(({ value }) => value ?? 0));
  const beyond = values.filter(({ value }) => value !== null && value > most).length;
  const cut = values.some(({ high }) => high !== null && high > most);
  const scale = key === 'auc' || cut ? { domain: [0, most] } : { zero: true };
  const n = numbers[`${validations[0]!.name}.${values[0]!.method}.${key}`]!.n;
  return [
    {
      file: `${key}.svg`,
      caption:
        `${key.toUpperCase()} of every method on held-out compounds (n = ${n}; orange: floors; bars: 95 % bootstrap over what was held out ` +
        `together; dashed: ${line.name}${beyond > 0 ? `; ${beyond} off the axis, see the tables` : ''}).`,
      spec: {
        title: `Held-out compounds: ${axis}`,
        data: { values },
        facet: {
          column: {
            field: 'validation',
            type: 'nominal',
            sort: validations.map((each) => each.name.replaceAll('_', ' ')),
            title: null,
          },
        },
        spec: {
          width: 200,
          height: { step: 18 },
          layer: [
            {
              data: ONCE,
              mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
              encoding: { x: { datum: line.at } },
            },
            {
              mark: { type: 'rule', color: COLOURS.plain, clip: true },
              encoding: { y, x: { field: 'low', type: 'quantitative', title: axis, scale }, x2: { field: 'high' } },
            },
            {
              mark: { type: 'point', filled: true, size: 45, clip: true },
              encoding: {
                y,
                x: { field: 'value', type: 'quantitative', scale },
                color: { condition: { test: 'datum.floor', value: COLOURS.fast }, value: COLOURS.slow },
              },
            },
          ],
        },
      },
    },
  ];
}

function parityFigure({ parity, property, unit, numbers }: PropertySummary): Figure[] {
  if (parity === null) return [];
  const { method, validation, cells } = parity;
  const all = cells.flatMap(({ known, predicted }) => [known!, predicted!]);
  const domain = [Math.min(...all), Math.max(...all)];
  const mae = numbers[`${validation}.${method}.mae`]!;
  const line = domain.map((value) => ({ known: value, predicted: value }));
  const axis = (name: 'known' | 'predicted') =>
    ({ field: name, type: 'quantitative', title: `${name} / ${unit}`, scale: { domain, nice: true } }) as const;
  return [
    {
      file: 'parity.svg',
      caption:
        `Predicted against known ${property} of held-out compounds: ${method}, ${validation.replaceAll('_', ' ')} ` +
        `(n = ${mae.n}, counted in cells; line: no error).`,
      spec: {
        title: `Held-out compounds: ${method}`,
        width: 360,
        height: 360,
        data: { values: [...cells] },
        layer: [
          {
            data: { values: line },
            mark: { type: 'line', color: COLOURS.plain, strokeDash: [4, 3] },
            encoding: { x: axis('known'), y: axis('predicted') },
          },
          {
            mark: { type: 'point', filled: true, color: COLOURS.slow, opacity: 0.7 },
            encoding: {
              x: axis('known'),
              y: axis('predicted'),
              size: { field: 'compounds', type: 'quantitative', title: 'compounds', scale: { range: [20, 200] } },
            },
          },
        ],
      },
    },
  ];
}
