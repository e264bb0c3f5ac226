/**
 * Units of work: contiguous ranges of element sets of about equal work, numbered from 0. They depend on the space and the
 * kind of plan only; a shard is a contiguous range of units.
 */
import { fail } from '../core/errors.ts';
import type { ScreeningPlan } from './compile.ts';
import { countGrid, type GridSpace } from './grid-space.ts';
import { compoundsIn, type ListSpace } from './list-space.ts';

/** A range of element sets, `end` not included, all of one arity. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly arity: number;
  /** Distinct compounds in it. */
  readonly compounds: number;
}

/** A part of the units, `end` not included. */
export interface UnitRange {
  readonly start: number;
  readonly end: number;
}

/** Which part of a space: number `index`, from 1, of `count` parts of about equal work. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Compounds in a unit: a fraction of a second of work. */
const COMPOUNDS_PER_UNIT = { factorised: 30_000_000, perceptron: 10_000_000, general: 20_000 } as const;

/** Of a list, which may be short, and is cut into shards all the same. */
const LISTED_PER_UNIT = 1000;

/**
 * The units of a plan, in order.
 * @example planUnits(plan).length;
 */
export function planUnits({ kind, space }: ScreeningPlan): Unit[] {
  return space.kind === 'grid' ? unitsOfGrid(space, COMPOUNDS_PER_UNIT[kind]) : unitsOfList(space);
}

function unitsOfGrid(space: GridSpace, compoundsPerUnit: number): Unit[] {
  const units: Unit[] = [];
  let first = 0;
  for (const arity of space.arities) {
    const { elementSets, distinct } = countGrid(space, arity);
    const perSet = distinct / elementSets;
    const sets = Math.max(1, Math.floor(compoundsPerUnit / perSet));
    for (let start = 0; start < elementSets; start += sets) {
      const length = Math.min(sets, elementSets - start);
      units.push({ start: first + start, end: first + start + length, arity, compounds: length * perSet });
    }
    first += elementSets;
  }
  return units;
}

/** A unit ends with the set that fills it, and where the number of elements changes. */
function unitsOfList({ sets }: ListSpace): Unit[] {
  const units: Unit[] = [];
  sets.forEach((set, rank) => {
    const { length: arity } = set.elements;
    const own = compoundsIn(set);
    const last = units.at(-1);
    if (last === undefined || last.arity !== arity || last.compounds >= LISTED_PER_UNIT) {
      units.push({ start: rank, end: rank + 1, arity, compounds: own });
    } else {
      units[units.length - 1] = { ...last, end: rank + 1, compounds: last.compounds + own };
    }
  });
  return units;
}

/**
 * The units of every shard of a count: disjoint ranges that hold all units between them, in order.
 * @throws {UserError} for a count below 1, and for more shards than units
 * @example shardRanges(planUnits(plan), 1); // [{ start: 0, end: planUnits(plan).length }]
 */
export function shardRanges(units: readonly Unit[], count: number): UnitRange[] {
  if (!Number.isInteger(count) || count < 1)
    fail('--shard', 'at least one shard', `${count}`, 'give i/n, such as 2/17');
  if (count > units.length) {
    const most =
      units.length === 1 ? 'one shard for a space this small' : `at most ${units.length} shards for this space`;
    fail('--shard', most, `${count}`, 'choose fewer');
  }
  const ends = [0];
  const total = units.reduce((sum, { compounds }) => sum + compounds, 0);
  let done = 0;
  units.forEach(({ compounds }, i) => {
    done += compounds;
    const left = units.length - i - 1;
    const open = count - ends.length;
    // A shard ends where its share of the work is done, and early enough that every later shard has a unit.
    if (open > 0 && (done >= (total * ends.length) / count || left === open)) ends.push(i + 1);
  });
  ends.push(units.length);
  return Array.from({ length: count }, (_, i) => ({ start: ends[i]!, end: ends[i + 1]! }));
}

/**
 * The units of a shard; the shards of one count are disjoint and hold all units between them.
 * @throws {UserError} for a shard that does not exist, and for more shards than units
 * @example shardUnits(planUnits(plan), { index: 1, count: 1 }); // all of them
 */
export function shardUnits(units: readonly Unit[], { index, count }: Shard): UnitRange {
  const range = shardRanges(units, count)[index - 1];
  return range ?? fail('--shard', `a number from 1 to ${count}`, `${index}`, 'count shards from 1');
}
