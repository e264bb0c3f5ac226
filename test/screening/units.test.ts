import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { ScreeningPlan } from '../../src/screening/compile.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import { countArity, countSpace, elementSet } from '../../src/screening/space.ts';
import { planUnits, shardUnits, type Unit } from '../../src/screening/units.ts';

/** Units depend on the kind of a plan and its space only. */
const unitsOf = (kind: ScreeningPlan<GridSpace>['kind'], space: GridSpace): Unit[] =>
  planUnits({ kind, space, student: undefined as never });

const whole = createSpace({ anchor: 3, partners: defaultPartners(3), arities: [3, 4], maxCoefficient: 20 });

/** Spaces of one unit to some thousands: few large element sets, or many small ones. */
const spaces = fc
  .record({
    kind: fc.constantFrom<ScreeningPlan<GridSpace>['kind']>('factorised', 'general'),
    partners: fc.integer({ min: 4, max: 92 }),
    arities: fc.shuffledSubarray([2, 3, 4, 5], { minLength: 1 }),
    maxCoefficient: fc.integer({ min: 1, max: 25 }),
  })
  .map(({ kind, partners, ...rest }) => {
    const space = createSpace({ anchor: 3, partners: defaultPartners(3).slice(0, partners), ...rest });
    return { kind, space };
  })
  .filter(({ kind, space }) => countSpace(space).distinct < (kind === 'general' ? 2e7 : 5e10));

describe('units', () => {
  test('hold every element set once, in order, and every compound', () => {
    fc.assert(
      fc.property(spaces, ({ kind, space }) => {
        const units = unitsOf(kind, space);
        const { elementSets, distinct } = countSpace(space);
        expect(units.map(({ start }) => start)).toEqual([0, ...units.slice(0, -1).map(({ end }) => end)]);
        expect(units.at(-1)!.end).toBe(elementSets);
        expect(units.reduce((sum, { compounds }) => sum + compounds, 0)).toBe(distinct);
        for (const { start, end, arity, compounds } of units) {
          expect(end).toBeGreaterThan(start);
          expect([elementSet(space, start).length, elementSet(space, end - 1).length]).toEqual([arity, arity]);
          const { distinct: ofArity, elementSets: sets } = countArity(space, arity);
          expect(compounds).toBe((end - start) * (ofArity / sets));
        }
      }),
    );
  });

  test('are of about equal work: none is larger than it has to be, and all but the last of an arity are equal', () => {
    fc.assert(
      fc.property(spaces, ({ kind, space }) => {
        const most = kind === 'factorised' ? 30_000_000 : 20_000;
        const units = unitsOf(kind, space);
        for (const [i, { start, end, arity, compounds }] of units.entries()) {
          const perSet = compounds / (end - start);
          if (end - start > 1) expect(compounds).toBeLessThanOrEqual(most);
          if (units[i + 1]?.arity === arity) expect(compounds).toBeGreaterThan(most - perSet);
        }
      }),
    );
  });

  test('of the whole space: one of ternaries, 625 of quaternaries', () => {
    const units = unitsOf('factorised', whole);
    expect(units.map(({ arity }) => arity)).toEqual([3, ...Array(625).fill(4)]);
    expect(units[0]).toEqual({ start: 0, end: 4186, arity: 3, compounds: 4186 * 6_745 });
    expect(units[1]).toEqual({ start: 4186, end: 4387, arity: 4, compounds: 201 * 148_527 });
  });
});

describe('shards', () => {
  const sharded = spaces.chain(({ kind, space }) => {
    const units = unitsOf(kind, space);
    return fc.record({ units: fc.constant(units), count: fc.integer({ min: 1, max: Math.min(units.length, 40) }) });
  });

  const shardsOf = (units: readonly Unit[], count: number) =>
    Array.from({ length: count }, (_, i) => shardUnits(units, { index: i + 1, count }));

  test('hold all units between them, each once, in order, and none is empty', () => {
    fc.assert(
      fc.property(sharded, ({ units, count }) => {
        const shards = shardsOf(units, count);
        expect(shards.map(({ start }) => start)).toEqual([0, ...shards.slice(0, -1).map(({ end }) => end)]);
        expect(shards.at(-1)!.end).toBe(units.length);
        for (const { start, end } of shards) expect(end).toBeGreaterThan(start);
      }),
    );
  });

  test('are of about equal work: none has more than its share and a unit', () => {
    fc.assert(
      fc.property(sharded, ({ units, count }) => {
        const work = (some: readonly Unit[]) => some.reduce((sum, { compounds }) => sum + compounds, 0);
        const share = work(units) / count;
        const largest = Math.max(...units.map(({ compounds }) => compounds));
        for (const { start, end } of shardsOf(units, count)) {
          expect(work(units.slice(start, end))).toBeLessThanOrEqual(share + largest);
        }
      }),
    );
  });

  test('of the whole space in 17 parts differ by no more than a unit', () => {
    const units = unitsOf('factorised', whole);
    const sizes = shardsOf(units, 17).map(({ start, end }) => end - start);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(626);
    expect([...new Set(sizes)].sort()).toEqual([36, 37]);
  });

  test('as many as there are units have one each', () => {
    const units = unitsOf('factorised', whole);
    const shards = shardsOf(units, 626);
    expect(shards).toEqual(units.map((_, i) => ({ start: i, end: i + 1 })));
  });

  test.each([
    [{ index: 0, count: 3 }, '--shard: expected a number from 1 to 3, found 0; count shards from 1'],
    [{ index: 4, count: 3 }, '--shard: expected a number from 1 to 3, found 4; count shards from 1'],
    [{ index: 1.5, count: 3 }, '--shard: expected a number from 1 to 3, found 1.5; count shards from 1'],
    [{ index: 1, count: 627 }, '--shard: expected at most 626 shards for this space, found 627; choose fewer'],
    [{ index: 1, count: 0 }, '--shard: expected at least one shard, found 0; give i/n, such as 2/17'],
    [{ index: 1, count: 2.5 }, '--shard: expected at least one shard, found 2.5; give i/n, such as 2/17'],
  ])('that do not exist are refused: %o', (shard, line) => {
    expect(() => shardUnits(unitsOf('factorised', whole), shard)).toThrow(new UserError(line));
  });

  test('of a space of one unit are refused', () => {
    const space = createSpace({ anchor: 3, partners: [8, 16], arities: [3], maxCoefficient: 2 });
    expect(() => shardUnits(unitsOf('factorised', space), { index: 1, count: 2 })).toThrow(
      new UserError('--shard: expected one shard for a space this small, found 2; choose fewer'),
    );
  });
});
