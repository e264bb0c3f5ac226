/** How many groups are there? For each way to group and each number of groups: silhouette and stability. */
import { type Matrix, stream } from 'ionsieve';
import { clusterCounts, drawParts, type Reclustered, silhouette, stability } from 'ionsieve/clustering';
import { createMatrix, selectRows } from 'ionsieve/core';
import type { GroupingPlan } from './define.ts';
import type { GroupedPatterns } from './patterns.ts';

/** One way to group, in each of the numbers of groups. */
export interface Groupings {
  readonly kind: GroupingPlan['methods'][number]['kind'];
  /** Group of each representative, one list for each number of groups. */
  readonly labels: readonly Int32Array[];
  readonly silhouettes: readonly number[];
  /** Mean adjusted Rand index with the groups of the parts. */
  readonly stabilities: readonly number[];
  /** The parts in the number of groups that is looked at closely. */
  readonly parts: readonly Reclustered[];
}

/**
 * Groups all representatives, and parts of them, in every way and number.
 * @param parts number of parts
 * @param onDone told after each piece of work how many of {@link piecesOf} are done
 * @throws {UserError} with fewer distinct representatives than groups
 * @example groupAll(plan, openPatterns(plan, 10), 3, () => {})[0].silhouettes;
 */
export function groupAll(
  { seed, methods, counts, partShare }: GroupingPlan,
  { X, between }: Pick<GroupedPatterns, 'X' | 'between'>,
  parts: number,
  onDone: (done: number) => void,
): Groupings[] {
  const rowsOfParts = drawParts(X.rows, partShare, parts, stream(seed, 'parts'));
  let done = 0;
  return methods.map((method) => {
    const group = (rows: Matrix, distances: Matrix, what: string) => {
      const labels = clusterCounts(method, rows, distances, counts, stream(seed, `${method.kind}, ${what}`));
      onDone(++done);
      return labels;
    };
    const labels = group(X, between, 'all');
    const ofParts = rowsOfParts.map((rows, part) => ({
      rows,
      labels: group(selectRows(X, rows), selectPairs(between, rows), `part ${part}`),
    }));
    const again = (k: number): Reclustered[] => ofParts.map((part) => ({ rows: part.rows, labels: part.labels[k]! }));
    return {
      kind: method.kind,
      labels,
      silhouettes: labels.map((one) => silhouette(between, one)),
      stabilities: labels.map((one, k) => stability(one, again(k))),
      parts: again(counts.indexOf(method.clusters)),
    };
  });
}

/**
 * Pieces of work of {@link groupAll}.
 * @example piecesOf(plan, 10); // 33
 */
export function piecesOf({ methods }: GroupingPlan, parts: number): number {
  return methods.length * (1 + parts);
}

function selectPairs({ data, rows: all }: Matrix, rows: Int32Array): Matrix {
  const selected = createMatrix(rows.length, rows.length);
  rows.forEach((row, i) => {
    rows.forEach((other, j) => {
      selected.data[i * rows.length + j] = data[row * all + other]!;
    });
  });
  return selected;
}
