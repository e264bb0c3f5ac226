import { describe, expect, test } from 'vitest';
import { ELEMENT_GROUPS, type ElementGroup, elementGroup } from '../../src/chemistry/element-groups.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';

const symbols = (name: ElementGroup) => elementGroup(name).map((z) => SYMBOLS[z]);

describe('element groups', () => {
  test('radioactive elements are Tc, Pm and everything from Po on; Bi is not among them', () => {
    const fromPolonium = Array.from({ length: 118 - 84 + 1 }, (_, i) => 84 + i);
    expect(elementGroup('radioactive')).toEqual([43, 61, ...fromPolonium]);
    expect(symbols('radioactive')).toEqual(expect.arrayContaining(['Th', 'U']));
    expect(symbols('radioactive')).not.toContain('Bi');
  });

  test('transition metals are those of pymatgen: groups 3 to 12, La and Ac', () => {
    const symbols = elementGroup('transition-metal').map((z) => SYMBOLS[z]);
    expect(symbols).toHaveLength(40);
    for (const symbol of ['Sc', 'Zn', 'Y', 'Cd', 'La', 'Hf', 'Hg', 'Ac', 'Cn']) expect(symbols).toContain(symbol);
    for (const symbol of ['Al', 'Ga', 'Ce', 'Lu', 'Tl']) expect(symbols).not.toContain(symbol);
  });

  test('noble gases are those up to Rn', () => {
    expect(symbols('noble-gas')).toEqual(['He', 'Ne', 'Ar', 'Kr', 'Xe', 'Rn']);
  });

  test('toxic elements are those whose compounds European law classes or restricts as a whole', () => {
    expect(symbols('toxic')).toEqual(['Be', 'As', 'Se', 'Cd', 'Hg', 'Tl', 'Pb', 'U']);
  });

  test.each(ELEMENT_GROUPS)('%s ascends and names each element once', (name) => {
    const group = elementGroup(name);
    expect(group.length).toBeGreaterThan(0);
    expect(group.every((z, i) => SYMBOLS[z] !== undefined && (i === 0 || z > group[i - 1]!))).toBe(true);
  });

  test('no group holds lithium or one of the usual anions', () => {
    const held = new Set(ELEMENT_GROUPS.flatMap(symbols));
    for (const symbol of ['Li', 'H', 'N', 'O', 'F', 'P', 'S', 'Cl', 'Br', 'I']) expect(held).not.toContain(symbol);
  });

  test('a name that is no group is refused with the list of names', () => {
    expect(() => elementGroup('rare' as ElementGroup)).toThrow(
      'element group: expected one of radioactive, toxic, noble-gas, transition-metal, found "rare"; take a name from the list',
    );
  });
});
