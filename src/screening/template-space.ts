/** A list of compounds of one stoichiometry: a template such as ABX3 with the elements that may stand on each of its sites. */
import { createComposition } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { createList, type ListOptions, type ListSpace, MOST_COMPOUNDS } from './list-space.ts';

/** Symbols of the elements that may stand on each site, by the name of the site. */
export type TemplateSites = Readonly<Record<string, readonly string[]>>;

/** Whatever may be an element or a site in a formula. */
const NAME = /[A-Z][a-z]?/g;

/**
 * The compounds of a template. A letter that is named as a site is a site, any other symbol an element. Different sites hold
 * different elements, none of them one that stands in the template; what two sites give twice is one compound.
 * @param template a formula whose sites stand in the place of elements, such as `ABX3` or `A2BX6`
 * @throws {UserError} for a site without elements or that the template lacks, a symbol that is neither element nor site, a formula that
 * cannot be read, and more than 1,000,000 combinations
 * @example templateSpace('ABX', { A: ['Ti', 'Zr'], B: ['Ni', 'Co'], X: ['Sn'] }).sets.length; // 4
 */
export function templateSpace(
  template: string,
  sites: TemplateSites,
  options: Omit<ListOptions, 'origin'> = {},
): ListSpace {
  checkSites(template, sites);
  return createList(compoundsOf(template, sites), { ...options, origin: { from: 'template', template, sites } });
}

function* compoundsOf(template: string, sites: TemplateSites): Generator<Composition> {
  const { atomicNumbers, amounts, places } = readTemplate(template, Object.keys(sites));
  const lists = Object.values(sites).map((symbols) => symbols.map((symbol) => SYMBOLS.indexOf(symbol)));
  let isEmpty = true;
  for (const chosen of choices(lists)) {
    const elements = Array.from(atomicNumbers);
    places.forEach((place, site) => {
      elements[place] = chosen[site]!;
    });
    if (new Set(elements).size < elements.length) continue;
    isEmpty = false;
    yield createComposition(elements, amounts);
  }
  const expected = 'a different element on each site';
  if (isEmpty) fail(`template ${template}`, expected, 'the same ones only', 'give the sites more elements');
}

/** A template as a composition, in which elements that it does not hold stand for its sites; the place of each. */
function readTemplate(template: string, names: readonly string[]) {
  const fixed = symbolsOf(template).filter((symbol) => !names.includes(symbol));
  const stand = [...SYMBOLS].reverse().filter((symbol) => !fixed.includes(symbol));
  const formula = template.replace(NAME, (symbol) => stand[names.indexOf(symbol)] ?? symbol);
  const { atomicNumbers, amounts } = parseFormula(formula);
  return { atomicNumbers, amounts, places: names.map((_, i) => atomicNumbers.indexOf(SYMBOLS.indexOf(stand[i]!))) };
}

function checkSites(template: string, sites: TemplateSites): void {
  const where = `template ${template}`;
  const used = symbolsOf(template);
  if (Object.keys(sites).length === 0) fail(where, 'the elements of its sites', 'none', 'give them, such as A=Li,Na');
  for (const [site, symbols] of Object.entries(sites)) {
    if (!/^[A-Z][a-z]?$/.test(site) || !used.includes(site)) {
      fail(where, `a site of the template`, site, `its symbols are ${used.join(', ')}`);
    }
    if (symbols.length === 0) fail(`${where}, site ${site}`, 'elements', 'none', 'name at least one');
    const unknown = symbols.find((symbol) => SYMBOLS.indexOf(symbol) < 1);
    if (unknown !== undefined) fail(`${where}, site ${site}`, 'symbols of elements', `"${unknown}"`, 'check the list');
    const twice = symbols.find((symbol, i) => symbols.indexOf(symbol) < i);
    if (twice !== undefined) fail(`${where}, site ${site}`, 'each element once', `${twice} twice`, 'remove one');
  }
  const bare = used.find((name) => !(name in sites) && SYMBOLS.indexOf(name) < 1);
  if (bare !== undefined)
    fail(where, 'elements, and sites with their elements', bare, `give its elements: ${bare}=Li,Na`);
  const combinations = Object.values(sites).reduce((product, { length }) => product * length, 1);
  if (combinations > MOST_COMPOUNDS) {
    const most = `at most ${MOST_COMPOUNDS.toLocaleString('en-US')} combinations`;
    fail(where, most, combinations.toLocaleString('en-US'), 'name fewer elements');
  }
}

function symbolsOf(template: string): readonly string[] {
  return template.match(NAME) ?? [];
}

/** One item of each list in every way. */
function* choices(lists: readonly (readonly number[])[]): Generator<number[]> {
  const [first, ...rest] = lists;
  if (first === undefined) return yield [];
  for (const item of first) for (const others of choices(rest)) yield [item, ...others];
}
