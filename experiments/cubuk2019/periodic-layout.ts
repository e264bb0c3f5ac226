/** Where each element stands in the 18-column periodic table; the f block is set below, as printed tables do. */
const LAYOUT = [
  'H  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  He',
  'Li Be .  .  .  .  .  .  .  .  .  .  B  C  N  O  F  Ne',
  'Na Mg .  .  .  .  .  .  .  .  .  .  Al Si P  S  Cl Ar',
  'K  Ca Sc Ti V  Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr',
  'Rb Sr Y  Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I  Xe',
  'Cs Ba .  Hf Ta W  Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn',
  'Fr Ra .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .',
  '.  .  La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu .',
  '.  .  Ac Th Pa U  Np .  .  .  .  .  .  .  .  .  .  .',
];

/** Row and column of an element in the drawn table, from 1. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * The cell of each element up to Z = 93.
 * @example periodicLayout().get('He'); // { row: 1, column: 18 }
 */
export function periodicLayout(): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  LAYOUT.forEach((line, row) => {
    line.split(/\s+/).forEach((symbol, column) => {
      if (symbol !== '.') cells.set(symbol, { row: row + 1, column: column + 1 });
    });
  });
  return cells;
}
