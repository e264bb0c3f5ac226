import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readFilters,
  readTable,
  sortBy,
  symbolsOf,
  tableParams,
  toggleSymbol,
} from '../../../src/explorer/page/lib/filters.ts';
import { symbolsIn } from '../../../src/explorer/page/lib/system.ts';
import { numberIn, urlOf } from '../../../src/explorer/page/lib/url.ts';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

describe('addresses', () => {
  test('hold what is there, and nothing else', () => {
    expect(urlOf('/compound', { formula: 'Li3PS4', screening: null, q: '', size: undefined })).toBe(
      '/compound?formula=Li3PS4',
    );
    expect(urlOf('/', {})).toBe('/');
    expect(urlOf('/candidates', { elements: 'Li,P', q: 'Li-P-*&x=1' })).toBe(
      '/candidates?elements=Li,P&q=Li-P-*%26x%3D1',
    );
  });

  test('a text comes back as it went', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (q) => {
        expect(new URL(urlOf('/x', { q }), 'http://a').searchParams.get('q')).toBe(q);
      }),
    );
  });

  test('numbers that are none are null', () => {
    expect(['1.5', '-3', '1e-3'].map((text) => numberIn(query(`a=${text}`), 'a'))).toEqual([1.5, -3, 0.001]);
    expect(['', ' ', 'x', 'Infinity', 'NaN'].map((text) => numberIn(query(`a=${text}`), 'a'))).toEqual(
      Array(5).fill(null),
    );
    expect(numberIn(query(''), 'a')).toBeNull();
  });
});

describe('the state of the table', () => {
  test('is read from the query, and what cannot be read is left out', () => {
    expect(
      readFilters(query('q=%20Li-P-S&known=no&neutral=maybe&domain=inside&probability_min=x&width_max=4&other=1')),
    ).toEqual({
      q: 'Li-P-S',
      known: 'no',
      domain: 'inside',
      width_max: 4,
    });
    expect(readTable(query('sort=password&order=up&page=-2&size=7'))).toEqual({
      filters: {},
      texts: {},
      sort: 'rank',
      order: 'asc',
      page: 1,
      size: 50,
    });
  });

  test('comes back as it went', () => {
    const filters = fc.record(
      {
        q: fc.constantFrom('Li3PS4', 'Li-P-*', 'Li,P'),
        elements: fc.constantFrom('P', 'P,S'),
        without: fc.constantFrom('Cl', 'O,F'),
        known: fc.constantFrom('yes' as const, 'no' as const),
        domain: fc.constantFrom('inside' as const, 'outside' as const),
      },
      { requiredKeys: [] },
    );
    const texts = fc.record(
      {
        probability_min: fc.constantFrom('0,8', '80%', '1.5', '-1', 'x'),
        width_max: fc.constantFrom('four', '1,5'),
        log_odds_min: fc.constantFrom('1.', '-0', '0.50', '−2'),
      },
      { requiredKeys: [] },
    );
    const state = fc.record({
      filters,
      texts,
      sort: fc.constantFrom('rank' as const, 'probability' as const, 'log10_low' as const),
      order: fc.constantFrom('asc' as const, 'desc' as const),
      page: fc.integer({ min: 1, max: 1e6 }),
      size: fc.constantFrom(25, 50, 100),
    });
    fc.assert(
      fc.property(state, (one) => {
        const back = readTable(new URL(urlOf('/candidates', tableParams(one)), 'http://a').searchParams);
        const { log_odds_min, ...others } = back.filters;
        expect({ ...back, filters: others }).toEqual(one);
        const text = one.texts.log_odds_min?.replace('−', '-');
        expect(log_odds_min).toBe(text === undefined ? undefined : Number(text));
      }),
    );
  });

  test('what is no number of its kind is no filter, but stays as it was typed', () => {
    const { filters, texts } = readTable(
      query('probability_min=0,8&probability_max=1.5&log_odds_min=80%25&log_odds_max=−2.5&width_max=1e999'),
    );
    expect(filters).toEqual({ log_odds_max: -2.5 });
    expect(texts).toEqual({
      probability_min: '0,8',
      probability_max: '1.5',
      log_odds_min: '80%',
      log_odds_max: '−2.5',
      width_max: '1e999',
    });
  });

  test('pages beyond what the server takes are its last', () => {
    expect(readTable(query('page=1e300')).page).toBe(100_000_000);
  });

  test('a click on a header sorts, a second one turns the order, and the first page comes', () => {
    const start = readTable(query('page=7'));
    const once = sortBy(start, 'probability');
    expect(once).toMatchObject({ sort: 'probability', order: 'desc', page: 1 });
    expect(sortBy(once, 'probability').order).toBe('asc');
    expect(sortBy(once, 'formula').order).toBe('asc');
    expect(sortBy(start, 'rank').order).toBe('desc');
  });

  test('symbols go in and out of a list', () => {
    expect(toggleSymbol(undefined, 'Li')).toBe('Li');
    expect(toggleSymbol('Li,P', 'S')).toBe('Li,P,S');
    expect(toggleSymbol('Li, P', 'Li')).toBe('P');
    expect(symbolsOf(' Li P,,S ')).toEqual(['Li', 'P', 'S']);
    expect(symbolsIn('LiPSCl, Li')).toEqual(['Li', 'P', 'S', 'Cl']);
    expect(['none', 'li-p-s', 'Li-P-s'].map(symbolsIn)).toEqual([[], [], []]);
  });
});
