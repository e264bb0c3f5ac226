/** What a CIF says twice must agree: its formula sum and cell volume against the structure read from it. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { CifBlock } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import type { Structure } from './structure.ts';
import { isOrdered, volumeA3 } from './structure.ts';

const VOLUME_TOLERANCE = 0.01;
const REMEDY = 'the file is damaged or cut off; fetch it again, or correct the statement';

/**
 * Refuses a structure whose amounts contradict `_chemical_formula_sum`, or whose volume contradicts `_cell_volume`,
 * where the block states them. An element may be off by 1 % of its own amount and 0.1 % of all atoms in an ordered
 * structure, by 5 % and 0.5 % in a disordered one (refined occupancies are rounded).
 * @param exact hold the amounts to 0.1 %: for files by pymatgen, which computes the sum from the sites it writes, and
 * for a file that ends without a line end, as it does when cut off in its last number
 * @throws {UserError} naming the element or the volume
 * @example checkStatements(block, structure, false, 'x.cif');
 */
export function checkStatements(block: CifBlock, structure: Structure, exact: boolean, where: string): void {
  checkVolume(block, structure, where);
  const formula = columnOf(block, '_chemical_formula_sum')?.[0];
  if (formula === undefined || isAbsent(formula)) return;
  const stated = amountsOf(formula.text);
  if (stated === undefined) return;
  const read = new Float64Array(119);
  for (let i = 0; i < structure.species.length; i++) read[structure.species[i]!]! += structure.occupancy[i]!;
  const [ownShare, totalShare] = exact ? [1e-3, 0] : isOrdered(structure) ? [0.01, 1e-3] : [0.05, 5e-3];
  const refuse = (found: string) => fail(where, `the atoms of _chemical_formula_sum "${formula.text}"`, found, REMEDY);
  const absent = read.findIndex((amount, z) => amount === 0 && stated[z]! > 0);
  if (absent >= 0) refuse(`no ${SYMBOLS[absent]}`);
  const total = sum(read);
  const scale = total / sum(stated);
  for (let z = 1; z < read.length; z++) {
    const expected = scale * stated[z]!;
    const off = Math.abs(read[z]! - expected);
    const extra = stated[z] === 0 && read[z]! > 0;
    if (extra || (off > ownShare * expected && off > totalShare * total)) {
      refuse(`${short(read[z]!)} ${SYMBOLS[z]} of ${short(total)} atoms`);
    }
  }
}

function checkVolume(block: CifBlock, structure: Structure, where: string): void {
  const value = columnOf(block, '_cell_volume')?.[0];
  if (value === undefined || isAbsent(value)) return;
  const stated = cifNumber(value, '_cell_volume', where);
  const computed = volumeA3(structure);
  if (Math.abs(computed - stated) <= VOLUME_TOLERANCE * stated) return;
  fail(where, `the stated _cell_volume ${short(stated)} A^3`, `${short(computed)} A^3 from the cell`, REMEDY);
}

/** Amounts by atomic number; undefined where the text is no plain sum of elements. */
function amountsOf(formula: string): Float64Array | undefined {
  const amounts = new Float64Array(119);
  for (const word of formula.trim().split(/\s+/)) {
    const [, symbol, amount] = /^([A-Z][a-z]?)(\d*\.?\d*)$/.exec(word) ?? [];
    const z = symbol === 'D' ? 1 : SYMBOLS.indexOf(symbol ?? '?');
    if (z < 1) return undefined;
    amounts[z]! += amount === '' ? 1 : Number(amount);
  }
  return amounts;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
