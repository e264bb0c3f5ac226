import type { Figure } from './figure.ts';

/** Learning curves, and how to describe them. */
export interface DrawnLearningCurves {
  readonly file: string;
  readonly title: string;
  readonly caption: string;
  /** Of both axes, and of the legend. */
  readonly axes: { readonly x: string; readonly y: string; readonly who: string };
  /** Under `who` in the data, the name that the axes give it. */
  readonly values: readonly { readonly size: number; readonly value: number | null; readonly [who: string]: unknown }[];
}

/**
 * A score against the number of rows learned from, a line for each that learned.
 * @example learningCurveFigure({ file: 'mae.svg', title: 'MAE', caption: '', axes: { x: 'rows', y: 'MAE', who: 'method' }, values: [{ size: 20, value: 1, method: 'ridge' }] }).file;
 */
export function learningCurveFigure({ file, title, caption, axes, values }: DrawnLearningCurves): Figure {
  const x = {
    field: 'size',
    type: 'quantitative' as const,
    title: axes.x,
    scale: { type: 'log' as const },
    axis: { values: [...new Set(values.map(({ size }) => size))], grid: false },
  };
  const legend = { labelLimit: 320 };
  const color = { field: axes.who, type: 'nominal', title: axes.who, legend } as const;
  const scale = { zero: false } as const;
  return {
    file,
    caption,
    spec: {
      title,
      width: 480,
      height: 300,
      data: { values: [...values] },
      layer: [
        {
          mark: { type: 'line' },
          encoding: { x, color, y: { field: 'value', type: 'quantitative', title: axes.y, scale } },
        },
        {
          mark: { type: 'point', filled: true, size: 45 },
          encoding: {
            x,
            color,
            shape: { field: axes.who, type: 'nominal' },
            y: { field: 'value', type: 'quantitative', scale },
          },
        },
      ],
    },
  };
}
