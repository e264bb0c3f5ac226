import { expect, test } from 'vitest';
import { stream } from '../../../src/core/random.ts';
import { importanceOf } from '../../../src/experiment/sweep/importance.ts';
import { gridValues, type Parameter, unitOf, valueAt } from '../../../src/experiment/sweep/parameter.ts';
import type { Trial } from '../../../src/experiment/sweep/rank-trials.ts';

const parameters: readonly Parameter[] = [
  { kind: 'number', path: 'a', from: 1, to: 1000, scale: 'log', steps: 4 },
  { kind: 'number', path: 'b', from: 0, to: 1, scale: 'linear', steps: 3 },
  { kind: 'choice', path: 'c', oneOf: ['x', 'y'] },
];

const trialsOf = (
  settings: readonly (readonly number[])[],
  merit: (values: readonly number[]) => number | null,
): Trial[] => settings.map((values) => ({ values, share: 1, merit: merit(values) }));
const grid = gridValues(parameters[0]!).flatMap((a) =>
  gridValues(parameters[1]!).flatMap((b) => gridValues(parameters[2]!).map((c) => [a, b, c])),
);
const drawn = (count: number) => {
  const random = stream(1, 'settings');
  return Array.from({ length: count }, () => parameters.map((parameter) => valueAt(parameter, random())));
};
const random = () => stream(2, 'trees');

test('of a grid is the exact share of each main effect', () => {
  // Variances by hand: 2 x log10(a) over 0, 1, 2, 3: 4 x 5/4 = 5; 6 b over 0, 3, 6: 6; 4 c over 0, 4: 4.
  const additive = trialsOf(grid, ([a, b, c]) => 2 * Math.log10(a!) + 6 * b! + 4 * c!);
  expect(importanceOf(parameters, additive, random())).toEqual(
    [5 / 15, 6 / 15, 4 / 15].map((share) => expect.closeTo(share, 12)),
  );
});

test('leaves to the rest what parameters do together only', () => {
  const crossed = trialsOf(grid, ([, b, c]) => (b! - 0.5) * (c! - 0.5));
  expect(importanceOf(parameters, crossed, random())).toEqual([0, 0, 0].map((share) => expect.closeTo(share, 12)));
});

test('of random trials comes near the main effects of the function behind them, on the scale of each range', () => {
  // On the unit scale: variance 1/12 of u, times 36, against 16 x 1/4 of the choice, and none of b.
  const trials = trialsOf(drawn(200), ([a, , c]) => 6 * unitOf(parameters[0]!, a!) + 4 * c!);
  const [a, b, c] = importanceOf(parameters, trials, random())!;
  expect(a).toBeCloseTo(3 / 7, 1);
  expect(b).toBeLessThan(0.02);
  expect(c).toBeCloseTo(4 / 7, 1);
});

test('is not told from few trials, from equal scores, or from trials on a share of the groups', () => {
  const sum = ([a, b]: readonly number[]) => Math.log10(a!) + b!;
  expect(importanceOf(parameters, trialsOf(drawn(19), sum), random())).toBeNull();
  expect(importanceOf(parameters, trialsOf(drawn(20), sum), random())).not.toBeNull();
  expect(
    importanceOf(
      parameters,
      trialsOf(grid, () => 0.5),
      random(),
    ),
  ).toBeNull();
  const early = trialsOf(drawn(40), sum).map((trial) => ({ ...trial, share: 1 / 3 }));
  expect(importanceOf(parameters, early, random())).toBeNull();
});

test('of a grid with a setting that could not be fitted is modelled from the others', () => {
  const additive = trialsOf(grid, ([a, b, c]) => (a === 1 && b === 0 && c === 0 ? null : Math.log10(a!)));
  const [a, b, c] = importanceOf(parameters, additive, random())!;
  expect(a).toBeGreaterThan(0.9);
  expect(b! + c!).toBeLessThan(0.05);
});
