import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { compareHeldOut } from '../../src/experiment/compare/compare-held-out.ts';
import { readHeldOut } from '../../src/experiment/compare/read-held-out.ts';
import type { PropertySummary } from '../../src/experiment/property/summary.ts';

const folder = (name: string) => join(packageRoot(), 'results', name);
const summaryOf = (name: string) =>
  JSON.parse(readFileSync(join(folder(name), 'summary.json'), 'utf8')) as PropertySummary;
const top = (name: string) =>
  readFileSync(join(folder(name), 'top.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);

describe('the committed results of barriers', () => {
  const { numbers } = summaryOf('barriers');

  test('are of 552 rows on unseen hosts and of the 60 test rows, where structures beat every floor', () => {
    for (const [on, rows] of [
      ['by_host', 552],
      ['on_test', 60],
    ] as const) {
      const mae = (subject: string) => numbers[`${on}.${subject}.mae`]!;
      expect(mae('median').n).toBe(rows);
      expect(mae('trees-structure').value!).toBeLessThan(mae('median').value!);
      expect(mae('trees-structure').value!).toBeLessThan(mae('nearest-neighbour').value!);
    }
  });

  test('screen magnesium compounds, the smallest barrier first', () => {
    const rows = top('barriers').map((line) => line.split(','));
    const barriers = rows.map(([, , barrier]) => Number(barrier));
    expect(rows.length).toBeGreaterThan(10);
    for (const [, formula] of rows) expect(formula).toMatch(/Mg/);
    expect(barriers).toEqual(barriers.toSorted((a, b) => a - b));
  });

  test('have held-out rows that compare reads', () => {
    const rows = readHeldOut(folder('barriers'));
    const [same] = compareHeldOut(rows, rows, ['a', 'a'], { subjects: ['median'], on: ['on_test'], resamples: 10 });
    expect(same).toMatchObject({ metric: 'mae', n: 60, difference: 0 });
    expect(same!.first! / numbers['on_test.median.mae']!.value!).toBeCloseTo(1, 3);
  });
});

describe('the committed results of sodium', () => {
  const { numbers, student_predictions = [] } = summaryOf('sodium');

  test('leave each compound out, and teachers beat the median', () => {
    expect(numbers['one_out.teacher-trees.mae']!.n).toBe(68);
    expect(numbers['one_out.teacher-trees.mae']!.value!).toBeLessThan(numbers['one_out.median.mae']!.value!);
  });

  test('predict Na3PS4, and refuse LiCl with the reason', () => {
    const said = (formula: string) => student_predictions.find((each) => each.formula === formula)!;
    expect(said('Na3PS4')).toMatchObject({ refused: null, domain: 'inside' });
    expect(said('Na3PS4').value!).toBeGreaterThan(-5);
    expect(said('LiCl').refused).toMatch(/^LiCl: expected a sodium compound, found none/);
  });

  test('screen sodium compounds, the most conducting first', () => {
    const values = top('sodium').map((line) => Number(line.split(',')[2]));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    for (const line of top('sodium')) expect(line).toMatch(/^\d+,[^,]*Na/);
  });
});
