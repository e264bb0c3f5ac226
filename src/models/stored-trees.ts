/** Reads the trees of a stored model, and refuses those that no fit can have written. */
import { fail } from '../core/errors.ts';
import type { Growth } from './boosting.ts';
import type { ExtraTreesSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { REFIT } from './stored-parameters.ts';

/**
 * Lengths of the parameters of boosted trees.
 * @example boostedLengths({ trees: 2, depth: 2 }).leaf; // 8
 */
export function boostedLengths({ trees, depth }: Pick<Growth, 'trees' | 'depth'>): Record<string, number> {
  const splits = trees * (2 ** depth - 1);
  return { start: 1, column: splits, threshold: splits, leaf: splits + trees };
}

/**
 * Checks that boosted trees ask for columns that exist.
 * @throws {UserError} for one that does not
 * @example checkBoosted(3, parameters, 'student.json');
 */
export function checkBoosted(columns: number, { column }: Parameters, where: string): void {
  if (column!.some((value) => !Number.isInteger(value) || value < 0 || value >= columns)) {
    fail(where, `column indices below ${columns}`, 'another one', REFIT);
  }
}

/**
 * Lengths of the parameters of extremely randomised trees; numbers of nodes and leaves, which only the file knows, are taken from it.
 * @example extraTreesLengths(spec, values).root; // spec.trees
 */
export function extraTreesLengths({ trees }: ExtraTreesSpec, values: Parameters): Record<string, number> {
  const nodes = values.column?.length ?? 0;
  const leaves = values.leafMean?.length ?? 0;
  return { root: trees, column: nodes, threshold: nodes, right: nodes, leafMean: leaves, leafVariance: leaves };
}

/**
 * Checks that every walk from a root goes forward and ends in a leaf that exists.
 * @throws {UserError} for the first node that leads elsewhere
 * @example checkExtraTrees(3, parameters, 'law.json');
 */
export function checkExtraTrees(columns: number, { root, column, right, leafMean }: Parameters, where: string): void {
  let leaves = 0;
  column!.forEach((value, node) => {
    if (!Number.isInteger(value) || value < -1 || value >= columns) {
      fail(where, `column indices below ${columns}, or -1`, String(value), REFIT);
    }
    const next = right![node]!;
    const sound = value === -1 ? next === leaves++ : Number.isInteger(next) && next > node + 1 && next < column!.length;
    if (!sound) fail(`${where}, node ${node}`, 'a right child further on, or the next leaf', String(next), REFIT);
  });
  if (leaves !== leafMean!.length) fail(where, `${leaves} leaves`, `${leafMean!.length}`, REFIT);
  if (root!.some((node) => !Number.isInteger(node) || node < 0 || node >= column!.length)) {
    fail(where, `roots below ${column!.length}`, 'another one', REFIT);
  }
}
