/**
 * Where searches are made and judged: the training rows of each outer fold, for each seed, and once all rows. Inside, the same inner
 * folds serve every trial of every search, and rows of one group stay together in both (nested cross-validation: Varma and Simon, BMC
 * Bioinformatics 7, 91 (2006)).
 */

import { fail } from '../../core/errors.ts';
import { type Stream, shuffled, stream } from '../../core/random.ts';
import { groupsOf } from '../../dataset/groups.ts';
import { groupedFolds } from '../../evaluation/folds.ts';
import { type Split, splitFolds } from '../../evaluation/held-out.ts';
import { foldsOf } from '../property/folds.ts';
import type { PropertyData } from '../property/load-table.ts';
import type { SweepSpec } from './define.ts';

/** The rows of a search. */
export interface Stage extends Split {
  /** Of its streams, and for messages: 'seed 1, fold 0' or 'all rows'. */
  readonly label: string;
  readonly seed: number;
  /** Outer fold, from 0; null for all rows, whose inner folds are those of every seed together, and which has no test rows. */
  readonly fold: number | null;
  readonly inner: readonly Split[];
}

/**
 * The stages of a sweep: the outer folds of each seed, and all rows last.
 * @throws {UserError} for fewer groups than folds
 * @example planStages(spec, [1, 2], data).length; // 2 x the outer folds + 1
 */
export function planStages(
  spec: Pick<SweepSpec, 'outer' | 'innerFolds'>,
  seeds: readonly number[],
  data: PropertyData,
): Stage[] {
  const groups = groupsOf(spec.outer, data);
  const inner = (rows: readonly number[], seed: number, label: string): Split[] => {
    const theirs = rows.map((row) => groups[row]!);
    const found = new Set(theirs).size;
    if (found < spec.innerFolds) {
      const where = `sweep, inner folds of ${label}`;
      fail(where, `at least ${spec.innerFolds} groups`, `${found}`, 'use fewer inner folds or finer groups');
    }
    return splitRows(rows, groupedFolds(theirs, spec.innerFolds, stream(seed, `sweep, inner folds of ${label}`)));
  };
  const all = groups.map((_, row) => row);
  const stages = seeds.flatMap((seed) =>
    splitRows(all, foldsOf(spec.outer, data, seed)).map((split, fold): Stage => {
      const label = `seed ${seed}, fold ${fold}`;
      return { ...split, label, seed, fold, inner: inner(split.train, seed, label) };
    }),
  );
  const label = 'all rows';
  const folds = seeds.flatMap((seed) => inner(all, seed, label));
  return [...stages, { train: all, test: [], label, seed: seeds[0]!, fold: null, inner: folds }];
}

/**
 * The training rows of the first groups of a random order: with the same stream, more groups hold the fewer.
 * @param share of the groups, rounded up
 * @example shareOfGroups([0, 1, 2], ['a', 'b', 'a'], 0.5, stream(0, 'order')); // [0, 2] or [1]
 */
export function shareOfGroups(
  rows: readonly number[],
  groups: readonly string[],
  share: number,
  random: Stream,
): readonly number[] {
  if (share === 1) return rows;
  const names = [...new Set(rows.map((row) => groups[row]!))].sort();
  const order = shuffled(names.length, random);
  const kept = new Set(Array.from(order.subarray(0, Math.ceil(share * names.length)), (i) => names[i]!));
  return rows.filter((row) => kept.has(groups[row]!));
}

function splitRows(rows: readonly number[], folds: Int32Array): Split[] {
  const named = (places: readonly number[]) => places.map((place) => rows[place]!);
  return splitFolds(folds).map(({ train, test }) => ({ train: named(train), test: named(test) }));
}
