import { describe, expect, test } from 'vitest';
import { formatFormula, parseFormula } from '../../src/chemistry/formula.ts';
import { compositionsOf, createList, type ListSpace } from '../../src/screening/list-space.ts';
import { seriesSpace } from '../../src/screening/series-space.ts';
import { countSpace, elementSet, elementsOf } from '../../src/screening/space.ts';
import { stateSpace } from '../../src/screening/state-space.ts';
import { templateSpace } from '../../src/screening/template-space.ts';

const parsed = (text: string) => text.split(' ').map((formula) => parseFormula(formula));
const formulasOf = ({ sets }: ListSpace) => sets.flatMap((set) => compositionsOf(set).map(formatFormula));

describe('createList', () => {
  test('holds each compound once, reduced, decimals as written, in an order of its own', () => {
    const space = createList(parsed('Na3PS4 Li4S2 NaCl Li2S Li6.85Al0.05La3Zr2O12 Na6P2S8 LiS Si'));
    const expected = ['Si', 'NaCl', 'LiS', 'Li2S', 'Na3PS4', 'Li6.85La3Zr2Al0.05O12'];
    expect(formulasOf(space)).toEqual(expected);
    expect(formulasOf(createList([...parsed('LiS Si Na6P2S8 Li6.85Al0.05La3Zr2O12 Li4S2 NaCl')]))).toEqual(expected);
    expect(space).toMatchObject({ kind: 'list', anchor: null, arities: [1, 2, 3, 5], given: 8, withoutAnchor: 0 });
    expect(countSpace(space)).toEqual({ elementSets: 5, formulaStrings: 6, distinct: 6 });
    expect([...elementSet(space, 2)]).toEqual([3, 16]);
    expect(() => elementSet(space, 5)).toThrow('outside the space');
    expect(stateSpace(space)).toMatchObject({ kind: 'list', formulas: 8, without_anchor: 0, repeated: 2 });
  });

  test('takes whole amounts for a compound that is also given in decimals', () => {
    for (const text of ['Li0.5CoO2 LiCo2O4', 'LiCo2O4 Li0.5CoO2']) {
      expect(formulasOf(createList(parsed(text)))).toEqual(['LiCo2O4']);
    }
  });

  test('leaves out what lacks the anchor, and counts it', () => {
    const space = createList(parsed('Na3PS4 Li2S NaCl'), { anchor: 11 });
    expect(formulasOf(space)).toEqual(['NaCl', 'Na3PS4']);
    expect(space).toMatchObject({ anchor: 11, partners: [15, 16, 17], given: 3, withoutAnchor: 1 });
    expect(elementsOf(space)).toEqual([11, 15, 16, 17]);
    expect(() => createList(parsed('Li2S'), { anchor: 11 })).toThrow('list: expected compounds of Na, found 1 formula');
  });

  test('refuses an empty list and compounds of too many elements', () => {
    expect(() => createList([])).toThrow('list: expected at least one formula, found none');
    expect(() => createList(parsed('LiNaKRbOFClBrI'))).toThrow('expected at most 8 elements in a compound of a list');
  });
});

