/**
 * One node of a tree of extremely randomised trees: a threshold is drawn at random for each of a few columns drawn at random, and the one
 * that lowers the variance most is taken. A node is searched by way of the elements that are not 0, of which rows of atomic fractions have
 * about four in a hundred.
 */
import seedrandom from 'seedrandom';
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import type { ExtraTreesSpec } from './model-spec.ts';
import { moments } from './moments.ts';

/** In the parameter `column`, where a node is a leaf. */
export const LEAF = -1;
/** Gains this near to each other are equal but for rounding; the column drawn first keeps its place. */
const ROUNDING = 1e-12;

/** What a node knows of each column, {@link FIELDS} numbers a column; the first four of the rows where it is not 0. */
const COUNT = 0;
const LOW = 1;
const HIGH = 2;
const SUM = 3;
/** The threshold on trial, and count and sum of the rows below it that are not 0. */
const CUT = 4;
const LEFT_COUNT = 5;
const LEFT_SUM = 6;
/** Number of the search in which the column was last met: what an older one left does not count. */
const SEARCH = 7;
const FIELDS = 8;

/** What a tree is grown from, and the scratch memory of its growing. */
export interface Ground {
  readonly random: Stream;
  readonly leastLeaf: number;
  /** Columns tried at a node. */
  readonly tries: number;
  readonly X: Matrix;
  readonly y: Float64Array;
  /** y less its mean: sums of squares lose no digits to a common offset. */
  readonly centred: Float64Array;
  /** The elements that are not 0: those of row i stand from start[i] to start[i + 1]. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  /** The rows, in the order of the leaves as far as the tree has grown. */
  readonly order: Int32Array;
  readonly statistics: Float64Array;
  /** The columns that are not 0 throughout a node, and how many they are at most. */
  readonly touched: Int32Array;
  /** Nodes searched so far. */
  searches: number;
}

/**
 * Makes ready to grow trees.
 * @param random seeds the generator that all draws come from
 * @example prepareGround({ kind: 'extra-trees', trees: 1, columnShare: 1, leastLeaf: 1 }, X, y, stream(0, 'trees')).tries; // columns
 */
export function prepareGround(spec: ExtraTreesSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Ground {
  const { mean } = moments(y);
  return {
    // A quick generator seeded by the stream: there are millions of draws.
    random: seedrandom.alea(String(random())),
    leastLeaf: spec.leastLeaf,
    tries: Math.max(Math.floor(spec.columnShare * X.cols), 1),
    X,
    y: Float64Array.from(y),
    centred: Float64Array.from(y, (value) => value - mean),
    ...elements(X),
    order: Int32Array.from({ length: X.rows }, (_, i) => i),
    statistics: new Float64Array(FIELDS * X.cols),
    touched: new Int32Array(X.cols),
    searches: 0,
  };
}

/** The elements that are not 0, row by row. */
function elements(X: Matrix): Pick<Ground, 'start' | 'column' | 'value'> {
  const start = new Int32Array(X.rows + 1);
  const column: number[] = [];
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) if (X.data[i * X.cols + j] !== 0) column.push(j);
    start[i + 1] = column.length;
  }
  return { start, column: Int32Array.from(column), value: X.data.filter((value) => value !== 0) };
}

/**
 * The threshold that was drawn for a column.
 * @example cutOf(ground, bestColumn(ground, 0, X.rows));
 */
export function cutOf({ statistics }: Ground, column: number): number {
  return statistics[FIELDS * column + CUT]!;
}

/**
 * Draws columns, and a threshold for each, into the statistics.
 * @param from first row of the node in the ground's order
 * @param to one more than its last
 * @returns the column that splits best, or {@link LEAF}; its threshold is {@link cutOf} it
 * @example bestColumn(ground, 0, X.rows);
 */
export function bestColumn(ground: Ground, from: number, to: number): number {
  const count = to - from;
  if (count < 2 * ground.leastLeaf || isConstant(ground, from, to)) return LEAF;
  const varying = survey(ground, from, to);
  // Any split of two rows is as good as another.
  const tried = drawCuts(ground, varying, count === 2 ? 1 : ground.tries);
  if (count === 2 && tried > 0) return ground.touched[0]!;
  countLeft(ground, from, to);
  let all = 0;
  for (let i = from; i < to; i++) all += ground.centred[ground.order[i]!]!;
  let best = LEAF;
  let gain = 0;
  for (let k = 0; k < tried; k++) {
    const column = ground.touched[k]!;
    const candidate = gainOf(ground, column, count, all);
    if (candidate < 0 || (best !== LEAF && candidate <= gain * (1 + ROUNDING))) continue;
    gain = candidate;
    best = column;
  }
  return best;
}

