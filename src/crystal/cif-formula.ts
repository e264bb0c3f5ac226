/** The formulas that a CIF block states: the sum of its elements, and its moieties. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail, UserError } from '../core/errors.ts';
import type { CifBlock } from './cif-tokens.ts';
import { columnOf, isAbsent } from './cif-values.ts';

const SUM = '_chemical_formula_sum';
/** Short names of chemists for groups of atoms that are symbols of elements as well: acetyl, propyl, tosyl and others. */
const SHORT_NAMES = ['Ac', 'Am', 'Np', 'Pr', 'Ts'].map((symbol) => SYMBOLS.indexOf(symbol));

/** A formula sum as written, and its amounts by atomic number; D counts as H. */
export interface FormulaSum {
  readonly text: string;
  readonly amounts: Float64Array;
}

/**
 * The formula sum of a block; undefined where it states none. The dictionary asks for `Li3 P S4`; `Li3PS4`, brackets and
 * charges that leave the amount in no doubt (`Li1+`, a last word `2-`) and uncertainties (`Li2.96(4)`) are read too.
 * @throws {UserError} for a sum that cannot be read, for nothing could be held against it
 * @example formulaSum(block, 'LiCl.cif')?.amounts[3]; // 1
 */
export function formulaSum(block: CifBlock, where: string): FormulaSum | undefined {
  const value = columnOf(block, SUM)?.[0];
  if (value === undefined || isAbsent(value) || value.text.trim() === '') return undefined;
  const { text, line } = value;
  const plain = text.trim().replace(/\s+\d*[+-]\d*$/, '');
  const amounts = ofWords(plain) ?? ofFormula(plain);
  if (amounts !== undefined) return { text, amounts };
  return fail(`${where}, line ${line}`, `a ${SUM} such as "Li3 P S4"`, `"${text}"`, 'correct it, or write ? for it');
}

/** A stated formula with an element that has no site. */
export interface WithoutSite {
  readonly tag: string;
  readonly z: number;
}

/**
 * The first element of the moieties or the structural formula that has no site; undefined where there is none. Formulas
 * of more than elements, numbers, charges and brackets are passed over.
 * @param isThere by atomic number
 * @example elementWithoutSite(block, (z) => z === 3 || z === 17)?.z; // 1 for 'Li Cl, H2 O'
 */
export function elementWithoutSite(block: CifBlock, isThere: (z: number) => boolean): WithoutSite | undefined {
  for (const tag of ['_chemical_formula_moiety', '_chemical_formula_structural']) {
    const value = columnOf(block, tag)?.[0];
    const z = isAbsent(value)
      ? undefined
      : elementsIn(value.text).find((one) => !isThere(one) && !SHORT_NAMES.includes(one));
    if (z !== undefined) return { tag, z };
  }
  return undefined;
}

/** Empty for a text that is more than a formula, or a word in capitals such as UNKNOWN; n stands for any number, D for H. */
function elementsIn(text: string): number[] {
  if (/^\s*[A-Z]{2,}\s*$/.test(text)) return [];
  const words = (text.match(/[a-z]+/gi) ?? []).filter((word) => word !== 'n');
  const symbols = words.flatMap((word) => word.match(/[A-Z][a-z]?|./g)!);
  const elements = symbols.map((symbol) => (symbol === 'D' ? 1 : SYMBOLS.indexOf(symbol)));
  return elements.every((z) => z > 0) && /^[\w\s.,()[\]{}+'-]*$/.test(text) ? elements : [];
}

function ofWords(text: string): Float64Array | undefined {
  const amounts = new Float64Array(119);
  for (const word of text.split(/\s+/)) {
    const [, symbol, amount] = /^([A-Z][a-z]?)(?:1?[+-]|(\d+\.?\d*|\.\d+)?(?:\(\d+\))?)$/.exec(word) ?? [];
    const z = symbol === 'D' ? 1 : SYMBOLS.indexOf(symbol ?? '?');
    if (z < 1) return undefined;
    amounts[z]! += amount === undefined ? 1 : Number(amount);
  }
  return amounts;
}

function ofFormula(text: string): Float64Array | undefined {
  try {
    const { atomicNumbers, amounts: parsed } = parseFormula(text);
    const amounts = new Float64Array(119);
    atomicNumbers.forEach((z, i) => {
      amounts[z] = parsed[i]!;
    });
    return amounts;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
