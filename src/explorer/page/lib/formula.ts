/** Formulas as chemists write them. */

/** A piece of a formula; `low` for what stands below the line. */
export interface FormulaPiece {
  readonly text: string;
  readonly low: boolean;
}

/**
 * A formula in pieces: amounts after a symbol or a bracket stand low, those in front of a formula do not.
 * @example formulaPieces('Li3PS4').filter((piece) => piece.low).map((piece) => piece.text); // ['3', '4']
 */
export function formulaPieces(formula: string): FormulaPiece[] {
  const pieces: FormulaPiece[] = [];
  for (const [, before = '', amount = ''] of formula.matchAll(/((?:^\d[\d.]*)?[^\d]*)([\d.]*)/g)) {
    if (before !== '') pieces.push({ text: before, low: false });
    if (amount !== '') pieces.push({ text: amount, low: /[A-Za-z)\]]$/.test(before) });
  }
  return pieces;
}
