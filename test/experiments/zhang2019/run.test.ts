import { describe, expect, test } from 'vitest';
import { nearestToFast } from '../../../experiments/zhang2019/candidates.ts';
import { measuredPatterns } from '../../../experiments/zhang2019/measured-patterns.ts';
import { openPatterns } from '../../../experiments/zhang2019/patterns.ts';
import { groupCompounds } from '../../../experiments/zhang2019/run.ts';
import { grouping, zhang2019 } from '../../../experiments/zhang2019.ts';
import { stableJson } from '../../../src/core/files.ts';
import { effort, found, small } from './small-run.ts';

const grouped = openPatterns(grouping, 20);
const materials = measuredPatterns(grouped.patterns, -4);

describe('patterns of the experiment', () => {
  test('representatives lie apart, and every pattern is close to one', () => {
    const { distances, representatives, representativeOf, patterns } = grouped;
    const apart = (a: number, b: number) => distances.data[a * distances.rows + b]!;
    representatives.forEach((row, place) => {
      expect(representativeOf[row]).toBe(place);
      for (const other of representatives.subarray(0, place)) expect(apart(row, other)).toBeGreaterThanOrEqual(0.1);
    });
    patterns.forEach((_, row) => {
      expect(apart(row, representatives[representativeOf[row]!]!)).toBeLessThan(0.1);
    });
  });

  test('each measured formula stands once, with conductivity and family', () => {
    expect(new Set(materials.map(({ formula }) => formula)).size).toBe(materials.length);
    expect([materials.length, materials.filter(({ isFast }) => isFast).length]).toEqual([231, 83]);
    expect(materials.filter(({ hasTransitionMetal }) => !hasTransitionMetal).length).toBe(128);
    const lgps = materials.find(({ formula }) => formula === 'Li10GeP2S12')!;
    expect(lgps).toMatchObject({ isFast: true, family: 'lgps and unassigned', anion: 16, hasTransitionMetal: false });
  });

  test('candidates are not measured, near a fast one, and clearly nearer to it than to any slow one', () => {
    const some = openPatterns(grouping, 4);
    const rows = nearestToFast(grouping, some, measuredPatterns(some.patterns, -4));
    const measured = new Set(materials.map(({ formula }) => formula));
    expect(rows.length).toBeGreaterThan(3);
    rows.forEach(({ formula, distance, distance_to_slow: slow }, i) => {
      expect(measured.has(formula)).toBe(false);
      expect(distance!).toBeLessThanOrEqual(0.5);
      expect(slow! - distance!).toBeGreaterThanOrEqual(0.1);
      expect(distance!).toBeGreaterThanOrEqual(rows[i - 1]?.distance ?? 0);
    });
  });
});

describe('a run', () => {
  test('has each number that the experiment expects, with unit and n', () => {
    const { numbers } = found;
    for (const { number } of zhang2019.expected) expect(numbers).toHaveProperty([number]);
    for (const { unit, n, value } of Object.values(numbers)) {
      expect(unit.length).toBeGreaterThan(0);
      expect(n).toBeGreaterThanOrEqual(0);
      expect(value === null || Number.isFinite(value)).toBe(true);
    }
  });

  test('counts every compound and every measured material once in each way to group', () => {
    const { groups, methods, numbers } = found;
    for (const method of methods) {
      const own = groups.filter((row) => row.method === method);
      const sum = (key: 'compounds' | 'measured' | 'fast' | 'representatives') =>
        own.reduce((total, row) => total + row[key], 0);
      expect(own.map(({ group }) => group)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(sum('compounds')).toBe(numbers['data.compounds']!.value);
      expect(sum('representatives')).toBe(numbers['data.representatives']!.value);
      expect([sum('measured'), sum('fast')]).toEqual([231, 83]);
    }
  });

  test('draws a tree whose leaves hold all representatives', () => {
    const { tree, numbers } = found;
    expect(tree!.merges.length).toBe(tree!.leaves.length - 1);
    const all = tree!.leaves.reduce((sum, { representatives }) => sum + representatives, 0);
    expect(all).toBe(numbers['data.representatives']!.value);
  });

  test('is the same when it is run again', () => {
    expect(stableJson(groupCompounds(small, effort))).toBe(stableJson(found));
  });
});
