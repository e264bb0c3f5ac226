/** The figures of a search over subsets of descriptors. */

import { COLOURS, type Figure, ONCE } from 'ionsieve/report';
import type { SearchFindings } from './run.ts';

/**
 * Errors by number of descriptors, least errors in noise, other thresholds, and the candidates.
 * @example subsetFigures(summary).map(({ file }) => file);
 */
export function subsetFigures(summary: SearchFindings): Figure[] {
  return [curveFigure(summary), noiseFigure(summary), thresholdFigure(summary), candidateFigure(summary)];
}

const CURVES = {
  paper: 'paper, best subset (n = 40)',
  best: 'ours, best subset',
  median: 'ours, median subset',
  noise: 'best subset of noise, mean',
  nested: 'ours, chosen without the material',
} as const;

function curveFigure({ numbers, curve, paper_curve, materials, noise_errors }: SearchFindings): Figure {
  const floor = numbers['floor.majority.leave_one_out_error']!;
  const ours = (size: number, name: keyof typeof CURVES, key: string) => {
    const value = numbers[key]?.value;
    return value === undefined || value === null ? [] : [{ size, curve: CURVES[name], error: value }];
  };
  const values = [
    ...paper_curve.map(({ size, error }) => ({ size, curve: CURVES.paper, error })),
    ...curve.flatMap(({ size }) => [
      ...ours(size, 'best', `subset_search.n${size}.leave_one_out_error`),
      ...ours(size, 'median', `subset_search.n${size}.median_error`),
      ...ours(size, 'noise', `noise.n${size}.leave_one_out_error`),
      ...ours(size, 'nested', `nested.n${size}.leave_one_out_error`),
    ]),
  ];
  const encoding = {
    x: {
      field: 'size',
      type: 'quantitative',
      title: 'descriptors in the subset',
      axis: { tickMinStep: 1, grid: false },
    },
    y: { field: 'error', type: 'quantitative', title: 'leave-one-out error (share)', scale: { zero: true } },
    color: {
      field: 'curve',
      type: 'nominal',
      title: null,
      sort: null,
      scale: { domain: Object.values(CURVES), range: ['#000000', COLOURS.slow, '#999999', '#009e73', COLOURS.fast] },
      legend: { labelLimit: 320 },
    },
  } as const;
  return {
    file: 'error-by-size.svg',
    caption:
      `Leave-one-out error against the number of descriptors (ours n = ${materials.length} materials, the paper's 40; noise: mean of ${noise_errors.length} draws; dashed: ` +
      'always the commoner class).',
    spec: {
      title: 'The best subset, and what is left of it',
      width: 440,
      height: 300,
      data: { values },
      layer: [
        {
          data: ONCE,
          mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
          encoding: { y: { datum: floor.value! } },
        },
        { transform: [{ filter: `datum.curve !== '${CURVES.paper}'` }], mark: { type: 'line' }, encoding },
        {
          mark: { type: 'point', filled: true, size: 50, opacity: 1 },
          encoding: {
            ...encoding,
            shape: {
              field: 'curve',
              type: 'nominal',
              title: null,
              sort: null,
              scale: {
                domain: Object.values(CURVES),
                range: ['diamond', 'circle', 'square', 'triangle-up', 'triangle-down'],
              },
            },
          },
        },
      ],
    },
  };
}

