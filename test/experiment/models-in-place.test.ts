import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { constantFitLines } from '../../src/experiment/constant-fits.ts';
import type { PropertyMethod } from '../../src/experiment/property/define.ts';
import { runProperty } from '../../src/experiment/property/run.ts';
import { runSweep } from '../../src/experiment/sweep/run.ts';
import type { BoostedTreesSpec } from '../../src/models/model-spec.ts';
import { wholeReport } from '../../src/report/page.ts';
import { propertyPage } from '../../src/report/property/page.ts';
import { comparedTable } from '../../src/report/summary-table.ts';
import { small as smallProperty, smallRows, writeTable as writeProperty } from './property/small.ts';
import { smallSpec, small as smallSweep, writeTable as writeSweep } from './sweep/small-sweep.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-models-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const classify = (name: string, model: Extract<PropertyMethod, { does: 'classify' }>['model']): PropertyMethod => ({
  ...{ name, does: 'classify', input: { elemental: 'elemental-30' }, model },
});
const trees: BoostedTreesSpec = {
  kind: 'boosted-trees',
  trees: 20,
  depth: 2,
  learningRate: 0.2,
  leafL2: 1,
  rowShare: 0.8,
  columnShare: 0.5,
};

describe('a property of fifty compounds', () => {
  const { statements: _, predict: __, ...rest } = smallProperty;
  const names = ['kernel', 'perceptron', 'trees', 'stiff-trees'];
  const experiment = {
    ...rest,
    methods: [
      classify('kernel', { kind: 'kernel-svm', C: 1, gamma: 0.05 }),
      classify('perceptron', { kind: 'mlp', hidden: [2], epochs: 2, batchSize: 16, learningRate: 0.01 }),
      classify('trees', trees),
      classify('stiff-trees', { ...trees, leastCurvature: 6 }),
    ],
    validations: [{ name: 'by_formula', group: 'formula', folds: 5 }],
    expected: [],
    full: { resamples: 10, methods: names, refits: 0 },
  } as const;
  const run = runProperty(experiment, { effort: 'full' }, writeProperty(smallRows())).then(({ summary }) => summary);

  test('is learned by kernels and by trees', async () => {
    const { numbers } = await run;
    for (const name of ['kernel', 'trees']) expect(numbers[`by_formula.${name}.auc`]!.value).toBeGreaterThan(0.8);
    expect(numbers['by_formula.perceptron.auc']!.value).not.toBeNull();
  });

  test('trees that found no split are a number, a line and a section of the report', async () => {
    const summary = await run;
    const key = 'by_formula.stiff-trees.fits_without_split';
    expect(summary.numbers[key]).toEqual({ value: 5, unit: 'fits', n: 5 });
    expect(summary.numbers).not.toHaveProperty(['by_formula.trees.fits_without_split']);
    const [line, ...others] = constantFitLines(summary.numbers);
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^by_formula\.stiff-trees: in 5 of 5 fits the trees found no split, and give every row the same/,
    );
    const report = wholeReport(summary, [...propertyPage(summary).sections]).join('\n\n');
    expect(report).toContain(`## Models that learned nothing\n\n- ${line}`);
  });

  test('without expectations shows its scores on the terminal', async () => {
    const lines = comparedTable(await run)
      .trimEnd()
      .split('\n');
    expect(lines[0]).toMatch(/^number {2,}value {2,}95 % interval {2,}unit {2,}n$/);
    expect(
      lines.some((line) => /^by_formula\.kernel\.auc {2,}\d\.\d{4} {2,}\d.* to \d.* {2,}score {2,}50$/.test(line)),
    ).toBe(true);
    expect(lines.some((line) => /^by_formula\.median\.mae {2,}/.test(line))).toBe(true);
    expect(lines.join('\n')).not.toMatch(/^(data|cost)\./m);
    expect(comparedTable({ compared: [], numbers: { count: { value: 3, unit: 'rows', n: 3 } } })).toMatch(
      /^count +3 +rows +3$/m,
    );
  });
});

test('a sweep tries kernels', async () => {
  writeSweep(scratch);
  const columns = ['one', 'two', 'three'];
  const kernel = { name: 'law', does: 'classify', input: { columns } } as const;
  const sweep = {
    ...smallSpec,
    space: {
      method: {
        ...kernel,
        model: { kind: 'kernel-svm', C: { from: 0.1, to: 10, scale: 'log', steps: 3 }, gamma: 0.3 },
      },
    },
    untuned: { method: { ...kernel, model: { kind: 'kernel-svm', C: 1, gamma: 0.3 } } },
    full: { searches: [{ kind: 'grid' }], seeds: [3] },
  } as typeof smallSpec;
  const options = { effort: 'full', threads: 1, folder: scratch } as const;
  const summary = await runSweep({ ...smallSweep, sweep }, join(scratch, 'small.ts'), options);
  expect(summary.numbers['together.outer']!.value).toBeGreaterThan(0.6);
  expect(summary.numbers['grid.failed']!.value).toBe(0);
});
