import { describe, expect, test } from 'vitest';
import { measured as measuredExperiment } from '../../experiments/measured.ts';
import { sendek2019 } from '../../experiments/sendek2019.ts';
import { measured } from '../../src/experiment/numbers.ts';
import { checkCommitted, checkExpected } from '../../src/experiment/verify.ts';

const expecting = (explained?: string) => ({
  ...sendek2019,
  expected: [{ number: 'a', paper: 2, tolerance: 0.5, where: 'Table 1', ...(explained && { explained }) }],
});
const verdictOf = (value: number | null, explained?: string) =>
  checkExpected(expecting(explained), { a: measured(value, 'eV', 9) })[0]!.verdict;

describe('checkExpected', () => {
  test('calls a number reproduced within its tolerance, the edge included', () => {
    expect([verdictOf(2), verdictOf(2.5), verdictOf(1.5), verdictOf(2.51)]).toEqual([
      'reproduced',
      'reproduced',
      'reproduced',
      'missed',
    ]);
  });

  test('lets a miss pass only where the experiment says why', () => {
    expect(verdictOf(9, 'the table is closed')).toBe('explained');
    expect(verdictOf(null, 'the table is closed')).toBe('explained');
    expect(verdictOf(null)).toBe('missed');
    expect(checkExpected(expecting('the table is closed'), {})[0]).toMatchObject({ verdict: 'missing', ours: null });
  });

  test('asks of measured conductivities that a mark is reached', () => {
    const mark = measuredExperiment.marks!.find((one) => 'atLeast' in one);
    const verdict = (value: number) =>
      checkExpected(measuredExperiment, { [mark!.number]: measured(value, 'score', 9) })[0]!.verdict;
    expect([verdict(mark!.atLeast), verdict(mark!.atLeast - 0.01)]).toEqual(['reproduced', 'missed']);
  });
});

describe('checkCommitted', () => {
  const committed = { a: measured(1, 'eV', 3, [0, 2]), b: measured(2, 'eV', 3), c: measured(3, 'eV', 3) };

  test('finds nothing in the same numbers', () => {
    expect(checkCommitted(structuredClone(committed), committed)).toEqual([]);
  });

  test('finds a value, an interval or a count that changed, and numbers that only one side has', () => {
    const now = { a: measured(1, 'eV', 3, [0, 3]), b: measured(2, 'eV', 4), d: measured(4, 'eV', 3) };
    expect(checkCommitted(now, committed)).toEqual([
      { number: 'a', expected: '1', ours: 1, unit: 'eV', verdict: 'changed' },
      { number: 'b', expected: '2', ours: 2, unit: 'eV', verdict: 'changed' },
      { number: 'c', expected: '3', ours: null, unit: 'eV', verdict: 'changed' },
      { number: 'd', expected: 'none', ours: 4, unit: 'eV', verdict: 'changed' },
    ]);
  });
});
