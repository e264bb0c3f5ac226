import { describe, expect, test } from 'vitest';
import { readFilters, readOrder, readWhole } from '../../src/explorer/read-filters.ts';

const filters = (query: string) => readFilters(new URLSearchParams(query), ['page']);

describe('readFilters', () => {
  test('gives typed values, symbols sorted and each once, and leaves out what is empty', () => {
    expect(filters('elements=S,P,S&anion=&probability_min=0.9&neutral=yes&q=Li-P-S&page=2')).toEqual({
      elements: 'P,S',
      probability_min: 0.9,
      neutral: 'yes',
      q: 'Li-P-S',
    });
  });

  test.each([
    ['element=P', 'query "element": expected one of q, elements,'],
    ['element=P', 'found another name; perhaps elements'],
    ['elements=P&elements=S', 'query elements: expected one value, found several; leave the others out'],
    ['elements=P;S', 'query elements: expected element symbols with commas, found "P;S"; write them as P,S'],
    ['elements=Xx', 'query elements: expected an element symbol, found "Xx"; check the spelling'],
    ['probability_min=1.5', 'query probability_min: expected a probability from 0 to 1, found "1.5"'],
    ['log_odds_min=1 OR 1=1', 'query log_odds_min: expected a number, found "1 OR 1=1"; write it as 0.5'],
    ['distance_max=Infinity', 'query distance_max: expected a number, found "Infinity"'],
    ['neutral=true', 'query neutral: expected one of yes, no, found "true"; choose one'],
    ['window_min=wide', 'query window_min: expected a number, found "wide"; write it as 0.5'],
    ['domain=in', 'query domain: expected one of inside, outside, found "in"; choose one'],
  ])('%s is refused', (query, message) => {
    expect(() => filters(query)).toThrow(message);
  });
});

describe('readOrder and readWhole', () => {
  test('hold what the page asks for, and the ranks where it asks for nothing', () => {
    expect(readOrder(new URLSearchParams('sort=formula&order=desc'))).toEqual({ column: 'formula', descending: true });
    expect(readOrder(new URLSearchParams(''))).toEqual({ column: 'rank', descending: false });
    expect(readWhole(new URLSearchParams('page=7'), 'page', 1, 1, 9)).toBe(7);
    expect(readWhole(new URLSearchParams(''), 'page', 1, 1, 9)).toBe(1);
  });

  test('refuse other columns and numbers', () => {
    expect(() => readOrder(new URLSearchParams('sort=rank;DROP'))).toThrow(
      'query sort: expected one of rank, formula,',
    );
    expect(() => readWhole(new URLSearchParams('page=10'), 'page', 1, 1, 9)).toThrow(
      'query page: expected a whole number from 1 to 9, found "10"; choose one in that range',
    );
  });
});
