import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import type { MethodSetting, NumberRange, Open } from '../../../src/experiment/sweep/define.ts';
import {
  gridValues,
  type NumberParameter,
  unitOf,
  valueAt,
  valueText,
} from '../../../src/experiment/sweep/parameter.ts';
import { closeSpace, openParameters, settingsOf } from '../../../src/experiment/sweep/space.ts';

const decades: NumberRange = { from: 0.01, to: 100, scale: 'log', steps: 5 };
const space: Open<MethodSetting> = {
  method: {
    name: 'law',
    does: 'regress',
    input: { oneOf: [{ elemental: 'elemental-30' }, { columns: ['a', 'b'] }] },
    model: {
      kind: 'blend',
      members: [
        { kind: 'ridge', l2: decades },
        {
          kind: 'extra-trees',
          trees: { from: 1, to: 9, scale: 'linear', steps: 3, whole: true },
          columnShare: 1,
          leastLeaf: 2,
        },
      ],
    },
  },
};
const parameters = openParameters(space);

/** Any range: linear or logarithmic, of numbers or of whole numbers. */
const ranges = fc
  .record({
    low: fc.integer({ min: 1, max: 50 }),
    room: fc.integer({ min: 3, max: 900 }),
    log: fc.boolean(),
    whole: fc.boolean(),
  })
  .map(({ low, room, log, whole }): NumberParameter => {
    const divisor = whole ? 1 : 7;
    const ends = {
      from: low / divisor,
      to: (low + room) / divisor,
      scale: log ? ('log' as const) : ('linear' as const),
    };
    return { kind: 'number', path: 'x', steps: 2, ...ends, ...(whole ? { whole } : {}) };
  });

describe('a space', () => {
  test('is walked once, in the order in which it is written', () => {
    expect(parameters.map(({ path }) => path)).toEqual([
      ...['method.input', 'method.model.members.0.l2', 'method.model.members.1.trees'],
    ]);
    expect(parameters.map(gridValues)).toEqual([
      [0, 1],
      [0.01, 0.1, 1, 10, 100],
      [1, 5, 9],
    ]);
  });

  test('becomes a setting with one value a parameter, the rest as it was', () => {
    expect(closeSpace(space, parameters, [1, 10, 5])).toEqual({
      method: {
        name: 'law',
        does: 'regress',
        input: { columns: ['a', 'b'] },
        model: {
          kind: 'blend',
          members: [
            { kind: 'ridge', l2: 10 },
            { kind: 'extra-trees', trees: 5, columnShare: 1, leastLeaf: 2 },
          ],
        },
      },
    });
    expect(settingsOf(space, parameters).length).toBe(2 + 5 + 3);
  });

  const ridge = (l2: unknown) => ({ method: { ...space.method, model: { kind: 'ridge', l2 } } }) as Open<MethodSetting>;
  test.each<[string, Open<MethodSetting>, string]>([
    [
      'nothing open',
      { method: { ...ridge(1).method, input: 'anion' } } as Open<MethodSetting>,
      'sweep, space: expected an open parameter, found none',
    ],
    [
      'a falling range',
      ridge({ ...decades, to: 0.001 }),
      'sweep, method.model.l2: expected a range that rises, found 0.01 to 0.001',
    ],
    ['a range of one number', ridge({ ...decades, to: 0.01 }), 'expected a range that rises, found 0.01 to 0.01'],
    [
      'an endless range',
      ridge({ ...decades, to: Number.POSITIVE_INFINITY }),
      'a range that rises, found 0.01 to Infinity',
    ],
    ['a logarithm of 0', ridge({ ...decades, from: 0 }), 'expected a logarithmic range above 0, found 0 to 100'],
    [
      'halves of whole numbers',
      ridge({ ...decades, whole: true }),
      'expected ends that are whole numbers, found 0.01 to 100',
    ],
    ['one step', ridge({ ...decades, steps: 1 }), 'sweep, method.model.l2: expected at least 2 steps, found 1'],
    ['half a step', ridge({ ...decades, steps: 2.5 }), 'sweep, method.model.l2: expected at least 2 steps, found 2.5'],
    [
      'steps too near',
      ridge({ from: 1, to: 3, scale: 'linear', steps: 5, whole: true }),
      'expected steps of different values, found 2 twice',
    ],
    [
      'an empty choice',
      ridge({ oneOf: [] }),
      'sweep, method.model.l2: expected at least 2 values to choose from, found 0',
    ],
    ['no choice', ridge({ oneOf: [1] }), 'sweep, method.model.l2: expected at least 2 values to choose from, found 1'],
    [
      'a choice of the same',
      ridge({ oneOf: [1, 2, 1] }),
      'sweep, method.model.l2: expected each value once, found 1 twice',
    ],
  ])('is refused with %s', (_, wrong, message) => {
    const attempt = () => openParameters(wrong);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

describe('a parameter', () => {
  test('has every value within its range, whole where it must be, and the same place again', () => {
    fc.assert(
      fc.property(ranges, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (range, unit) => {
        const value = valueAt(range, unit);
        expect(value).toBeGreaterThanOrEqual(range.from);
        expect(value).toBeLessThanOrEqual(range.to);
        if (range.whole) expect(Number.isInteger(value)).toBe(true);
        expect(valueAt(range, unitOf(range, value))).toBe(value);
      }),
    );
  });

  test('gives a grid both of its ends, in rising order', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 2, max: 4 }), (range, steps) => {
        const values = gridValues({ ...range, steps });
        expect([values[0], values.at(-1), values.length]).toEqual([range.from, range.to, steps]);
        expect(values).toEqual([...values].sort((a, b) => a - b));
      }),
    );
  });

  test('of whole numbers, or of choices, gives each of them equal room', () => {
    const whole: NumberParameter = {
      kind: 'number',
      path: 'x',
      from: 1,
      to: 4,
      scale: 'linear',
      steps: 4,
      whole: true,
    };
    const choice = { kind: 'choice', path: 'x', oneOf: ['a', 'b', 'c', 'd'] } as const;
    const units = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400);
    for (const [parameter, first] of [
      [whole, 1],
      [choice, 0],
    ] as const) {
      const values = units.map((unit) => valueAt(parameter, unit));
      expect([0, 1, 2, 3].map((k) => values.filter((value) => value === first + k).length)).toEqual([
        100, 100, 100, 100,
      ]);
    }
  });

  test('is told as a number, a word, or a list', () => {
    const choice = { kind: 'choice', path: 'x', oneOf: ['word', [1, 2]] } as const;
    expect([valueText(parameters[1]!, 0.031623), valueText(choice, 0), valueText(choice, 1)]).toEqual([
      '0.0316',
      'word',
      '[1,2]',
    ]);
  });
});
