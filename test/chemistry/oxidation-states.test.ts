import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition, reducedFormula } from '../../src/chemistry/composition.ts';
import { atomicNumber, SYMBOLS } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import {
  chargeAssignments,
  isChargeNeutral,
  type OxidationRule,
  oxidationStates,
  passesPauling,
  paulingTest,
} from '../../src/chemistry/oxidation-states.ts';
import { packageRoot } from '../../src/core/files.ts';

const TABLES = ['common', 'all'] as const;
type Table = (typeof TABLES)[number];

interface Verdict {
  neutral: boolean;
  pauling: boolean;
  choices: number;
  inOrder: number;
}

interface Count {
  neutral: number;
  pauling: number;
}

const golden = JSON.parse(readFileSync(join(packageRoot(), 'test/golden/chemistry/neutrality.json'), 'utf8')) as {
  compounds: ({ formula: string } & Record<Table, Verdict>)[];
  ions: { charges: number[]; electronegativities: (number | null)[]; passes: boolean }[];
  subspaces: ({ partners: string[]; arity: number; maxCoefficient: number; compounds: number } & Record<
    Table,
    Count
  >)[];
};

const numbers = (...symbols: string[]) => symbols.map((symbol) => atomicNumber(symbol));

describe('charge neutrality beside an implementation of its own in Python', () => {
  test('each compound has the same verdicts and the same number of assignments', () => {
    for (const { formula, ...expected } of golden.compounds) {
      const composition = parseFormula(formula);
      for (const table of TABLES) {
        const assignments = chargeAssignments(composition.atomicNumbers, table);
        const found: Verdict = {
          neutral: isChargeNeutral(composition, table),
          pauling: passesPauling(composition, table),
          choices: assignments.length,
          inOrder: assignments.filter(({ paulingOrder }) => paulingOrder).length,
        };
        expect(found, `${formula}, ${table}`).toEqual(expected[table]);
      }
    }
    expect(golden.compounds.length).toBe(322);
  });

  test('lists of ions have the same order', () => {
    for (const { charges, electronegativities, passes } of golden.ions) {
      const found = electronegativities.map((value) => value ?? Number.NaN);
      expect(paulingTest(charges, found), JSON.stringify({ charges, electronegativities })).toBe(passes);
    }
    expect(golden.ions.length).toBe(100);
  });

  test.each(golden.subspaces)('Li with $partners at arity $arity has the same counts', (expected) => {
    const seen = new Set<string>();
    const count = { common: { neutral: 0, pauling: 0 }, all: { neutral: 0, pauling: 0 } };
    for (const others of combinations(expected.partners, expected.arity - 1)) {
      for (const amounts of vectors(expected.arity, expected.maxCoefficient)) {
        const composition = createComposition(numbers('Li', ...others), amounts);
        const formula = reducedFormula(composition);
        if (seen.has(formula)) continue;
        seen.add(formula);
        for (const table of TABLES) {
          count[table].neutral += Number(isChargeNeutral(composition, table));
          count[table].pauling += Number(passesPauling(composition, table));
        }
      }
    }
    expect({ compounds: seen.size, ...count }).toEqual({
      compounds: expected.compounds,
      common: expected.common,
      all: expected.all,
    });
  });
});

describe('oxidation states', () => {
  test.each([
    ['Li', [1], [1]],
    ['S', [-2, 2, 4, 6], [-2, -1, 1, 2, 3, 4, 5, 6]],
    ['Fe', [2, 3], [-2, -1, 1, 2, 3, 4, 5, 6]],
    ['O', [-2], [-2, -1, 1, 2]],
    ['He', [], []],
    ['Og', [], []],
  ] as const)('%s', (symbol, common, all) => {
    expect(oxidationStates(atomicNumber(symbol), 'common')).toEqual(common);
    expect(oxidationStates(atomicNumber(symbol), 'all')).toEqual(all);
  });

  test('ascend, leave zero out, are there for 100 elements, and the common ones are among all', () => {
    const known = SYMBOLS.map((_, z) => z).filter((z) => z > 0 && oxidationStates(z, 'all').length > 0);
    expect(known.length).toBe(100);
    for (let z = 1; z <= 118; z++) {
      for (const table of TABLES) {
        const states = oxidationStates(z, table);
        expect(states.every((state, i) => Number.isInteger(state) && (i === 0 || state > states[i - 1]!))).toBe(true);
        expect(states).not.toContain(0);
      }
      expect(oxidationStates(z, 'all')).toEqual(expect.arrayContaining([...oxidationStates(z, 'common')]));
      expect(oxidationStates(z, 'common').length > 0).toBe(known.includes(z));
    }
  });
});

