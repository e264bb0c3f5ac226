import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Measured } from '../../../src/experiment/numbers.ts';
import { runSweep } from '../../../src/experiment/sweep/run.ts';
import type { SweepSummary } from '../../../src/experiment/sweep/summary.ts';
import { sweepFigures } from '../../../src/report/sweep/figures.ts';
import { sweepSections } from '../../../src/report/sweep/sections.ts';
import { writeSweep } from '../../../src/report/sweep/write-sweep.ts';
import { small, writeTable } from '../../experiment/sweep/small-sweep.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-sweep-report-'));
let summary: SweepSummary;

beforeAll(async () => {
  writeTable(scratch);
  summary = await runSweep(small, join(scratch, 'small.ts'), {
    effort: 'full',
    threads: 2,
    folder: join(scratch, 'work'),
  });
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** The summary with some numbers replaced. */
const withNumbers = (changes: Record<string, Partial<Measured>>): SweepSummary => {
  const changed = Object.entries(changes).map(([key, change]) => [key, { ...summary.numbers[key]!, ...change }]);
  return { ...summary, numbers: { ...summary.numbers, ...Object.fromEntries(changed) } };
};

describe('the report of a sweep', () => {
  test.each<[string, Partial<Measured>, string]>([
    ['a gain that is sure', { value: 0.1, interval: [0.05, 0.15] }, 'The sweep was worth it: on held-out rows AUC '],
    [
      'a gain that is not',
      { value: 0.1, interval: [-0.05, 0.15] },
      'The sweep gained nothing that these data could tell: on held-out rows AUC ',
    ],
    ['a loss that is sure', { value: -0.1, interval: [-0.2, -0.05] }, 'The sweep did harm: on held-out rows AUC '],
    [
      'an interval that is not there',
      { interval: [null, null] },
      'The sweep gained nothing that these data could tell: ',
    ],
  ])('says in plain words what it was worth: %s', (_, gain, sentence) => {
    const outer = { value: 0.9, interval: [0.8, 1] } as const;
    const changes = { 'together.gain': gain, 'together.outer': outer, 'floor_nearest.outer': { value: 0.7 } };
    const text = sweepSections(withNumbers(changes)).join('\n\n');
    expect(text).toContain(sentence);
    expect(text).toMatch(/; the best floor, nearest compound, has 0\.7000\.\n/);
  });

  test.each([
    [1.49, [1.2, 1.6], 1.33, 'The sweep was not worth it, for a floor does as well or better: on held-out rows '],
    [1.33, [1.2, 1.6], 1.33, 'The sweep was not worth it, for a floor does as well or better: on held-out rows '],
    [1.3, [1.2, 1.6], 1.33, 'The sweep beat no tuning, but not surely a floor: on held-out rows '],
    [1.1, [1, 1.2], 1.33, 'The sweep was worth it: on held-out rows '],
  ] as const)('an error of %f (%s) beside a floor of %f', (value, interval, floor, sentence) => {
    const numbers = withNumbers({
      'together.gain': { value: 1, interval: [0.5, 1.5] },
      'together.outer': { value, interval },
      'untuned.outer': { value: 2.49 },
      'floor_majority.outer': { value: 3 },
      'floor_nearest.outer': { value: floor },
    });
    const text = sweepSections({ ...numbers, objective: 'mae', better: -1 }).join('\n\n');
    expect(text).toContain(sentence);
    expect(text).toContain(' against 2.4900 without a sweep (gain less error: 1, 95 % interval 0.5000 to 1.5000); ');
    expect(text).toContain('; the best floor, nearest compound, has 1.3300.');
  });

  test('shows every choice, what held, the floors, the cost and the recipe', () => {
    const text = sweepSections(summary).join('\n\n');
    for (const name of [
      'grid',
      'random',
      'successive halving',
      'TPE',
      'best of all searches',
      'no sweep',
      'a setting at random',
    ]) {
      expect(text).toContain(`\n| ${name} | `);
    }
    expect(text).toContain('\n| floor: majority |  | 0.5000 ');
    expect(text).toContain('\n| seed 4, fold 2 | (one');
    expect(text).toMatch(/\| method\.model\.classWeights \| (none|balanced) in \d of 6 \| /);
    expect(text).toContain('| successive halving | 24 | 16 | ');
    expect(text).toMatch(/"l2": [\d.]+/);
    expect(text).not.toMatch(/undefined|NaN|null/);
  });

  test('tells why trials could not be fitted, and how many', () => {
    const [first, ...rest] = summary.searches as [SweepSummary['searches'][number]];
    const failing = { ...summary, searches: [{ ...first, failed: { 'no minimum found': 3 } }, ...rest] };
    expect(sweepSections(failing).join('\n\n')).toContain('- grid, 3 trials: no minimum found');
    expect(sweepSections(summary).join('\n\n')).not.toContain('Why trials could not be fitted');
  });

  test('has a figure for each search, of what held, and of importance, each with n in its caption', () => {
    const figures = sweepFigures(summary);
    const names = ['grid', 'random', 'halving', 'tpe', 'overfit', 'importance'].map((name) => `sweep.${name}.svg`);
    expect(figures.map(({ file }) => file)).toEqual(names);
    for (const { caption } of figures) expect(caption).toMatch(/n = (40 compounds|6 outer folds)/);
    expect(figures.at(-1)!.caption).toContain('Not defined for successive halving');
  });

  test('is made of what sweep.json stores, and written with it, the same bytes each time', async () => {
    const folders = [join(scratch, 'a'), join(scratch, 'b')] as const;
    const files = await writeSweep(summary, folders[0]);
    await writeSweep(JSON.parse(JSON.stringify(summary)), folders[1]);
    expect(readdirSync(folders[0])).toEqual(files);
    for (const file of files) {
      const text = readFileSync(join(folders[0], file), 'utf8');
      expect(readFileSync(join(folders[1], file), 'utf8')).toBe(text);
      if (file.endsWith('.svg')) expect(text).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
      expect(text).not.toContain(scratch);
    }
  });
});

describe('a grid', () => {
  test('of two numbers is one heat map, of two and a choice one for each value, of more in parallel coordinates', () => {
    const [, number, choice] = summary.parameters;
    const titles = (parameters: SweepSummary['parameters']) => {
      const searches = summary.searches.map((search) => ({
        ...search,
        tables: search.tables.map((table) => ({
          ...table,
          values: parameters.map(({ kind }) => table.values[kind === 'number' ? 1 : 2]!),
        })),
      }));
      return (sweepFigures({ ...summary, parameters, searches })[0]!.spec as { title: string }).title;
    };
    expect(titles([number!, number!, choice!, choice!])).toBe('Grid: trials and their AUC on inner folds');
    expect(titles([number!, number!, number!])).toBe('Grid: trials and their AUC on inner folds');
    expect(titles([number!, number!, choice!])).toBe('Grid: AUC on inner folds');
    expect(titles([number!, number!])).toBe('Grid: AUC on inner folds');
    expect(titles([number!])).toBe('Grid: trials and their AUC on inner folds');
  });
});
