import type { ReliabilityBin } from '../experiment/reliability.ts';
import type { Figure } from './figure.ts';
import { COLOURS } from './render.ts';
import { numberText } from './text.ts';

/**
 * Probabilities against what came true, with the count of each bin beside its point; none where there are no bins.
 * @param told what the probabilities are of, for the caption
 * @param truth the vertical axis
 * @param drawn what the intervals were drawn over
 * @example reliabilityFigure(reliability([0, 1], [0.1, 0.9], 2, { resamples: 100, seed: 0 }), 'formulas of unseen chemical systems', 'share called fast', 'systems');
 */
export function reliabilityFigure(
  bins: readonly ReliabilityBin[],
  told: string,
  truth: string,
  drawn: string,
): Figure[] {
  const values = bins
    .filter(({ n }) => n > 0)
    .map(({ meanProbability, fractionPositive, interval, n }) => ({
      probability: meanProbability,
      share: fractionPositive,
      low: interval?.[0],
      high: interval?.[1],
      count: numberText(n),
    }));
  if (values.length === 0) return [];
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  const scale = { domain: [0, 1] };
  const x = { field: 'probability', type: 'quantitative', title: 'mean probability of the bin', scale } as const;
  const y = { type: 'quantitative', title: truth, scale } as const;
  return [
    {
      file: 'calibration.svg',
      caption:
        `Can the probabilities be believed? Of ${told} (n = ${numberText(n)}; beside each bar the n of its bin; bars: 95 % bootstrap ` +
        `over ${drawn}; dashed: perfect).`,
      spec: {
        title: 'Probabilities, and what came true',
        width: 380,
        height: 380,
        data: { values },
        layer: [
          {
            data: {
              values: [
                { x: 0, y: 0 },
                { x: 1, y: 1 },
              ],
            },
            mark: { type: 'line', strokeDash: [4, 3], color: COLOURS.plain },
            encoding: {
              x: { ...x, field: 'x' },
              y: { ...y, field: 'y' },
            },
          },
          {
            mark: { type: 'rule', color: COLOURS.slow, strokeWidth: 1.5 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          {
            mark: { type: 'point', filled: true, size: 60, opacity: 1, color: COLOURS.slow },
            encoding: { x, y: { ...y, field: 'share' } },
          },
          {
            mark: { type: 'text', align: 'left', dx: 4, dy: -3, fontSize: 10 },
            encoding: { x, y: { ...y, field: 'high' }, text: { field: 'count', type: 'nominal' } },
          },
        ],
      },
    },
  ];
}