describe('charge assignments', () => {
  test('are all choices with both signs, the last element fastest', () => {
    expect(chargeAssignments(numbers('Li', 'P', 'S'), 'common')).toEqual([
      { charges: [1, -3, -2], mixed: null, paulingOrder: true },
      { charges: [1, -3, 2], mixed: null, paulingOrder: false },
      { charges: [1, -3, 4], mixed: null, paulingOrder: false },
      { charges: [1, -3, 6], mixed: null, paulingOrder: false },
      { charges: [1, 3, -2], mixed: null, paulingOrder: true },
      { charges: [1, 5, -2], mixed: null, paulingOrder: true },
    ]);
  });

  test('there are none without an anion, without published states, and for no elements', () => {
    expect(chargeAssignments(numbers('Li', 'Al'), 'all')).toEqual([]);
    expect(chargeAssignments(numbers('Na', 'Li', 'He'), 'all')).toEqual([]);
    expect(chargeAssignments([], 'all')).toEqual([]);
  });

  test('elements as electronegative as each other are in no order', () => {
    expect(chargeAssignments(numbers('C', 'Se'), 'common').map(({ paulingOrder }) => paulingOrder)).not.toContain(true);
  });
});

describe('verdicts', () => {
  test('decimal amounts are neutral when they are up to rounding', () => {
    expect(passesPauling(parseFormula('Li0.1P0.1O0.3'), 'common')).toBe(true);
    expect(isChargeNeutral(createComposition(numbers('Li', 'N'), [1, 1 / 3]), 'common')).toBe(true);
    expect(isChargeNeutral(parseFormula('Li0.9999PO3'), 'common')).toBe(false);
    expect(isChargeNeutral(parseFormula('Li1000000001Cl1000000000'), 'common')).toBe(false);
  });

  test('a compound whose iron would need two states is not neutral', () => {
    expect(isChargeNeutral(parseFormula('Fe3O4'), 'all')).toBe(false);
    expect(isChargeNeutral(parseFormula('Fe2O3'), 'all')).toBe(true);
  });

  test('a pure element is not neutral', () => {
    expect(isChargeNeutral(parseFormula('Li'), 'all')).toBe(false);
  });
});

describe('the rules in general', () => {
  const table = fc.constantFrom<OxidationRule>('common', 'all');
  const parts = fc.uniqueArray(
    fc.tuple(
      fc.oneof(fc.constantFrom(...numbers('Li', 'O', 'S', 'P', 'Cl', 'H', 'N')), fc.integer({ min: 1, max: 103 })),
      fc.integer({ min: 1, max: 12 }),
    ),
    { selector: ([z]) => z, minLength: 1, maxLength: 4 },
  );
  const compose = (pairs: readonly (readonly [number, number])[], factor = 1) =>
    createComposition(
      pairs.map(([z]) => z),
      pairs.map(([, amount]) => amount * factor),
    );

  test('a common factor of the amounts changes no verdict', () => {
    fc.assert(
      fc.property(parts, table, fc.constantFrom(2, 7, 0.1, 1 / 3), (pairs, table, factor) => {
        const [once, scaled] = [compose(pairs), compose(pairs, factor)];
        expect(isChargeNeutral(scaled, table)).toBe(isChargeNeutral(once, table));
        expect(passesPauling(scaled, table)).toBe(passesPauling(once, table));
      }),
    );
  });

  test('the order of the elements changes nothing but the order of the charges', () => {
    const sorted = (found: { charges: readonly number[] }[]) => found.map((one) => JSON.stringify(one)).sort();
    fc.assert(
      fc.property(parts, table, (pairs, table) => {
        const elements = pairs.map(([z]) => z);
        const backwards = chargeAssignments([...elements].reverse(), table);
        const turned = backwards.map((one) => ({ ...one, charges: [...one.charges].reverse() }));
        expect(sorted(turned)).toEqual(sorted(chargeAssignments(elements, table)));
      }),
    );
  });

  test('what passes the Pauling test is neutral, and all states accept what the common ones accept', () => {
    fc.assert(
      fc.property(parts, table, (pairs, table) => {
        const composition = compose(pairs);
        if (passesPauling(composition, table)) expect(isChargeNeutral(composition, table)).toBe(true);
        if (passesPauling(composition, 'common')) expect(passesPauling(composition, 'all')).toBe(true);
        if (isChargeNeutral(composition, 'common')) expect(isChargeNeutral(composition, 'all')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is refused', () => {
  test('atomic numbers that are none', () => {
    for (const z of [0, 119, 3.5, Number.NaN]) {
      expect(() => oxidationStates(z, 'all')).toThrow(
        `oxidation states: expected atomic numbers from 1 to 118, found ${z}; check the elements`,
      );
    }
  });

  test('a table that is neither', () => {
    for (const name of ['icsd', '', 'toString']) {
      expect(() => passesPauling(parseFormula('Li2O'), name as OxidationRule)).toThrow(
        `oxidation states: expected common or all, found "${name}"; name one of the two`,
      );
    }
  });

  test('an element given twice', () => {
    expect(() => chargeAssignments([3, 8, 3], 'all')).toThrow(
      'charges: expected each element once, found Li twice; add up its amounts',
    );
  });

  test('lists of different length', () => {
    expect(() => paulingTest([1, -2], [0.98])).toThrow(
      'Pauling test: expected 2 electronegativities, found 1; give one for each charge',
    );
  });
});

function combinations<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

function vectors(length: number, max: number): number[][] {
  if (length === 0) return [[]];
  return vectors(length - 1, max).flatMap((head) => Array.from({ length: max }, (_, i) => [...head, i + 1]));
}
