/**
 * Names of the field that look like formulas. Some can even be read as one: LiFSI as Li, F, S and I.
 */
import { fail } from '../core/errors.ts';

/**
 * By the name in capitals, a formula to write instead, of a family the compound that is best known; empty where amounts differ from film to film.
 * @example FORMULA_NAMES.LLZO; // 'Li7La3Zr2O12'
 */
export const FORMULA_NAMES: Readonly<Record<string, string>> = {
  KFSI: 'KN(SO2F)2',
  LAGP: 'Li1.5Al0.5Ge1.5(PO4)3',
  LATP: 'Li1.3Al0.3Ti1.7(PO4)3',
  LGPS: 'Li10GeP2S12',
  LIBETI: 'LiN(SO2C2F5)2',
  LIBOB: 'LiB(C2O4)2',
  LIBON: '',
  LIDFOB: 'LiBF2C2O4',
  LIFOB: 'LiBF2C2O4',
  LIFSI: 'LiN(SO2F)2',
  LIPON: 'Li2.9PO3.3N0.46',
  LISICON: 'Li14ZnGe4O16',
  LISIPON: '',
  LISON: '',
  LITFSI: 'LiN(SO2CF3)2',
  LLTO: 'Li0.33La0.557TiO3',
  LLZO: 'Li7La3Zr2O12',
  LLZTO: 'Li6.5La3Zr1.5Ta0.5O12',
  LPS: 'Li3PS4',
  LPSCL: 'Li6PS5Cl',
  LSPS: 'Li10SnP2S12',
  NABOB: 'NaB(C2O4)2',
  NAFSI: 'NaN(SO2F)2',
  NAPON: 'Na3PO3N',
  NASICON: 'Na3Zr2Si2PO12',
  NATFSI: 'NaN(SO2CF3)2',
};

/**
 * Refuses a name in place of a formula, in capitals or small letters.
 * @throws {UserError} with a formula to write instead
 * @example refuseName('LiPON'); // throws; refuseName('LiPNO') does not
 */
export function refuseName(text: string): void {
  const name = text.trim();
  const key = name.toUpperCase();
  if (!Object.hasOwn(FORMULA_NAMES, key)) return;
  const such = FORMULA_NAMES[key] === '' ? '' : `, such as ${FORMULA_NAMES[key]}`;
  fail(name, 'a formula', 'a name', `write its composition${such}`);
}
