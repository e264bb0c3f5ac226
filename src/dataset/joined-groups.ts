/** Groups of rows that share a source, over other rows or directly. */

/**
 * For each row the smallest of the names that it reaches through rows which share one: rows of one group belong on the same side of
 * a split.
 * @param names of each row, one or more, such as the DOIs of its measurements
 * @example joinedGroups([['a', 'b'], ['c'], ['b', 'd']]); // ['a', 'c', 'a']
 */
export function joinedGroups(names: readonly (readonly string[])[]): string[] {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const above = parent.get(name) ?? name;
    return above === name ? name : root(above);
  };
  for (const row of names) {
    for (const name of row) {
      const [first, other] = [root(row[0]!), root(name)];
      parent.set(first < other ? other : first, first < other ? first : other);
    }
  }
  return names.map((row) => root(row[0]!));
}
