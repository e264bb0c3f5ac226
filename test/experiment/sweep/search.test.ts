import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { stream } from '../../../src/core/random.ts';
import type { SearchSpec } from '../../../src/experiment/sweep/define.ts';
import { rungsOf } from '../../../src/experiment/sweep/halving.ts';
import { type Parameter, unitOf } from '../../../src/experiment/sweep/parameter.ts';
import { rankTrials, type Trial } from '../../../src/experiment/sweep/rank-trials.ts';
import { budgetOf, checkSearch, nextProposals } from '../../../src/experiment/sweep/search.ts';

const parameters: readonly Parameter[] = [
  { kind: 'number', path: 'C', from: 0.01, to: 100, scale: 'log', steps: 5 },
  { kind: 'number', path: 'gamma', from: 0, to: 1, scale: 'linear', steps: 3 },
  { kind: 'number', path: 'neighbours', from: 1, to: 12, scale: 'log', steps: 2, whole: true },
  { kind: 'choice', path: 'input', oneOf: ['a', 'b', 'c'] },
];
const searches: readonly SearchSpec[] = [
  { kind: 'grid' },
  { kind: 'random', trials: 40 },
  { kind: 'halving', trials: 54, factor: 3, rungs: 3 },
  { kind: 'tpe', trials: 40, startup: 10, generation: 4 },
];

type Merit = (values: readonly number[], share: number) => number | null;

/** All trials of a search, and how many were asked for at once. */
function play(search: SearchSpec, of: readonly Parameter[], merit: Merit, seed: number) {
  const trials: Trial[] = [];
  const generations: number[] = [];
  for (;;) {
    const asked = nextProposals(search, of, trials, stream(seed, `${search.kind} after ${trials.length}`));
    if (asked.length === 0) return { trials, generations };
    generations.push(asked.length);
    trials.push(...asked.map(({ values, share }) => ({ values, share, merit: merit(values, share) })));
  }
}

/** Best in the middle of every scale, and with the choice b: 0 there, less elsewhere. */
const peak: Merit = (values) => values.reduce((sum, value, j) => sum - (unitOf(parameters[j]!, value) - 0.5) ** 2, 0);

