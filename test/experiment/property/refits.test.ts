import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { bootstrapRefits } from '../../../src/experiment/property/bootstrap.ts';
import { loadProperty, type PropertyData } from '../../../src/experiment/property/load-table.ts';
import {
  askedColumns,
  askFor,
  orderNumbers,
  type PredictedCompound,
  predictCompounds,
  type Regression,
} from '../../../src/experiment/property/predict-compounds.ts';
import { small, smallRows, writeTable } from './small.ts';

const data = await loadProperty(small, writeTable(smallRows()));
const rows = Int32Array.from(data.y.keys());
const ridge = small.methods[0] as Regression;
const median: Regression = {
  name: 'median',
  does: 'regress',
  input: { elemental: 'element-fractions' },
  model: { kind: 'median' },
};
const options = { refits: 30, unit: 'K', seed: 1 };
const withValues = (y: Float64Array): PropertyData => ({ ...data, y });

describe('bootstrap refits', () => {
  test('a regression that cannot err has no error and no spread', () => {
    const constant = withValues(new Float64Array(50).fill(7));
    const asked = askedColumns(median.input, askFor(small.predict!, data));
    const { numbers, spread } = bootstrapRefits(median, constant, rows, asked, options);
    expect(numbers['bootstrap.median.mae']).toEqual({ value: 0, unit: 'K', n: 50 });
    expect(numbers['bootstrap.median.rmse']!.value).toBe(0);
    expect(Array.from(spread)).toEqual([0, 0, 0]);
  });

  test('the error of the nearest row of two is their distance: the one not drawn is told by the other', () => {
    const nearest: Regression = { ...median, name: 'n', model: { kind: 'nearest', neighbours: 1 } };
    const { numbers } = bootstrapRefits(nearest, data, Int32Array.of(0, 1), null, options);
    const distance = Math.abs(data.y[0]! - data.y[1]!);
    expect(numbers['bootstrap.n.mae']!.value).toBeCloseTo(distance, 9);
    expect(numbers['bootstrap.n.rmse']!.value).toBeCloseTo(distance, 9);
  });

  test('errors grow with the values, and are those of rows that were not drawn', () => {
    const twice = bootstrapRefits(ridge, withValues(data.y.map((value) => 2 * value)), rows, null, options).numbers;
    const once = bootstrapRefits(ridge, data, rows, null, options).numbers;
    expect(twice['bootstrap.ridge.mae']!.value! / once['bootstrap.ridge.mae']!.value!).toBeCloseTo(2, 4);
    expect(once['bootstrap.ridge.rmse']!.value).toBeGreaterThan(once['bootstrap.ridge.mae']!.value!);
    expect(bootstrapRefits(ridge, data, rows, null, options).numbers).toEqual(once);
    // One refit judges the third of the rows that it did not draw.
    const n = bootstrapRefits(ridge, data, rows, null, { ...options, refits: 1 }).numbers['bootstrap.ridge.mae']!.n;
    expect(n).toBeGreaterThan(8);
    expect(n).toBeLessThan(30);
  });
});

describe('predicted compounds', () => {
  const question = askFor(small.predict!, data);
  const asked = askedColumns(ridge.input, question)!;
  const answers = data.y.map((value, i) => value + i);
  const predict = (from: PropertyData) =>
    predictCompounds(ridge, from, askFor(small.predict!, from), asked, answers, null, 0);

  test('what the table holds of a compound has no part in its prediction, and stands beside it', () => {
    const at = data.formulas.indexOf('NaO');
    expect(question.known).toEqual([data.y[at], null, null]);
    expect(question.rows.length).toBe(49);
    const other = withValues(data.y.with(at, -1e6));
    const [first, second] = [predict(data), predict(other)];
    expect(first.map(({ value }) => value)).toEqual(second.map(({ value }) => value));
    expect([first[0]!.in_table, second[0]!.in_table, first[1]!.in_table]).toEqual([data.y[at], -1e6, null]);
  });

  test('intervals hold nine of ten held-out compounds', () => {
    // Errors are 0 to 49: the 46th smallest of 50 is 45 (conformal: 0.9 x 51).
    for (const { value, low, high } of predict(data)) {
      expect(high! - value!).toBeCloseTo(45, 2);
      expect(value! - low!).toBeCloseTo(45, 2);
    }
  });

  test('too few held-out compounds give no interval', () => {
    const eight = { ...data, y: data.y.slice(0, 8) };
    const few = { ...question, rows: Int32Array.of(0, 1, 2, 3) };
    const [first] = predictCompounds(ridge, eight, few, asked, answers.slice(0, 8), null, 0);
    expect([first!.low, first!.high]).toEqual([null, null]);
    expect(first!.value).not.toBeNull();
  });

  test('columns of the table tell nothing of a formula', () => {
    expect(askedColumns({ columns: ['density'] }, question)).toBeNull();
    expect(askedColumns('anion', question)!.data).toEqual(Float64Array.of(8, 16, 9));
    expect(askedColumns('anion', askFor({ compounds: [] }, data))).toBeNull();
  });

  test('the order is compared with that of the paper', () => {
    const compound = (value: number, paper: number | null): PredictedCompound => ({
      ...{ formula: 'x', method: 'm', low: null, high: null, spread: null, in_table: null },
      value,
      paper,
    });
    const key = 'predicted.m.rank_correlation_with_paper';
    const order = (compounds: PredictedCompound[], how: 'rises' | 'falls') =>
      orderNumbers(compounds, { compounds: [], paper: { quantity: 'q', unit: 'u', where: 'w', with: how } })[key];
    const three = [compound(1, 10), compound(2, 20), compound(9, 25), compound(5, null)];
    expect(order(three, 'rises')).toEqual({ value: 1, unit: 'correlation', n: 3 });
    expect(order(three, 'falls')!.value).toBe(-1);
    expect(order([three[0]!], 'rises')).toBeUndefined();
    expect(orderNumbers(three, { compounds: [] })).toEqual({});
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 2, maxLength: 8 }), (pairs) => {
        const compounds = pairs.map(([value, paper]) => compound(value, paper));
        const [up, down] = [order(compounds, 'rises')!.value, order(compounds, 'falls')!.value];
        if (up === null) expect(down).toBeNull();
        else expect(up + down!).toBeCloseTo(0, 9);
      }),
      { numRuns: 50 },
    );
  });

  test.each<[string, () => unknown, string]>([
    ['a formula misspelt', () => askFor({ compounds: [{ formula: 'Nacl' }] }, data), 'Nacl, position 3'],
    [
      'an element that the columns do not know',
      () => askedColumns({ elemental: 'elemental-30' }, askFor({ compounds: [{ formula: 'FmCl3' }] }, data)),
      'FmCl3: expected elements that elemental-30 knows, found another; leave the compound out',
    ],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
