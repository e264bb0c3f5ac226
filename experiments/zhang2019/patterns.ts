/** The patterns of an plan, and which of them stand for others that are nearly the same. */
import type { Matrix } from 'ionsieve';
import { pairDistances } from 'ionsieve/clustering';
import { createMatrix, selectRows } from 'ionsieve/core';
import { broadenLines } from 'ionsieve/crystal';
import type { GroupingPlan } from './define.ts';
import { type AnionPattern, loadAnionPatterns } from './pattern-table.ts';

/** What is grouped. */
export interface GroupedPatterns {
  /** Compounds first, then measured materials. */
  readonly patterns: readonly AnionPattern[];
  /** Distances of all pairs of patterns. */
  readonly distances: Matrix;
  /** The pattern that each representative is. */
  readonly representatives: Int32Array;
  /** The representative nearest to each pattern. */
  readonly representativeOf: Int32Array;
  /** Representatives x bins. */
  readonly X: Matrix;
  /** Distances of all pairs of representatives. */
  readonly between: Matrix;
}

/**
 * The patterns, broadened, and their representatives: in the order of the table, a pattern is one unless it lies within
 * `sameWithin` of an earlier one.
 * @param everyNth every how many-th compound is taken
 * @throws {UserError} when the table in data/ was changed
 * @example openPatterns(plan, 1).representatives.length; // patterns that are told apart
 */
export function openPatterns(
  { pattern, sameWithin }: Pick<GroupingPlan, 'pattern' | 'sameWithin'>,
  everyNth: number,
): GroupedPatterns {
  const patterns = loadAnionPatterns().filter(
    ({ source }, row) => source !== 'materials-project' || row % everyNth === 0,
  );
  const all = createMatrix(patterns.length, pattern.bins);
  patterns.forEach(({ lines }, row) => {
    all.data.set(broadenLines(lines, pattern), row * pattern.bins);
  });
  const distances = pairDistances(all);
  const { representatives, representativeOf } = represent(distances, sameWithin);
  const X = selectRows(all, representatives);
  return { patterns, distances, representatives, representativeOf, X, between: pairDistances(X) };
}

function represent({ data, rows }: Matrix, sameWithin: number) {
  const representatives: number[] = [];
  const representativeOf = Int32Array.from({ length: rows }, (_, row) => {
    let [nearest, least] = [-1, sameWithin];
    representatives.forEach((other, place) => {
      const distance = data[row * rows + other]!;
      if (distance < least) [nearest, least] = [place, distance];
    });
    return nearest >= 0 ? nearest : representatives.push(row) - 1;
  });
  return { representatives: Int32Array.from(representatives), representativeOf };
}
