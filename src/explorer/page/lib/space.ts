/** A space in words. */
import type { SpaceStatement } from '../../../screening/state-space.ts';
import { count } from './format.ts';

/**
 * What was screened, in a few words.
 * @example spaceText({ kind: 'grid', anchor: 'Na', partners: ['S', 'O'], arities: [2], max_coefficient: 6 });
 * // 'Na with 1 of 2 elements, coefficients up to 6'
 */
export function spaceText(space: SpaceStatement): string {
  const { anchor, partners, arities } = space;
  if (space.kind === 'list') return listText(space);
  const chosen = arities.map((n) => (anchor === null ? n : n - 1)).join(' or ');
  const of = anchor === null ? chosen : `${anchor} with ${chosen}`;
  return `${of} of ${partners.length} elements, coefficients up to ${space.max_coefficient}`;
}

function listText({ list, formulas }: Extract<SpaceStatement, { kind: 'list' }>): string {
  switch (list.from) {
    case 'template': {
      const sites = Object.entries(list.sites).map(([site, symbols]) => `${site} one of ${symbols.length}`);
      return `the template ${list.template}, ${sites.join(', ')} elements`;
    }
    case 'series':
      return `the series ${list.series}, x from ${list.x[0]} to ${list.x.at(-1)}`;
    case 'file':
      return `${count(formulas)} formulas of ${list.file}`;
    case 'formulas':
      return `${count(formulas)} formulas`;
  }
}
