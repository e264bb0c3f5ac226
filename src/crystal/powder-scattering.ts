/**
 * Atomic scattering factors for X-rays: f(s) = Z - 41.78214 s^2 sum_i a_i exp(-b_i s^2), s = sin theta / lambda in 1 / Angstrom,
 * with the coefficients of De Graef and McHenry, Structure of Materials (2012), as pymatgen ships them; neutral atoms.
 */
import { fail } from '../core/errors.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';

const FILE = 'scattering-factors.csv';
const TERMS = [1, 2, 3, 4];

/** Scattering factor in electrons at s^2, s = sin theta / lambda in 1 / Angstrom. */
export type ScatteringFactor = (sSquared: number) => number;

let table: ReadonlyMap<string, ScatteringFactor> | undefined;

/**
 * The scattering factor of an element.
 * @throws {UserError} for a symbol without coefficients (98 elements have them, H to Cf)
 * @example scatteringFactor('S')(0); // 16
 */
export function scatteringFactor(symbol: string): ScatteringFactor {
  table ??= readTable();
  const remedy = 'leave the structure out';
  return table.get(symbol) ?? fail('scattering factor', `an element of data/${FILE}`, `"${symbol}"`, remedy);
}

function readTable(): Map<string, ScatteringFactor> {
  const columns = TERMS.flatMap((i) => [`a${i}`, `b${i}`]);
  const rows = parseCsv(readShipped(FILE), FILE, ['atomic_number', 'symbol', ...columns]);
  return new Map(
    rows.map((row) => {
      const z = Number(row.atomic_number);
      const terms = TERMS.map((i) => [Number(row[`a${i}`]), Number(row[`b${i}`])] as const);
      const factor = (sSquared: number) => {
        let sum = 0;
        for (const [a, b] of terms) sum += a * Math.exp(-b * sSquared);
        return z - 41.78214 * sSquared * sum;
      };
      return [row.symbol!, factor];
    }),
  );
}