function isConstant({ order, centred }: Ground, from: number, to: number): boolean {
  const first = centred[order[from]!]!;
  for (let i = from + 1; i < to; i++) if (centred[order[i]!]! !== first) return false;
  return true;
}

/** Count, least, greatest and sum of y of each column's elements that are not 0; returns how many columns vary, put first. */
function survey(ground: Ground, from: number, to: number): number {
  const { statistics, touched } = ground;
  const met = surveyElements(ground, from, to);
  let varying = 0;
  for (let k = 0; k < met; k++) {
    const column = touched[k]!;
    const at = FIELDS * column;
    if (statistics[at + COUNT]! < to - from) {
      statistics[at + LOW] = Math.min(statistics[at + LOW]!, 0);
      statistics[at + HIGH] = Math.max(statistics[at + HIGH]!, 0);
    }
    if (statistics[at + LOW] !== statistics[at + HIGH]) touched[varying++] = column;
  }
  return varying;
}

function surveyElements(ground: Ground, from: number, to: number): number {
  const { order, centred, start, column, value, statistics, touched } = ground;
  const search = ++ground.searches;
  let met = 0;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const target = centred[row]!;
    const end = start[row + 1]!;
    for (let e = start[row]!; e < end; e++) {
      const at = FIELDS * column[e]!;
      const x = value[e]!;
      if (statistics[at + SEARCH] !== search) {
        touched[met++] = column[e]!;
        begin(statistics, at, x, search);
      } else if (x < statistics[at + LOW]!) statistics[at + LOW] = x;
      else if (x > statistics[at + HIGH]!) statistics[at + HIGH] = x;
      statistics[at + COUNT]!++;
      statistics[at + SUM]! += target;
    }
  }
  return met;
}

/** A column met for the first time, with a threshold below which nothing lies. */
function begin(statistics: Float64Array, at: number, value: number, search: number): void {
  statistics[at + COUNT] = 0;
  statistics[at + LOW] = value;
  statistics[at + HIGH] = value;
  statistics[at + SUM] = 0;
  statistics[at + CUT] = -Infinity;
  statistics[at + LEFT_COUNT] = 0;
  statistics[at + LEFT_SUM] = 0;
  statistics[at + SEARCH] = search;
}

/** Puts the columns to try first, in random order, each with its threshold. */
function drawCuts({ random, statistics, touched }: Ground, varying: number, tries: number): number {
  const tried = Math.min(varying, tries);
  for (let k = 0; k < tried; k++) {
    // One draw for both: its whole part takes the column, the rest the threshold.
    const draw = random() * (varying - k);
    const drawn = k + Math.floor(draw);
    const share = draw - Math.floor(draw);
    const column = touched[drawn]!;
    touched[drawn] = touched[k]!;
    touched[k] = column;
    const at = FIELDS * column;
    const cut = statistics[at + LOW]! * (1 - share) + statistics[at + HIGH]! * share;
    // At the very ends a draw would part no row from the others.
    const within = cut > statistics[at + LOW]! && cut <= statistics[at + HIGH]!;
    statistics[at + CUT] = within ? cut : statistics[at + HIGH]!;
  }
  return tried;
}

/** Count and sum of y of the elements below each column's threshold, those that are 0 left aside. */
function countLeft({ order, centred, start, column, value, statistics }: Ground, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const target = centred[row]!;
    const end = start[row + 1]!;
    for (let e = start[row]!; e < end; e++) {
      const at = FIELDS * column[e]!;
      // As a number, not a condition: which side it is cannot be foretold, and a wrong guess costs more than the sum.
      const below = Number(value[e]! < statistics[at + CUT]!);
      statistics[at + LEFT_COUNT]! += below;
      statistics[at + LEFT_SUM]! += below * target;
    }
  }
}

/** What a split takes off the sum of squares, up to what is the same for all; below 0 where a side has too few rows. */
function gainOf({ statistics, leastLeaf }: Ground, column: number, count: number, all: number): number {
  const at = FIELDS * column;
  let left = statistics[at + LEFT_COUNT]!;
  let sum = statistics[at + LEFT_SUM]!;
  if (statistics[at + CUT]! > 0) {
    left += count - statistics[at + COUNT]!;
    sum += all - statistics[at + SUM]!;
  }
  if (left < leastLeaf || count - left < leastLeaf) return -1;
  return sum ** 2 / left + (all - sum) ** 2 / (count - left);
}
