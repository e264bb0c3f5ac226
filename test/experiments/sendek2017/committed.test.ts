import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { searchMaterials } from '../../../experiments/sendek2017/materials.ts';
import type { SearchFindings } from '../../../experiments/sendek2017/run.ts';
import { search, sendek2017 } from '../../../experiments/sendek2017.ts';
import { packageRoot, stableJson } from '../../../src/core/files.ts';
import { selectColumns } from '../../../src/core/matrix.ts';
import { leaveOneOut } from '../../../src/evaluation/leave-one-out.ts';
import { countCombinations } from '../../../src/evaluation/subset-combinations.ts';
import type { OwnSummary } from '../../../src/experiment/own/define.ts';
import { expectedOf } from '../../../src/experiment/own/efforts.ts';
import { loadTraining } from '../../../src/transfer/training-data.ts';

const read = (folder: string) => readFileSync(join(packageRoot(), 'results', folder, 'summary.json'), 'utf8');
const { materials, problem, descriptors } = searchMaterials(search, loadTraining());

describe.each([
  ['sendek2017', 'full', 263_949],
  ['sendek2017-exhaustive', 'exhaustive', 2 ** 20 - 1],
] as const)('the committed results of %s', (folder, effort, subsets) => {
  const text = read(folder);
  const summary = JSON.parse(text) as OwnSummary<SearchFindings>;

  test('are a run of the experiment as it stands, written as the program writes', () => {
    expect(text).toBe(stableJson(summary));
    const expected = summary.compared.map(({ ours, unit, n, reproduced, ...expectation }) => expectation);
    expect(expected).toEqual(expectedOf(sendek2017, effort));
    expect(summary.compared.filter(({ reproduced, explained }) => !reproduced && !explained)).toEqual([]);
    expect(summary.not_reproduced).toEqual(sendek2017.notReproduced);
  });

  test('count every subset of each size', () => {
    for (const { size, error_counts } of summary.curve) {
      expect(error_counts.reduce((sum, count) => sum + count, 0)).toBe(countCombinations(20, size));
    }
    expect(summary.numbers['subset_search.subsets']!.value).toBe(subsets);
  });

  test('name best subsets that make as many errors by ordinary fits', () => {
    for (const { best } of summary.curve) {
      const columns = best.descriptors.map((wanted) => descriptors.findIndex(({ symbol }) => symbol === wanted));
      const model = { kind: 'logistic', l2: search.l2 } as const;
      const scores = leaveOneOut(model, selectColumns(problem.X, columns), problem.y, 0);
      expect(scores.filter((score, i) => score >= 0 !== (problem.y[i] === 1)).length).toBe(best.errors);
    }
    expect(summary.materials.length).toBe(materials.length);
  });
});

test('the exhaustive search holds the default one', () => {
  const [usual, whole] = ['sendek2017', 'sendek2017-exhaustive'].map((folder) => JSON.parse(read(folder)));
  expect(whole.curve.slice(0, 8)).toEqual(usual.curve);
  for (const key of ['noise_errors', 'thresholds', 'candidates', 'funnel']) expect(whole[key]).toEqual(usual[key]);
});