describe.each(searches)('$kind', (search) => {
  test('asks for as many trials as its budget says, each within its range', () => {
    const failing: Merit = (values, share) => (values[3] === 0 ? null : peak(values, share));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom(
          peak,
          failing,
          () => null,
          () => 1,
        ),
        (seed, merit) => {
          const { trials } = play(search, parameters, merit, seed);
          expect(trials.length).toBe(budgetOf(search, parameters).trials);
          for (const { values } of trials) {
            parameters.forEach((parameter, j) => {
              const [low, high] =
                parameter.kind === 'number' ? [parameter.from, parameter.to] : [0, parameter.oneOf.length - 1];
              expect(values[j]).toBeGreaterThanOrEqual(low);
              expect(values[j]).toBeLessThanOrEqual(high);
              if (parameter.kind === 'choice' || parameter.whole) expect(Number.isInteger(values[j])).toBe(true);
            });
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('played again from any of its trials, asks for the same', () => {
    const { trials, generations } = play(search, parameters, peak, 7);
    let known = 0;
    for (const count of generations) {
      const asked = nextProposals(
        search,
        parameters,
        trials.slice(0, known),
        stream(7, `${search.kind} after ${known}`),
      );
      expect(asked).toEqual(trials.slice(known, known + count).map(({ values, share }) => ({ values, share })));
      known += count;
    }
  });
});

describe('a grid', () => {
  test('is every combination once, the last parameter running fastest', () => {
    const { trials } = play({ kind: 'grid' }, parameters, peak, 1);
    expect(trials.length).toBe(5 * 3 * 2 * 3);
    expect(new Set(trials.map(({ values }) => values.join())).size).toBe(trials.length);
    expect(trials.slice(0, 4).map(({ values }) => values)).toEqual([
      [0.01, 0, 1, 0],
      [0.01, 0, 1, 1],
      [0.01, 0, 1, 2],
      [0.01, 0, 12, 0],
    ]);
  });
});

describe('successive halving', () => {
  const halving = { kind: 'halving', trials: 54, factor: 3, rungs: 3 } as const;

  test('keeps a third on three times the groups: 54 on a ninth, 18 on a third, 6 on all', () => {
    expect(rungsOf(halving)).toEqual([
      { trials: 54, share: 1 / 9 },
      { trials: 18, share: 1 / 3 },
      { trials: 6, share: 1 },
    ]);
    expect(budgetOf(halving, parameters)).toEqual({ trials: 78, whole: expect.closeTo(18, 12) });
    expect(rungsOf({ kind: 'halving', trials: 10, factor: 2, rungs: 4 })).toEqual([
      { trials: 10, share: 1 / 8 },
      { trials: 5, share: 1 / 4 },
      { trials: 2, share: 1 / 2 },
      { trials: 1, share: 1 },
    ]);
  });

  test('lets the best of a rung go on, whatever they scored before, and drops what cannot be fitted', () => {
    // Settings 0 to 8; the first rung likes the high ones, the second the low ones, and 8 cannot be fitted.
    const line: Parameter[] = [{ kind: 'number', path: 'x', from: 0, to: 8, scale: 'linear', steps: 9, whole: true }];
    const trials: Trial[] = Array.from({ length: 9 }, (_, x) => ({
      values: [x],
      share: 1 / 4,
      merit: x === 8 ? null : x,
    }));
    const search = { kind: 'halving', trials: 9, factor: 2, rungs: 3 } as const;
    const second = nextProposals(search, line, trials, stream(0, 'unused'));
    expect(second).toEqual([4, 5, 6, 7].map((x) => ({ values: [x], share: 1 / 2 })));
    const both = [...trials, ...second.map((each) => ({ ...each, merit: -each.values[0]! }))];
    const third = nextProposals(search, line, both, stream(0, 'unused'));
    expect(third).toEqual([4, 5].map((x) => ({ values: [x], share: 1 })));
    expect(
      nextProposals(search, line, [...both, ...third.map((each) => ({ ...each, merit: 1 }))], stream(0, 'unused')),
    ).toEqual([]);
  });
});

describe('the Parzen estimator', () => {
  const best = (search: SearchSpec, seed: number): number => {
    const { trials } = play(search, parameters, peak, seed);
    return trials[rankTrials(trials)[0]!]!.merit!;
  };
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  const seeds = Array.from({ length: 31 }, (_, seed) => seed);

  test('comes nearer to the top of a smooth function than random search with as many trials', () => {
    const tpe = seeds.map((seed) => best({ kind: 'tpe', trials: 60, startup: 12, generation: 4 }, seed));
    const random = seeds.map((seed) => best({ kind: 'random', trials: 60 }, seed));
    expect(median(tpe)).toBeGreaterThan(median(random) / 2);
    expect(tpe.filter((merit, i) => merit > random[i]!).length).toBeGreaterThan(20);
  });

  test('proposes near the good and away from the bad', () => {
    const line: Parameter[] = [{ kind: 'number', path: 'x', from: 0, to: 1, scale: 'linear', steps: 2 }];
    const trials: Trial[] = Array.from({ length: 40 }, (_, i) => ({
      values: [i / 39],
      share: 1,
      merit: -Math.abs(i / 39 - 0.3),
    }));
    const search = { kind: 'tpe', trials: 200, startup: 40, generation: 100 } as const;
    const proposed = nextProposals(search, line, trials, stream(0, 'line')).map(({ values }) => values[0]!);
    expect(proposed.length).toBe(100);
    expect(proposed.filter((x) => Math.abs(x - 0.3) < 0.15).length).toBeGreaterThan(90);
  });

  test('of two places that are as good prefers the one with fewer bad ones about', () => {
    const line: Parameter[] = [{ kind: 'number', path: 'x', from: 0, to: 1, scale: 'linear', steps: 2 }];
    const at = (x: number, merit: number): Trial => ({ values: [x], share: 1, merit });
    const good = [0.19, 0.2, 0.21, 0.79, 0.8, 0.81].map((x) => at(x, 1));
    const bad = Array.from({ length: 34 }, (_, i) => at(0.1 + (0.2 * i) / 33, 0));
    const search = { kind: 'tpe', trials: 200, startup: 40, generation: 100 } as const;
    const proposed = nextProposals(search, line, [...good, ...bad], stream(0, 'two')).map(({ values }) => values[0]!);
    expect(proposed.filter((x) => x > 0.5).length).toBeGreaterThan(90);
  });
});

describe('trials', () => {
  test('rank from best to worst, equals in their order, failures last', () => {
    const trials = [1, null, 3, 1, Number.NEGATIVE_INFINITY, null].map(
      (merit): Trial => ({ values: [], share: 1, merit }),
    );
    expect(rankTrials(trials)).toEqual([2, 0, 3, 1, 4, 5]);
  });

  test.each<[string, SearchSpec, string]>([
    [
      'no trials',
      { kind: 'random', trials: 0 },
      'sweep, search random, trials: expected a whole number of at least 1, found 0',
    ],
    [
      'half a trial',
      { kind: 'random', trials: 1.5 },
      'sweep, search random, trials: expected a whole number of at least 1, found 1.5',
    ],
    [
      'a factor of 1',
      { kind: 'halving', trials: 9, factor: 1, rungs: 2 },
      'factor: expected a whole number of at least 2, found 1',
    ],
    [
      'none left',
      { kind: 'halving', trials: 8, factor: 3, rungs: 3 },
      'halving, trials: expected at least 9, found 8; add trials or',
    ],
    [
      'only a startup',
      { kind: 'tpe', trials: 9, startup: 9, generation: 1 },
      'tpe, trials: expected more than the startup of 9, found 9',
    ],
    [
      'no generation',
      { kind: 'tpe', trials: 9, startup: 3, generation: 0 },
      'generation: expected a whole number of at least 1, found 0',
    ],
  ])('are refused with %s', (_, search, message) => {
    expect(() => checkSearch(search)).toThrow(UserError);
    expect(() => checkSearch(search)).toThrow(message);
  });
});
