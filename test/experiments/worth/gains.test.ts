import { describe, expect, test } from 'vitest';
import { gainNumbers, meanOf, scoreNumber } from '../../../experiments/worth/gains.ts';
import { verdictOf } from '../../../experiments/worth/verdict.ts';
import type { RowStatistic } from '../../../src/evaluation/index.ts';
import { measured, type Numbers } from '../../../src/experiment/numbers.ts';

const groups = ['a', 'a', 'b', 'c'];
const drawing = { task: { unit: 'eV', groups, judged: [0, 1, 2, 3] }, resamples: 50, seed: 0 };
const constant =
  (value: number): RowStatistic =>
  () =>
    value;

describe('gains', () => {
  test('are positive where less is wrong; a control may be ahead', () => {
    const controls = [constant(0.4), constant(0.6), constant(0.1)];
    const numbers = gainNumbers('k', { floor: constant(0.5), real: constant(0.2), controls }, drawing);
    expect(numbers['k.gain']!.value).toBeCloseTo(1.1 / 3 - 0.2, 6);
    expect(numbers['k.over_floor']).toEqual(measured(0.3, 'eV', 4, [0.3, 0.3]));
    expect(numbers['k.controls_ahead']).toEqual(measured(1, 'networks', 3));
  });

  test('intervals draw what was held out together', () => {
    // The error of rows 0 and 1 differs, and their mean does not matter to a draw of their group.
    const misses = [0, 2, 1, 1];
    const real: RowStatistic = (rows) => rows.reduce((sum, row) => sum + misses[row]!, 0) / rows.length;
    const numbers = gainNumbers('k', { floor: constant(3), real, controls: [constant(2)] }, drawing);
    expect(numbers['k.gain']).toEqual(measured(1, 'eV', 4, [1, 1]));
  });

  test('of classes the score is the AUC', () => {
    const classes = { ...drawing, task: { ...drawing.task, unit: 'AUC' } };
    expect(scoreNumber('k', constant(0.2), classes)).toEqual(measured(0.8, 'AUC', 4, [0.8, 0.8]));
    expect(meanOf([constant(1), () => null])(Int32Array.of(0))).toBeNull();
  });
});

describe('verdicts', () => {
  const numbersWith = (gain: [number, number], overFloor: [number, number], ahead: number): Numbers => ({
    'steels.floor.ridge.few': measured(120, 'MPa', 9),
    'steels.floor.trees.few': measured(100, 'MPa', 9),
    'steels.labels.last.trees.few.gain': measured(gain[0], 'MPa', 9, gain),
    'steels.labels.last.trees.few.over_floor': measured(overFloor[0], 'MPa', 9, overFloor),
    'steels.labels.last.trees.few.controls_ahead': measured(ahead, 'networks', 3),
  });
  const verdict = (...found: Parameters<typeof numbersWith>) =>
    verdictOf(numbersWith(...found), 'labels', 'steels', ['ridge', 'trees']);

  test('rest on the head that errs less without transfer', () => {
    expect(verdict([1, 5], [1, 5], 0)).toEqual({ source: 'labels', task: 'steels', head: 'trees', worth: 'worth it' });
  });

  test('no gain, or one over the controls alone, is not worth it', () => {
    expect(verdict([-3, 1.9], [1, 5], 0).worth).toBe('not worth it');
    expect(verdict([1, 5], [-3, 1.9], 0).worth).toBe('not worth it');
    expect(verdict([1, 1.9], [1, 5], 0).worth).toBe('not worth it');
  });

  test('a wide interval, or a control ahead, leaves it open', () => {
    expect(verdict([-1, 5], [1, 5], 0).worth).toBe('cannot tell');
    expect(verdict([1, 5], [-1, 5], 0).worth).toBe('cannot tell');
    expect(verdict([1, 5], [1, 5], 1).worth).toBe('cannot tell');
  });
});
