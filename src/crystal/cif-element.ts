/** The element of a CIF site, by its type symbol or its label. */
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { CifValue } from './cif-tokens.ts';
import { isAbsent } from './cif-values.ts';

/** Beginnings of labels that stand for more than one atom, or for one of two (OF): the second letter names no site. */
const GROUPS = ['OF', 'ON', 'FO', 'OH', 'SO', 'SH', 'SF', 'PS', 'PF', 'BF', 'BO'];
const FULL = 1 - 1e-3;

/**
 * The atomic number of a site: from its type symbol (Ti4+, O2-, H0.8+), else from the start of its label (Li1A, O12, LI2,
 * Ow1).
 * @param share occupancy of the site: a full one may not be labelled with two elements
 * @param where file and line, for errors
 * @throws {UserError} for two elements, a group of atoms, a vacancy, an isotope (masses are those of the natural elements)
 * @example elementOfSite(undefined, { text: 'Li1A', line: 9, bare: true }, 1, 'x.cif, line 9'); // 3
 */
export function elementOfSite(
  type: CifValue | undefined,
  label: CifValue | undefined,
  share: number,
  where: string,
): number {
  if (!isAbsent(type)) {
    const text = type.text.trim();
    const isotope = /^(?:\d+([A-Z][a-z]?)|([DT])(?:[\d.]*[+-]?\d*))$/i.exec(text);
    if (isotope !== null) refuseIsotope(text, isotope[1] ?? 'H', where);
    const symbol = /^([a-z]{1,2})(?:[\d.]*[+-][\d.]*|\d*)$/i.exec(text)?.[1];
    const known = symbol !== undefined && isElement(properCase(symbol));
    if (!known)
      fail(where, 'the symbol of one element', `"${text}"`, 'give each element of a mixed site a row of its own');
    const name = label?.text ?? '';
    if (share > FULL && /[,/]/.test(name) && namesTwo(name)) refuseMixed(name, where);
    return atomicNumber(properCase(symbol), where);
  }
  if (isAbsent(label)) return fail(where, 'an element', 'neither type symbol nor label', 'add _atom_site_type_symbol');
  const { text } = label;
  if (namesTwo(text)) refuseMixed(text, where);
  const symbol = labelElement(text);
  if (symbol === undefined)
    return fail(where, 'a label that names one element', `"${text}"`, 'add _atom_site_type_symbol');
  return symbol === 'D' ? refuseIsotope(text, 'H', where) : atomicNumber(symbol, where);
}

/** Undefined for labels that name no one element, words for a vacancy (Va, Vi, OVac) and water (WAT) among them. */
function labelElement(text: string): string | undefined {
  if (/vac|wat/i.test(text)) return undefined;
  const [one, two] = [text.slice(0, 1), properCase(text.slice(0, 2))].map((s) => (isElement(s) ? s : undefined));
  if (/^[A-Z][a-z]/.test(text)) {
    // one small letter behind a one-letter element is a name of the site (Ow of water, Oa, Hn); Oh is hydroxyl
    return two ?? (/^(?!Oh)[A-UX-Z][a-z](?![a-z])/.test(text) ? one : undefined);
  }
  if (/^[A-Z]($|[^a-zA-Z])/.test(text)) return one;
  return /^[A-UX-Z][A-Z]/.test(text) && (one === undefined) !== (two === undefined) ? (one ?? two) : undefined;
}

/** True for labels such as `Li,Na`, `Li/Na1`, `LiNa1`, `Li0.5Na0.5` and `H2O`, not for `C12B` (a letter behind a number names the site). */
function namesTwo(label: string): boolean {
  if (/^[HD]2O/i.test(label)) return true;
  const first = labelElement(label);
  if (first === undefined) return false;
  const rest = label.replace(/^\W+/, '').slice(first.length);
  const second = /^[\d.]*([-+_,/;:|&.\s(]*)([A-Z][A-Za-z]?)/.exec(rest);
  if (second === null) return false;
  const symbol = properCase(second[2]!);
  const one = second[2]!.slice(0, 1);
  const apart = /[,/;:|&+]/.test(second[1]!) || /\.\d/.test(rest.slice(0, second[0].length));
  if (symbol.length === 2 && isElement(symbol) && (apart || /^[A-Z][a-z]/.test(second[2]!))) return true;
  if (apart) return isElement(one);
  if (/^[-_]?[A-Z]/.test(rest) && GROUPS.includes(first + one)) return true;
  return /^[A-Z]/.test(rest) && isElement(one) && first.length === 2;
}

function refuseIsotope(found: string, symbol: string, where: string): never {
  const remedy = `write ${isElement(symbol) ? symbol : 'the element'}, if its natural mass will do`;
  return fail(where, 'an element, not an isotope of it', `"${found}"`, remedy);
}

function refuseMixed(label: string, where: string): never {
  fail(where, 'a label that names one element', `"${label}"`, 'give each element of a mixed site a row of its own');
}

function isElement(symbol: string): boolean {
  return symbol === 'D' || (symbol !== '' && SYMBOLS.includes(symbol));
}

function properCase(symbol: string): string {
  return symbol.slice(0, 1).toUpperCase() + symbol.slice(1).toLowerCase();
}
