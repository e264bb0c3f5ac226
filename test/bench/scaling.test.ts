import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { countSpace } from '../../src/screening/space.ts';
import { wholeSpace } from './sample.ts';
import { coreHours, scalingPage, tasksOf } from './scaling-page.ts';
import type { ScalingRecord } from './scaling-record.ts';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const record = JSON.parse(read('results/scaling.json')) as ScalingRecord;

describe('docs/scaling.md', () => {
  test('is what results/scaling.json gives; npx tsx test/bench/scaling.ts writes both', () => {
    expect(read('docs/scaling.md')).toBe(scalingPage(record));
  });

  test('has nothing undefined in it', () => {
    expect(scalingPage(record)).not.toMatch(/NaN|undefined|Infinity|\bNO\b/);
  });

  test.each([13, 20])('counts the quinaries of coefficients up to %d as the closed form does', (max) => {
    expect(record.spaces.find((space) => space.max === max)).toMatchObject(countSpace(wholeSpace([5], max)));
  });

  test('merges of 1,000 shards gave the bytes of one piece', () => {
    expect(record.merge.runs.map(({ shards, same }) => [shards, same])).toEqual([
      [1, true],
      [10, true],
      [100, true],
      [1000, true],
    ]);
  });
});

test('3.6 s a billion over 10^12 compounds is an hour of a core', () => {
  expect(coreHours(3.6, 1e12)).toBeCloseTo(1, 12);
});

test.each([
  [0.2, 5000, { tasks: 1, cores: 1 }],
  [12.3, 5000, { tasks: 13, cores: 1 }],
  [2500, 5000, { tasks: 1000, cores: 3 }],
  [50, 20, { tasks: 20, cores: 3 }],
])('%d core-hours in at most %d units are tasks of about an hour', (hours, units, expected) => {
  expect(tasksOf(hours, units)).toEqual(expected);
});
