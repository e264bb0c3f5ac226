/**
 * What a rule says that knows one category of a row and nothing else. Held out with different rows it said a little more or less of each;
 * as it cannot tell rows of one category apart, its rank correlation is that of one answer a category.
 * @param values what the rule said of each row
 * @param category of each row
 * @returns for each row the mean of what was said of its category
 * @example meanByCategory([1, 3, 5], ['O', 'O', 'S']); // Float64Array [2, 2, 5]
 */
export function meanByCategory(values: ArrayLike<number>, category: ArrayLike<number | string>): Float64Array {
  const sums = new Map<number | string, [sum: number, count: number]>();
  for (let row = 0; row < values.length; row++) {
    const [sum, count] = sums.get(category[row]!) ?? [0, 0];
    sums.set(category[row]!, [sum + values[row]!, count + 1]);
  }
  return Float64Array.from(values, (_, row) => {
    const [sum, count] = sums.get(category[row]!)!;
    return sum / count;
  });
}
