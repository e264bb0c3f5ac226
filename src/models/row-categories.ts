import type { Matrix } from '../core/matrix.ts';

/** Models that say the same of all rows. */
const CONSTANT = ['majority', 'median'];

/**
 * The category of each row, where a model knows nothing else of it; undefined of a model that knows more. Of one that says the same of
 * all rows there is one category.
 * @param model what is fitted, by the kind of its specification
 * @param input what it sees of the rows; asked for where it matters
 * @example rowCategories({ kind: 'category-rate', column: 0 }, () => matrixFrom([[8], [16]])); // Float64Array [8, 16]
 */
export function rowCategories(
  { kind, column = 0 }: { readonly kind: string; readonly column?: number },
  input: () => Matrix,
): Float64Array | undefined {
  if (kind !== 'category-rate' && !CONSTANT.includes(kind)) return undefined;
  const X = input();
  if (kind !== 'category-rate') return new Float64Array(X.rows);
  return Float64Array.from({ length: X.rows }, (_, row) => X.data[row * X.cols + column]!);
}
