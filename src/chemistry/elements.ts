/**
 * The elements: symbols, and tables of numerical properties, data/elements.csv and the vectors of data/element-vectors, whose units and
 * sources stand in data/manifest.json. A property that is not known for an element is NaN, never an estimate of ours.
 */
import { fail } from '../core/errors.ts';
import { readShipped, shippedRecord } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';

const TABLE = 'elements.csv';
/** Vectors of the elements by the prefix of their properties' names. */
const VECTORS: Readonly<Record<string, string>> = {
  magpie_: 'element-vectors/magpie.csv',
  oliynyk_: 'element-vectors/oliynyk.csv',
  mat2vec_: 'element-vectors/mat2vec.csv.gz',
};
const NAME_COLUMNS = ['symbol', 'name'];
/** A column that holds a list of numbers, parted by spaces: the properties 0, 1 and so on. */
const LIST_COLUMN = 'vector';

/**
 * Element symbols; the index is the atomic number Z, 1 to 118, and SYMBOLS[0] is ''.
 * @example SYMBOLS[3]; // 'Li'
 */
export const SYMBOLS: readonly string[] = [
  '',
  ...(
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr ' +
    'Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu ' +
    'Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr ' +
    'Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
  ).split(' '),
];

/** One property of all elements. */
export interface ElementProperty {
  /** Column of data/elements.csv, with its unit where there is one; or of a table in data/element-vectors, its name before: magpie_Row. */
  readonly name: string;
  /** Unit, '1' where there is none. */
  readonly unit: string;
  /** Paper or compilation the values come from. */
  readonly source: string;
  /** Values by atomic number, 0 to 118; NaN is a gap, and index 0 is NaN. */
  readonly values: Float64Array;
}

const NUMBER_OF: ReadonlyMap<string, number> = new Map(
  SYMBOLS.map((symbol, z) => [symbol, z]).slice(1) as [string, number][],
);

/**
 * Atomic number of a symbol. Case counts; D and T are not elements here: write H.
 * @param where formula and position, or file and line, for the error
 * @throws {UserError} for anything that is not an element symbol
 * @example atomicNumber('Li'); // 3
 */
export function atomicNumber(symbol: string, where = 'element'): number {
  return NUMBER_OF.get(symbol) ?? fail(where, 'an element symbol', `"${symbol}"`, 'check the spelling');
}

const tables = new Map<string, ReadonlyMap<string, ElementProperty>>();
let names: readonly string[] | undefined;

/**
 * Name of an element in small letters.
 * @param Z atomic number
 * @throws {UserError} when data/elements.csv was changed
 * @example elementName(11); // 'sodium'
 */
export function elementName(Z: number): string {
  names ??= parseCsv(readShipped(TABLE), TABLE, NAME_COLUMNS).map(({ name }) => name!.toLowerCase());
  return names[Z - 1]!;
}

/**
 * One column of data/elements.csv, or of a table in data/element-vectors. A file is read, and its hash compared, at the first call.
 * @throws {UserError} for a name that is no column; the line lists the names
 * @example elementProperty('covalent_radius_A').values[3]; // 1.28
 */
export function elementProperty(name: string): ElementProperty {
  const table = tableOf(name);
  return (
    table.get(name) ??
    fail('element property', `one of ${[...table.keys()].join(', ')}`, `"${name}"`, 'take a name from the list')
  );
}

/**
 * Whether a name is that of a column of numbers in data/elements.csv or data/element-vectors.
 * @throws {UserError} when the table was changed
 * @example isElementProperty('covalent_radius_A'); // true
 */
export function isElementProperty(name: string): boolean {
  return tableOf(name).has(name);
}

function tableOf(name: string): ReadonlyMap<string, ElementProperty> {
  const prefix = Object.keys(VECTORS).find((start) => name.startsWith(start)) ?? '';
  const table = tables.get(prefix) ?? readTable(VECTORS[prefix] ?? TABLE, prefix);
  tables.set(prefix, table);
  return table;
}

function readTable(file: string, prefix: string): Map<string, ElementProperty> {
  const { columns, source: whole } = shippedRecord(file);
  const rows = parseCsv(readShipped(file), file, Object.keys(columns));
  const table = new Map<string, ElementProperty>();
  for (const [column, { unit, source = whole }] of Object.entries(columns)) {
    if (NAME_COLUMNS.includes(column)) continue;
    const cells = rows.map((row) => (column === LIST_COLUMN ? row[column]!.split(' ') : [row[column]!]));
    for (const k of cells[0]!.keys()) {
      const name = `${prefix}${column === LIST_COLUMN ? k : column}`;
      const values = new Float64Array(SYMBOLS.length).fill(Number.NaN);
      for (const [i, { symbol }] of rows.entries()) {
        const cell = cells[i]![k]!;
        if (cell !== '') values[atomicNumber(symbol!, file)] = Number(cell);
      }
      table.set(name, { name, unit, source, values });
    }
  }
  return table;
}
