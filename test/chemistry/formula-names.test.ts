import { expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { FORMULA_NAMES } from '../../src/chemistry/formula-names.ts';

test.each(Object.entries(FORMULA_NAMES))(
  '%s is refused, in small letters too, and what stands for it is a formula',
  (name, formula) => {
    const such = formula === '' ? '' : `, such as ${formula}`;
    for (const written of [name, name.toLowerCase()]) {
      expect(() => parseFormula(written)).toThrow(
        `${written}: expected a formula, found a name; write its composition${such}`,
      );
    }
    if (formula !== '') expect(parseFormula(formula).atomicNumbers.length).toBeGreaterThan(2);
  },
);
