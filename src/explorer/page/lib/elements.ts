/** The periodic table as it is drawn. */

/** An element and its place: columns 1 to 18, rows 1 to 7, the f block in rows 9 and 10. */
export interface ElementPlace {
  readonly symbol: string;
  readonly name: string;
  readonly number: number;
  readonly column: number;
  readonly row: number;
}

const TABLE =
  'H Hydrogen,He Helium,Li Lithium,Be Beryllium,B Boron,C Carbon,N Nitrogen,O Oxygen,F Fluorine,Ne Neon,Na Sodium,' +
  'Mg Magnesium,Al Aluminium,Si Silicon,P Phosphorus,S Sulfur,Cl Chlorine,Ar Argon,K Potassium,Ca Calcium,' +
  'Sc Scandium,Ti Titanium,V Vanadium,Cr Chromium,Mn Manganese,Fe Iron,Co Cobalt,Ni Nickel,Cu Copper,Zn Zinc,' +
  'Ga Gallium,Ge Germanium,As Arsenic,Se Selenium,Br Bromine,Kr Krypton,Rb Rubidium,Sr Strontium,Y Yttrium,' +
  'Zr Zirconium,Nb Niobium,Mo Molybdenum,Tc Technetium,Ru Ruthenium,Rh Rhodium,Pd Palladium,Ag Silver,Cd Cadmium,' +
  'In Indium,Sn Tin,Sb Antimony,Te Tellurium,I Iodine,Xe Xenon,Cs Caesium,Ba Barium,La Lanthanum,Ce Cerium,' +
  'Pr Praseodymium,Nd Neodymium,Pm Promethium,Sm Samarium,Eu Europium,Gd Gadolinium,Tb Terbium,Dy Dysprosium,' +
  'Ho Holmium,Er Erbium,Tm Thulium,Yb Ytterbium,Lu Lutetium,Hf Hafnium,Ta Tantalum,W Tungsten,Re Rhenium,Os Osmium,' +
  'Ir Iridium,Pt Platinum,Au Gold,Hg Mercury,Tl Thallium,Pb Lead,Bi Bismuth,Po Polonium,At Astatine,Rn Radon,' +
  'Fr Francium,Ra Radium,Ac Actinium,Th Thorium,Pa Protactinium,U Uranium,Np Neptunium,Pu Plutonium,Am Americium,' +
  'Cm Curium,Bk Berkelium,Cf Californium,Es Einsteinium,Fm Fermium,Md Mendelevium,No Nobelium,Lr Lawrencium';

/** Period by period: its first atomic number, and how many of its elements stand left of the gap in its row. */
const PERIODS = [
  { first: 1, left: 1 },
  { first: 3, left: 2 },
  { first: 11, left: 2 },
  { first: 19, left: 18 },
  { first: 37, left: 18 },
  { first: 55, left: 2 },
  { first: 87, left: 2 },
  { first: 119, left: 0 },
] as const;

/** Hydrogen to lawrencium, by atomic number. */
export const ELEMENTS: readonly ElementPlace[] = TABLE.split(',').map((entry, i) => {
  const [symbol, name] = entry.split(' ') as [string, string];
  return { symbol, name, number: i + 1, ...placeOf(i + 1) };
});

function placeOf(number: number): { column: number; row: number } {
  const period = PERIODS.findLastIndex(({ first }) => first <= number);
  const { first, left } = PERIODS[period]!;
  const next = PERIODS[period + 1]!.first;
  const nth = number - first;
  if (nth < left) return { column: nth + 1, row: period + 1 };
  if (next - first === 32 && nth < left + 15) return { column: nth - left + 3, row: period + 4 };
  return { column: 18 - (next - 1 - number), row: period + 1 };
}

/**
 * The element next to one in a direction, over gaps; the element itself at the edge.
 * @param present elements that can be reached
 * @example neighbour(lithium, 'ArrowDown', ELEMENTS).symbol; // 'Na'
 */
export function neighbour(from: ElementPlace, key: string, present: readonly ElementPlace[]): ElementPlace {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const to of present) {
    const along = (to.column - from.column) * dx! + (to.row - from.row) * dy!;
    const across = Math.abs((to.column - from.column) * dy!) + Math.abs((to.row - from.row) * dx!);
    const distance = along + 20 * across;
    if (along > 0 && distance < least) [best, least] = [to, distance];
  }
  return best;
}
