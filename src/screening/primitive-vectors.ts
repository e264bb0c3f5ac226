/**
 * Coefficient vectors without a common factor: the reduced formulas of one set of elements. They are listed in
 * lexicographic order; the place in this list is the vector's rank. A vector is cut into a head (all but the last two
 * coefficients) and a tail (the last two), and all vectors with one head stand together as a row. Which tails a row has
 * depends on its head's greatest common divisor only, so that a few tables of tails serve all rows.
 */

/** Primitive coefficient vectors of one arity, in lexicographic order, and how they are made of heads and tails. */
export interface PrimitiveVectors {
  readonly arity: number;
  readonly count: number;
  /** `columns[i][rank]` is the coefficient of element i. */
  readonly columns: readonly Uint8Array[];
  /** 1 / (sum of the coefficients), by rank. */
  readonly inverseTotals: Float64Array;
  readonly rows: number;
  /** Row r holds the ranks `rowStart[r]` to `rowStart[r + 1] - 1`. */
  readonly rowStart: Int32Array;
  /** `heads[i][r]` is the coefficient of element i throughout row r. */
  readonly heads: readonly Float64Array[];
  /** The tails of row r begin at this place of `tails`, in the order of their ranks. */
  readonly rowTail: Int32Array;
  /** The last two coefficients, for all tables of tails one after another. */
  readonly tails: readonly [Float64Array, Float64Array];
  /** Most vectors in a row. */
  readonly longestRow: number;
}

/**
 * Lists the primitive coefficient vectors of `arity` elements with coefficients from 1 to `max`.
 * @param arity 2 to 5
 * @param max 1 to 255
 * @example primitiveVectors(2, 2).columns; // [Uint8Array [1, 1, 2], Uint8Array [1, 2, 1]]
 */
export function primitiveVectors(arity: number, max: number): PrimitiveVectors {
  const headSize = arity - 2;
  const rows = max ** headSize;
  const heads = Array.from({ length: headSize }, (_, i) =>
    Float64Array.from({ length: rows }, (_, row) => 1 + (Math.floor(row / max ** (headSize - 1 - i)) % max)),
  );
  const divisors = Int32Array.from({ length: rows }, (_, row) => heads.reduce((g, head) => gcd(head[row]!, g), 0));
  const { offsets, lengths, tails } = tailTables(divisors, max);
  const rowStart = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) rowStart[row + 1] = rowStart[row]! + lengths[divisors[row]!]!;
  const layout = { rows, rowStart, heads, rowTail: divisors.map((g) => offsets[g]!), tails };
  const longestRow = Math.max(...lengths);
  return { arity, count: rowStart[rows]!, ...layout, ...listVectors(arity, layout), longestRow };
}

type Layout = Pick<PrimitiveVectors, 'rows' | 'rowStart' | 'heads' | 'rowTail' | 'tails'>;

/** One table of tails for each divisor that occurs: the pairs that share no factor with it. */
function tailTables(divisors: Int32Array, max: number) {
  const offsets = new Int32Array(max + 1);
  const lengths = new Int32Array(max + 1);
  const tails: [number[], number[]] = [[], []];
  for (const g of new Set(divisors)) {
    offsets[g] = tails[0].length;
    for (let a = 1; a <= max; a++) {
      for (let b = 1; b <= max; b++) {
        if (gcd(gcd(a, b), g) !== 1) continue;
        tails[0].push(a);
        tails[1].push(b);
      }
    }
    lengths[g] = tails[0].length - offsets[g]!;
  }
  return { offsets, lengths, tails: [Float64Array.from(tails[0]), Float64Array.from(tails[1])] as const };
}

function listVectors(arity: number, layout: Layout): Pick<PrimitiveVectors, 'columns' | 'inverseTotals'> {
  const { rows, rowStart, heads, rowTail, tails } = layout;
  const count = rowStart[rows]!;
  const columns = Array.from({ length: arity }, () => new Uint8Array(count));
  for (let row = 0; row < rows; row++) {
    const start = rowStart[row]!;
    const end = rowStart[row + 1]!;
    heads.forEach((head, i) => {
      columns[i]!.fill(head[row]!, start, end);
    });
    const from = rowTail[row]!;
    tails.forEach((tail, i) => {
      columns[heads.length + i]!.set(tail.subarray(from, from + end - start), start);
    });
  }
  const inverseTotals = new Float64Array(count);
  for (const column of columns) for (let rank = 0; rank < count; rank++) inverseTotals[rank]! += column[rank]!;
  for (let rank = 0; rank < count; rank++) inverseTotals[rank] = 1 / inverseTotals[rank]!;
  return { columns, inverseTotals };
}

/** Greatest common divisor; gcd(a, 0) = a. */
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