function noiseFigure({ numbers, noise_errors, curve, inner_subset_size: most, materials }: SearchFindings): Figure {
  const counts = new Map<number, number>();
  for (const error of noise_errors) counts.set(error, (counts.get(error) ?? 0) + 1);
  const least = Math.min(...curve.slice(0, most).map(({ best }) => best.errors)) / materials.length;
  const lines = [
    { what: 'our descriptors', error: least },
    { what: 'our descriptors, nested', error: numbers['nested.any.leave_one_out_error']!.value },
    { what: 'always the commoner class', error: numbers['floor.majority.leave_one_out_error']!.value },
  ];
  return {
    file: 'noise.svg',
    caption:
      `Least leave-one-out error of every subset of up to ${most} columns of noise (n = ${noise_errors.length} draws, ${materials.length} materials each), and of the ` +
      'descriptors; nested: each material judged by a subset that was chosen without it.',
    spec: {
      title: 'How low the whole search gets in noise',
      width: 440,
      height: 220,
      layer: [
        {
          data: { values: [...counts].map(([error, draws]) => ({ error, draws })) },
          mark: { type: 'bar', width: 9, color: '#999999' },
          encoding: {
            x: { field: 'error', type: 'quantitative', title: 'leave-one-out error (share)', scale: { domainMin: 0 } },
            y: { field: 'draws', type: 'quantitative', title: 'draws of noise' },
          },
        },
        {
          data: { values: lines },
          mark: { type: 'rule', size: 2 },
          encoding: {
            x: { field: 'error', type: 'quantitative' },
            color: {
              field: 'what',
              type: 'nominal',
              title: null,
              sort: null,
              scale: { domain: lines.map(({ what }) => what), range: [COLOURS.slow, COLOURS.fast, COLOURS.plain] },
              legend: { labelLimit: 320, symbolType: 'stroke' },
            },
          },
        },
      ],
    },
  };
}

function thresholdFigure({ thresholds, materials, inner_subset_size: most }: SearchFindings): Figure {
  const names = ['best subset', 'always the commoner class'];
  const values = thresholds.flatMap(({ threshold_S_per_cm: threshold, best_error, majority_error }) => [
    ...(best_error === null ? [] : [{ threshold, curve: names[0], error: best_error }]),
    { threshold, curve: names[1], error: majority_error },
  ]);
  return {
    file: 'thresholds.svg',
    caption: `Least leave-one-out error of every subset of up to ${most} descriptors, by the conductivity from which a material counts as fast (n = ${materials.length} materials).`,
    spec: {
      title: 'Other thresholds of fast conduction',
      width: 440,
      height: 240,
      data: { values },
      mark: { type: 'line', point: { filled: true, size: 50 } },
      encoding: {
        x: {
          field: 'threshold',
          type: 'quantitative',
          title: 'threshold (S/cm)',
          scale: { type: 'log' },
          axis: { format: '.0e', values: [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2], grid: false },
        },
        y: { field: 'error', type: 'quantitative', title: 'leave-one-out error (share)' },
        color: {
          field: 'curve',
          type: 'nominal',
          title: null,
          scale: { domain: names, range: [COLOURS.slow, COLOURS.plain] },
          legend: { labelLimit: 240 },
        },
      },
    },
  };
}

function candidateFigure({ candidates, materials }: SearchFindings): Figure {
  const values = [...candidates].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  const y = { field: 'formula', type: 'nominal', sort: values.map(({ formula }) => formula), title: null } as const;
  const scale = { domain: [0, 1] };
  const x = { type: 'quantitative', title: 'probability of fast conduction', scale } as const;
  return {
    file: 'candidates.svg',
    caption:
      `Probability of each published candidate by the printed coefficients (points), and the span over ${materials.length} refits, each without one material (bars; n = ${values.length} candidates); a ` +
      'distance beyond 2 is extrapolation.',
    spec: {
      title: 'How far the candidates can be relied on',
      width: 440,
      height: { step: 16 },
      data: { values: values.map((row) => ({ ...row, far: (row.distance ?? 0) > 2 ? 'beyond 2' : 'up to 2' })) },
      layer: [
        {
          data: ONCE,
          mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.plain },
          encoding: { x: { datum: 0.5 } },
        },
        {
          mark: { type: 'rule', size: 4, color: '#bbbbbb' },
          encoding: { y, x: { field: 'refit_least', ...x }, x2: { field: 'refit_most' } },
        },
        {
          mark: { type: 'point', filled: true, size: 60, opacity: 1 },
          encoding: {
            y,
            x: { field: 'probability', ...x },
            color: {
              field: 'far',
              type: 'nominal',
              title: 'distance',
              scale: { domain: ['up to 2', 'beyond 2'], range: [COLOURS.slow, COLOURS.fast] },
            },
          },
        },
      ],
    },
  };
}
