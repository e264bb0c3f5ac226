/** What people type into the search box, as a condition on compounds. */
import { chemicalSystem, reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** A search that was understood; `words` tells the reader how. */
export type Search = { readonly words: string } & (
  | { readonly kind: 'formula'; readonly formula: string; readonly system: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** These elements, and `more` others. */
  | { readonly kind: 'system'; readonly elements: readonly string[]; readonly more: number }
  /** These elements, and any number of others. */
  | { readonly kind: 'elements'; readonly elements: readonly string[] }
);

const LONGEST = 200;
const REMEDY = 'write Li3PS4, Li-P-S, Li-P-* or Li,P,S, with capitals as in a formula';

/**
 * Reads a search: a formula in any form (Li3PS4, 3Li2S·P2S5), a chemical system (Li-P-S; each * is one more element),
 * elements with commas or spaces (Li,P,S), or the beginning of a formula (Li3P*).
 * @throws {UserError} for anything else
 * @example readSearch('P-S-Li').words; // 'the system Li-P-S'
 */
export function readSearch(text: string): Search {
  const given = text.trim();
  if (given.length > LONGEST) fail('search', `at most ${LONGEST} characters`, `${given.length}`, REMEDY);
  if (given.includes('-')) return systemSearch(given.split('-').map((part) => part.trim()));
  const symbols = given.split(/[\s,;]+/).filter((part) => part !== '');
  if (symbols.length > 1 && symbols.every((part) => /^[A-Z][a-z]?$/.test(part))) {
    const elements = elementsOf(symbols);
    return { kind: 'elements', elements, words: `all of ${elements.join(', ')}, and any other` };
  }
  const beginning = /^([A-Z][A-Za-z0-9]*)\*$/.exec(given)?.[1];
  if (beginning !== undefined) {
    return { kind: 'prefix', prefix: beginning, words: `formulas that begin with ${beginning}` };
  }
  const composition = parseFormula(given);
  const formula = reducedFormula(composition);
  return { kind: 'formula', formula, system: chemicalSystem(composition), words: `the compound ${formula}` };
}

function systemSearch(parts: readonly string[]): Search {
  const elements = elementsOf(parts.filter((part) => part !== '*'));
  const more = parts.length - elements.length;
  const system = [...elements, ...Array.from({ length: more }, () => '*')].join('-');
  const words = more === 0 ? `the system ${system}` : `systems ${system}, each * one more element`;
  return { kind: 'system', elements, more, words };
}

/** Known symbols, each once, in alphabetical order. */
function elementsOf(symbols: readonly string[]): string[] {
  for (const symbol of symbols) atomicNumber(symbol, 'search');
  const elements = [...new Set(symbols)].sort();
  if (elements.length < symbols.length) fail('search', 'each element once', symbols.join(', '), REMEDY);
  return elements;
}
