import { expect, test } from 'vitest';
import { checkExperiment } from '../../src/experiment/check-experiment.ts';
import { logistic, small, smallSpec } from './sweep/small-sweep.ts';

// What fuzzing found: an experiment file is a program, and its value need not be one that JSON can write.

const circle: Record<string, unknown> = {};
circle.self = circle;
const wide = { kind: 'logistic', l2: { from: 1, to: 9, scale: 'log', steps: 1e12 } };
const steps = { method: { ...logistic, model: wide } };
const choice = { method: { ...logistic, input: { oneOf: [1n, 2n] } } };

test.each([
  [
    'that holds itself',
    { ...small, sweep: { ...smallSpec, space: circle } },
    'found one that holds itself; write it out',
  ],
  [
    'nested too deep',
    { ...small, table: JSON.parse('['.repeat(99) + ']'.repeat(99)) },
    'nested up to 50 deep, found a',
  ],
  [
    'that is a large integer',
    { ...small, seed: 7n },
    'x.ts: expected ordinary numbers, found 7n; write it without the n',
  ],
  ['that is a choice of large integers', { ...small, sweep: { ...smallSpec, space: choice } }, 'found 1n; write it'],
  ['of too many steps', { ...small, sweep: { ...smallSpec, space: steps } }, 'sweep.space.method.model.l2.steps: '],
])('a value %s is told in one line', (_, value, line) => {
  expect(() => checkExperiment(value, 'x.ts')).toThrow(expect.objectContaining({ name: 'UserError' }));
  expect(() => checkExperiment(value, 'x.ts')).toThrow(line);
});

test('the same value in two places is no circle', () => {
  const shared = { ...logistic };
  const sweep = { ...smallSpec, untuned: { method: shared } };
  expect(checkExperiment({ ...small, methods: [shared], sweep }, 'x.ts').name).toBe('small');
});
