import { expect, test } from 'vitest';
import { spaceText } from '../../../src/explorer/page/lib/space.ts';
import type { SpaceStatement } from '../../../src/screening/state-space.ts';

const of = { anchor: 'Na', partners: ['P', 'S', 'O'], arities: [2, 3] };
const listed = { kind: 'list', ...of, formulas: 1200, without_anchor: 0, repeated: 0 } as const;

test.each<[SpaceStatement, string]>([
  [{ kind: 'grid', ...of, max_coefficient: 6 }, 'Na with 1 or 2 of 3 elements, coefficients up to 6'],
  [{ kind: 'grid', ...of, anchor: null, max_coefficient: 6 }, '2 or 3 of 3 elements, coefficients up to 6'],
  [{ ...listed, list: { from: 'formulas' } }, '1,200 formulas'],
  [{ ...listed, list: { from: 'file', file: 'mine.csv', sha256: '' } }, '1,200 formulas of mine.csv'],
  [{ ...listed, list: { from: 'series', series: 'Na1-xKxCl', x: [0, 0.5] } }, 'the series Na1-xKxCl, x from 0 to 0.5'],
  [
    { ...listed, list: { from: 'template', template: 'AX', sites: { A: ['Na', 'K'], X: ['S'] } } },
    'the template AX, A one of 2, X one of 1 elements',
  ],
])('%o is %s', (space, text) => {
  expect(spaceText(space)).toBe(text);
});