describe('templateSpace', () => {
  test('gives the half-Heuslers of some elements: 3 x 2 x 2', () => {
    const sites = { A: ['Ti', 'Zr', 'Hf'], B: ['Ni', 'Co'], X: ['Sn', 'Sb'] };
    const space = templateSpace('ABX', sites);
    expect(formulasOf(space).sort()).toEqual(
      'HfCoSb HfNiSb HfSnNi HfSnCo TiCoSb TiNiSb TiSnCo TiSnNi ZrCoSb ZrNiSb ZrSnCo ZrSnNi'
        .split(' ')
        .map((formula) => formatFormula(parseFormula(formula)))
        .sort(),
    );
    expect(space.origin).toEqual({ from: 'template', template: 'ABX', sites });
  });

  test('puts different elements on different sites, and takes what two sites give twice for one', () => {
    const space = templateSpace('ABX', { A: ['Li', 'Na'], B: ['Li', 'Na', 'K'], X: ['S'] });
    expect(formulasOf(space).sort()).toEqual(['KLiS', 'KNaS', 'NaLiS'].sort());
    expect(stateSpace(space)).toMatchObject({ formulas: 4, repeated: 1 });
    expect(formulasOf(templateSpace('Li2MX4', { M: ['Li', 'Mg'], X: ['Cl'] }))).toEqual(['Li2MgCl4']);
  });

  test('takes iodine and vanadium for what they are, and no oxidation state', () => {
    expect(formulasOf(templateSpace('LiABX4', { A: ['H'], B: ['I'], X: ['V'] }))).toEqual(['LiV4HI']);
    expect(formulasOf(templateSpace('A2(BX4)3', { A: ['Al'], B: ['S'], X: ['O'] }))).toEqual(['Al2S3O12']);
  });

  test('reduces: A2X2 is AX', () => {
    expect(formulasOf(templateSpace('A2X2', { A: ['Li'], X: ['F', 'Cl'] }))).toEqual(['LiCl', 'LiF']);
  });

  test.each<[string, Record<string, string[]>, string]>([
    ['ABX3', { A: ['Li'], B: ['Ti'] }, 'template ABX3: expected elements, and sites with their elements, found X'],
    ['ABX3', {}, 'template ABX3: expected the elements of its sites, found none'],
    ['ABX3', { Q: ['Li'] }, 'template ABX3: expected a site of the template, found Q; its symbols are A, B, X'],
    ['AX', { A: ['Li', 'Qq'], X: ['F'] }, 'template AX, site A: expected symbols of elements, found "Qq"'],
    ['AX', { A: ['Li', 'Li'], X: ['F'] }, 'site A: expected each element once, found Li twice'],
    ['AX', { A: [], X: ['F'] }, 'site A: expected elements, found none'],
    ['AX', { A: ['Li'], X: ['Li'] }, 'expected a different element on each site'],
  ])('refuses %s with %o', (template, sites, message) => {
    expect(() => templateSpace(template, sites)).toThrow(message);
  });
});

describe('seriesSpace', () => {
  const along = (series: string, from: number, to: number, step: number) =>
    formulasOf(seriesSpace(series, { from, to, step }));

  test('is the aluminium garnet, from none to half an aluminium', () => {
    const found = along('Li7-3xAlxLa3Zr2O12', 0, 0.5, 0.05);
    expect(found).toHaveLength(11);
    expect(found[0]).toBe('Li7La3Zr2O12');
    expect(found).toContain('Li6.85La3Zr2Al0.05O12');
    expect(found).toContain('Li5.5La3Zr2Al0.5O12');
  });

  test('reads sums, groups, brackets and parts', () => {
    expect(along('Na1+xZr2SixP3-xO12', 0, 3, 1.5)).toEqual(['Na4Zr2Si3O12', 'NaZr2P3O12', 'Na2.5Zr2Si1.5P1.5O12']);
    expect(along('Li4-3x(PO4)x', 0, 1, 1)).toEqual(['Li', 'LiPO4']);
    expect(along('(1-x)Li2S·xP2S5', 0, 1, 0.25)).toEqual(['Li2S', 'P2S5', 'Li0.5P1.5S4', 'LiPS3', 'Li1.5P0.5S2']);
    expect(along('Li(3−2x)NxCl', 1, 1, 1)).toEqual(['LiNCl']);
  });

  test.each<[string, number, number, number, string]>([
    ['Li7La3Zr2O12', 0, 1, 1, 'series Li7La3Zr2O12: expected a formula with x in its amounts, found none'],
    [
      'Li7-3xAlxLa3Zr2O12',
      0,
      3,
      1,
      'series Li7-3xAlxLa3Zr2O12 at x = 3: expected amounts of 0 or more, found 7-3x = -2',
    ],
    ['Li1-xQqx', 0, 1, 1, 'series Li1-xQqx at x = 1: Qq1, position 1: expected an element symbol'],
    ['Li1-xNaxCl', 1, 0, 0.1, '--x: expected from:to:step with a step above 0, found 1:0:0.1'],
    ['Li1-xNaxCl', 0, 1, 0, 'found 0:1:0'],
    ['Li1-xNaxCl', 0, 1, 1e-9, '--x: expected at most 100000 values'],
  ])('refuses %s from %d to %d by %d', (series, from, to, step, message) => {
    expect(() => seriesSpace(series, { from, to, step })).toThrow(message);
  });
});
